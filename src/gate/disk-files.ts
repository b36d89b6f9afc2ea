import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { reasonOf, StopError } from '../diagnostics/index.ts';
import type { Files } from '../ingest/index.ts';
import { nameOf } from './path-name.ts';

/**
 * The disk as `ingest` sees it. Paths are relative to `folder` or absolute.
 *
 * @param roots folders and files that were named for judging: what lies outside of them is not `inside`
 */
export function diskFiles(folder: string, roots: readonly string[]): Files {
  const real = roots.map((root) => realPath(resolve(folder, root)) ?? resolve(folder, root));
  return {
    read: (path) => orNone(path, folder, () => readFileSync(resolve(folder, path))),
    list: (path) => orNone(path, folder, () => entriesOf(resolve(folder, path))),
    inside: (path) => {
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

const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** `undefined` where there is no such thing; whatever else keeps it from being read is a stop, never a silence. */
function orNone<Found>(path: string, folder: string, read: () => Found): Found | undefined {
  try {
    return read();
  } catch (cause) {
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
