import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StopError } from '../diagnostics/index.ts';
import { findSettings, nameOf } from '../gate/index.ts';
import { say } from '../model/index.ts';

/**
 * The settings file for a run over several paths: the one that each path leads to, when they agree.
 *
 * @returns an absolute path; `undefined` when no path leads to one
 * @throws StopError when they lead to different files
 */
export function settingsFor(paths: readonly string[], folder: string): string | undefined {
  const found = new Set(paths.map((path) => findSettings(folderOf(resolve(folder, path)))));
  found.delete(undefined);
  const [first, second] = found;
  if (first === undefined || second === undefined) return first;
  throw new StopError(
    'cli/several-settings',
    say`the paths have different settings: ${nameOf(first, folder)} and ${nameOf(second, folder)}`,
    'judge them one by one, or name the settings in force by `--config`',
  );
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
}
