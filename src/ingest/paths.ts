import { posix } from 'node:path';

/** A path below or beside a folder, without `.`, inner `..` and a slash at its end: one spelling for one path. Absolute paths stay as they are. */
export function joinPath(folder: string, path: string): string {
  const below = path.replaceAll('\\', '/');
  const joined = posix.normalize(posix.isAbsolute(below) ? below : posix.join(folder, below));
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined;
}

/** The folder of a file; `.` for a bare name. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

export function nameOf(path: string): string {
  return posix.basename(path);
}
