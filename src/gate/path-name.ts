import { isAbsolute, relative, sep } from 'node:path';

/** The path as messages show it: relative to the folder when it lies below, absolute otherwise; slashes throughout. */
export function nameOf(path: string, folder: string): string {
  const below = relative(folder, path);
  const inside = below !== '' && !isAbsolute(below) && below.split(sep)[0] !== '..';
  return (inside ? below : path).split(sep).join('/');
}
