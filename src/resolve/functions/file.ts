import { posix } from 'node:path';
import type { Files } from '../../ingest/index.ts';
import { makeSet } from '../cty/set.ts';
import { BOOL, STRING, setOf } from '../cty/type.ts';
import { bool, type Cty, string, unknown } from '../cty/value.ts';
import { bytesIn, type World } from '../evaluate/world.ts';
import { isPossiblePath, joinPaths, relativePath } from '../graph/relative-path.ts';
import { base64Text, utf8Text } from './bytes.ts';
import { type DigestName, digest } from './digest.ts';
import { findFiles } from './glob.ts';
import { textAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

const path = { type: STRING };

/** What a file's bytes give; unknown where no files are to be had. */
function reading(work: (bytes: Uint8Array) => string): Specification {
  return {
    parameters: [path],
    type: STRING,
    call: (values, _type, world) => {
      const name = textAt(values, 0);
      const bytes = world.readFile(name);
      if ('unknownBecause' in bytes) return unknown(STRING, bytes.unknownBecause, { notNull: true });
      world.checkLength(bytes.length);
      return string(work(bytes));
    },
  };
}

function hashing(name: DigestName, encoding: 'hex' | 'base64'): Specification {
  return reading((bytes) => digest(name, bytes, encoding));
}

function path1(work: (path: string) => string): Specification {
  return { parameters: [path], type: STRING, call: (values) => string(work(textAt(values, 0))) };
}

export const fileFunctions: Readonly<Record<string, Specification>> = {
  file: reading((bytes) => fileText(bytes)),
  filebase64: reading(base64Text),
  filemd5: hashing('md5', 'hex'),
  filesha1: hashing('sha1', 'hex'),
  filesha256: hashing('sha256', 'hex'),
  filesha512: hashing('sha512', 'hex'),
  filebase64sha256: hashing('sha256', 'base64'),
  filebase64sha512: hashing('sha512', 'base64'),
  fileexists: { parameters: [path], type: BOOL, call: fileExists },
  fileset: { parameters: [path, path], type: setOf(STRING), call: fileSet },
  basename: path1(baseName),
  dirname: path1(folderName),
  pathexpand: {
    parameters: [path],
    type: STRING,
    call: (values) => {
      const written = textAt(values, 0);
      return written.startsWith('~')
        ? unknown(STRING, 'the home folder is that of whoever runs Terraform')
        : string(written);
    },
  },
  abspath: {
    parameters: [path],
    type: STRING,
    call: (values) => {
      const written = textAt(values, 0);
      if (written.startsWith('/')) return string(joinPaths('/', written));
      return unknown(STRING, 'an absolute path depends on the folder in which Terraform runs', { notNull: true });
    },
  },
};

export function fileText(bytes: Uint8Array): string {
  const text = utf8Text(bytes);
  if (text === undefined) throw new FunctionError('the file is no UTF-8; use filebase64');
  return text;
}

function fileExists(values: readonly Cty[], _type: unknown, world: World): Cty {
  const place = world.locateFile(textAt(values, 0));
  if ('unknownBecause' in place) return unknown(BOOL, place.unknownBecause, { notNull: true });
  if (bytesIn(place.files, place.path) !== undefined) return bool(true);
  if (place.files.list(place.path) !== undefined)
    throw new FunctionError(`${textAt(values, 0)} is a folder, not a file`);
  if (leadsThroughFile(place.path, place.files.list))
    throw new FunctionError(`${textAt(values, 0)} leads through a file, as if it were a folder`);
  return bool(false);
}

/** Of a path at which there is nothing: whether what it passes last is a file. */
function leadsThroughFile(path: string, list: Files['list']): boolean {
  const folder = posix.dirname(path);
  if (folder === path || folder === '.' || list(folder) !== undefined) return false;
  return list(posix.dirname(folder))?.includes(posix.basename(folder)) ?? leadsThroughFile(folder, list);
}

/** The folder and the pattern are one pattern for Terraform; files are named from the folder. */
function fileSet(values: readonly Cty[], _type: unknown, world: World): Cty {
  const folder = textAt(values, 0);
  const pattern = posix.join(folder, textAt(values, 1)).replace(/(?<=.)\/$/, '');
  const outside = { because: undefined as string | undefined };
  const list = (path: string): readonly string[] | undefined => {
    if (!isPossiblePath(path)) return undefined;
    const place = world.locateFile(path === '' ? '.' : path);
    if (!('unknownBecause' in place)) return place.files.list(place.path);
    outside.because ??= place.unknownBecause;
    return undefined;
  };
  const found = findFiles(pattern, list, (steps) => world.spend(steps));
  if (outside.because !== undefined) return unknown(setOf(STRING), outside.because, { notNull: true });
  return makeSet(
    STRING,
    found.map((path) => string(relativePath(folder, path))),
  );
}

/** Go's `filepath.Base`. */
function baseName(written: string): string {
  if (written === '') return '.';
  let end = written.length;
  while (end > 0 && written.charAt(end - 1) === '/') end -= 1;
  const bare = written.slice(0, end);
  return bare === '' ? '/' : bare.slice(bare.lastIndexOf('/') + 1);
}

/** Go's `filepath.Dir`. */
function folderName(written: string): string {
  const end = written.lastIndexOf('/');
  if (end < 0) return '.';
  return joinPaths(written.startsWith('/') ? '/' : '', written.slice(0, end + 1));
}
