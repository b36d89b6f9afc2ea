import { STRING, type Type } from '../cty/type.ts';
import { type Cty, DYNAMIC, list, object, string, unknown } from '../cty/value.ts';
import { base64Bytes, base64Text, utf8Bytes, utf8Text } from './bytes.ts';
import { readCsv } from './csv.ts';
import { textAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

const text = { type: STRING };

function coding(work: (text: string) => string): Specification {
  return { parameters: [text], type: STRING, call: (values) => string(work(textAt(values, 0))) };
}

export const encodingFunctions: Readonly<Record<string, Specification>> = {
  base64encode: coding((value) => base64Text(utf8Bytes(value))),
  base64decode: coding((value) => decoded(base64(value), 'UTF-8')),
  // The bytes depend on the compressor, which is Go's.
  base64gzip: {
    parameters: [text],
    type: STRING,
    call: () => unknown(STRING, 'what base64gzip gives is worked out when Terraform runs', { notNull: true }),
  },
  urlencode: coding(urlEncode),
  textencodebase64: {
    parameters: [text, text],
    type: STRING,
    call: (values) => string(encoded(textAt(values, 0), textAt(values, 1))),
  },
  textdecodebase64: {
    parameters: [text, text],
    type: STRING,
    call: (values) => string(decoded(base64(textAt(values, 0)), textAt(values, 1))),
  },
  csvdecode: { parameters: [text], type: DYNAMIC, call: (values) => csvDecode(textAt(values, 0)) },
};

function base64(value: string): Uint8Array {
  const bytes = base64Bytes(value);
  if (bytes === undefined) throw new FunctionError('the text is no base64');
  return bytes;
}

/** Go's `url.QueryEscape`: all but letters, digits, `-`, `_`, `.` and `~`; a space is a plus sign. */
function urlEncode(value: string): string {
  const encodedText = encodeURIComponent(value);
  return encodedText
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function encoded(value: string, name: string): string {
  const buffer = Buffer.from(value, 'utf16le');
  switch (normalName(name)) {
    case 'utf8':
      return base64Text(utf8Bytes(value));
    case 'utf16le':
      return base64Text(buffer);
    case 'utf16be':
      return base64Text(buffer.swap16());
    default:
      throw new FunctionError(`encoding to ${name} is not supported here`);
  }
}

function decoded(bytes: Uint8Array, name: string): string {
  const kind = normalName(name);
  if (kind === 'utf8') {
    const result = utf8Text(bytes);
    if (result === undefined) throw new FunctionError('the decoded bytes are no UTF-8');
    return result;
  }
  if (kind === 'utf16le' || kind === 'utf16be')
    return new TextDecoder(kind === 'utf16le' ? 'utf-16le' : 'utf-16be').decode(bytes);
  throw new FunctionError(`decoding from ${name} is not supported here`);
}

function normalName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A list of objects, a column an attribute. */
function csvDecode(value: string): Cty {
  const [header, ...rows] = readCsv(value);
  if (header === undefined) throw new FunctionError('the header line is missing');
  if (new Set(header).size < header.length) throw new FunctionError('two columns have the same name');
  const type: Type = { kind: 'object', attributes: new Map(header.map((name) => [name, STRING])) };
  const objects = rows.map((row) => object(new Map(header.map((name, column) => [name, string(row[column] ?? '')]))));
  return list(type, objects);
}
