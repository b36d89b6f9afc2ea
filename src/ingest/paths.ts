import { posix } from 'node:path';

/** A path below or beside a folder, without `.` and inner `..`. Absolute paths stay as they are. */
export function joinPath(folder: string, path: string): string {
  const below = path.replaceAll('\\', '/');
  return posix.normalize(posix.isAbsolute(below) ? below : posix.join(folder, below));
}

/** The folder of a file; `.` for a bare name. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

export function nameOf(path: string): string {
  return posix.basename(path);
}
