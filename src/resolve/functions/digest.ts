import { createHash } from 'node:crypto';
import { STRING } from '../cty/type.ts';
import { SENSITIVE, string, unknown, withMarks } from '../cty/value.ts';
import { utf8Bytes } from './bytes.ts';
import { textAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

export type DigestName = 'md5' | 'sha1' | 'sha256' | 'sha512';

export function digest(name: DigestName, bytes: Uint8Array, encoding: 'hex' | 'base64'): string {
  return createHash(name).update(bytes).digest(encoding);
}

function hash(name: DigestName, encoding: 'hex' | 'base64'): Specification {
  return {
    parameters: [{ type: STRING }],
    type: STRING,
    call: (values) => string(digest(name, utf8Bytes(textAt(values, 0)), encoding)),
  };
}

/** What Terraform makes anew at every run, or with a secret that is not here. */
function atRun(name: string, parameters: number, optional = 0): Specification {
  return {
    parameters: Array.from({ length: parameters }, () => ({ type: STRING })),
    ...(optional === 0 ? {} : { rest: { type: { kind: 'dynamic' as const } } }),
    type: STRING,
    call: () => unknown(STRING, `${name}() gives another value at every run`, { notNull: true }),
  };
}

export const digestFunctions: Readonly<Record<string, Specification>> = {
  md5: hash('md5', 'hex'),
  sha1: hash('sha1', 'hex'),
  sha256: hash('sha256', 'hex'),
  sha512: hash('sha512', 'hex'),
  base64sha256: hash('sha256', 'base64'),
  base64sha512: hash('sha512', 'base64'),
  uuid: atRun('uuid', 0),
  timestamp: atRun('timestamp', 0),
  plantimestamp: atRun('plantimestamp', 0),
  bcrypt: atRun('bcrypt', 1, 1),
  rsadecrypt: {
    parameters: [{ type: STRING }, { type: STRING }],
    type: STRING,
    call: () => withMarks(unknown(STRING, 'what rsadecrypt gives is a secret', { notNull: true }), SENSITIVE),
  },
  uuidv5: {
    parameters: [{ type: STRING }, { type: STRING }],
    type: STRING,
    call: (values) => string(uuid5(textAt(values, 0), textAt(values, 1))),
  },
};

/** Namespaces of RFC 4122, appendix C. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

/** RFC 4122, section 4.3, with SHA-1. */
function uuid5(namespace: string, name: string): string {
  const written = NAMESPACES[namespace] ?? namespace;
  const bare = written.replace(/^urn:uuid:|^\{|\}$/g, '').replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(bare)) throw new FunctionError(`${namespace} is no namespace for a UUID`);
  const bytes = createHash('sha1').update(Buffer.from(bare, 'hex')).update(name).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
