import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Beyond this a file is no program that somebody wrote, and a line of it is not worth the reading. */
const mostBytes = 64 * 1024 * 1024;

/** Reads lines of files for the frames of a report; each file once. A line that cannot be had is left out of its frame. */
export function sourceLines(folder: string): (file: string, line: number) => string | undefined {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = files.get(file) ?? linesOf(resolve(folder, file));
    files.set(file, known);
    return known[line - 1];
  };
}

function linesOf(path: string): readonly string[] {
  try {
    return statSync(path).size > mostBytes ? [] : readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
