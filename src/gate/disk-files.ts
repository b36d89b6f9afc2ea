import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { reasonOf, StopError } from '../diagnostics/index.ts';
import type { Files } from '../ingest/index.ts';
import { nameOf } from './path-name.ts';

/** Thrown when more is read than was allowed: the caller may go about it in another way. */
export class LargeInput extends Error {
  override readonly name = 'LargeInput';
}

/** The longest text that JavaScript holds is half a gigabyte; what is near it cannot be judged in one piece. */
const mostBytesOfFile = 400 * 1024 * 1024;

/**
 * The disk as `ingest` sees it. Paths are relative to `folder` or absolute.
 *
 * @param roots folders and files that were named for judging: what lies outside of them is not `inside`
 * @param mostBytes for all files together; beyond it reading throws `LargeInput`
 */
export function diskFiles(folder: string, roots: readonly string[], mostBytes = Number.POSITIVE_INFINITY): Files {
  let bytesRead = 0;
  const read = (path: string): Uint8Array => {
    const found = statSync(path);
    if (!found.isFile() && !found.isDirectory() && !isStream(path)) throw noFile(nameOf(path, folder));
    const { size } = found;
    if (size > mostBytesOfFile) throw tooLarge(nameOf(path, folder), size);
    bytesRead += size;
    if (bytesRead > mostBytes) throw new LargeInput();
    return readFileSync(path);
  };
  const real = roots.map((root) => realPath(resolve(folder, root)) ?? resolve(folder, root));
  // A stream leads to no place of its own: it may be read where it was named.
  const streams = new Set(roots.filter(isStream));
  return {
    read: (path) => orNone(path, folder, () => read(resolve(folder, path))),
    lasting: (path) => !isStream(path) && statSync(resolve(folder, path), { throwIfNoEntry: false })?.isFile() === true,
    list: (path) => orNone(path, folder, () => entriesOf(resolve(folder, path))),
    leadsBack: (path) => isLinkBack(resolve(folder, path)),
    inside: (path) => {
      if (streams.has(path)) return true;
      const target = realPath(resolve(folder, path));
      return target !== undefined && real.some((root) => contains(root, target));
    },
  };
}

function entriesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (isFolder(entry, folder) ? `${entry.name}/` : entry.name))
    .sort();
}

function isFolder(entry: Dirent, folder: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = realPath(join(folder, entry.name));
  return target !== undefined && statSync(target).isDirectory();
}

function isLinkBack(path: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return false;
  const [home, target] = [realPath(dirname(path)), realPath(path)];
  return home !== undefined && target !== undefined && contains(target, home);
}

/** Links in a ring lead nowhere, and say so where they stand; of a name that is too long there can be nothing. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);

/** `undefined` where there is no such thing; whatever else keeps it from being read is a stop, never a silence. */
function orNone<Found>(path: string, folder: string, read: () => Found): Found | undefined {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof LargeInput || cause instanceof StopError) throw cause;
    if (absent.has(String((cause as { readonly code?: unknown }).code))) return undefined;
    throw new StopError(
      'gate/unreadable',
      [{ data: nameOf(resolve(folder, path), folder) }, ` cannot be read: ${reasonOf(cause)}`],
      'make it readable, or judge something else',
      undefined,
      { cause },
    );
  }
}

/** What a shell hands over: standard input, and `<(terraform show -json plan)`. */
export function isStream(path: string): boolean {
  return path === '/dev/stdin' || path.startsWith('/dev/fd/') || path.startsWith('/proc/self/fd/');
}

/** A pipe or a device may give nothing, or never end. */
function noFile(name: string): StopError {
  return new StopError(
    'gate/no-file',
    [{ data: name }, ' is a pipe, a socket or a device, and no file'],
    'remove it, or judge something else',
    { file: name },
  );
}

function tooLarge(name: string, bytes: number): StopError {
  const size = (of: number) => `${Math.round(of / 1024 / 1024)} MiB`;
  return new StopError(
    'gate/too-large',
    [{ data: name }, ` has ${size(bytes)}, and a file may have ${size(mostBytesOfFile)}`],
    'split the configuration, or judge its parts one by one',
  );
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function contains(root: string, target: string): boolean {
  const below = relative(root, target);
  return below === '' || (!isAbsolute(below) && below.split(sep)[0] !== '..');
}
