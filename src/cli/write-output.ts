import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf, StopError } from '../diagnostics/index.ts';

/**
 * Writes a file as a whole or not at all: under another name beside it, which then takes its place. Whoever reads it, and
 * whatever kills this process, there is the old content or the new. Devices and pipes are written to directly.
 *
 * @param path relative to `folder` or absolute
 * @throws StopError when it cannot be written
 */
export function writeOutput(path: string, folder: string, text: string): void {
  try {
    const target = targetOf(resolve(folder, path));
    if (statSync(target, { throwIfNoEntry: false })?.isFile() === false) writeFileSync(target, text);
    else replaceFile(target, text);
  } catch (cause) {
    throw new StopError(
      'cli/output',
      [{ data: path }, ` cannot be written: ${reasonOf(cause)}`],
      'name a file in a folder that exists and is writable',
      undefined,
      { cause },
    );
  }
}

/** The file itself behind a symbolic link, so that the link stays. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path;
    throw error;
  }
}

function replaceFile(target: string, text: string): void {
  // A name that nobody can have put a link under.
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = openSync(temporary, 'wx', 0o666);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
