import { exitCodeOf } from '../gate/index.ts';
import { type AssessRun, assessPaths, type InputOptions } from './assess-paths.ts';
import type { Exit } from './exit.ts';
import type { Output } from './format-option.ts';
import { type Look, render } from './render.ts';

/** All that a check needs, as plain data, so that it can be done in a thread of its own. */
export interface CheckJob {
  readonly paths: readonly string[];
  readonly options: InputOptions;
  readonly outputs: readonly Output[];
  readonly look: Look;
  readonly now: Date;
}

export interface CheckDone {
  /** One text an output, in their order. */
  readonly rendered: readonly string[];
  readonly exit: Exit;
}

export function doCheck(
  { paths, options, outputs, look, now }: CheckJob,
  run: Omit<AssessRun, 'folder' | 'now'>,
): CheckDone {
  const assessment = assessPaths(paths, options, { ...run, folder: look.folder, now });
  return { rendered: outputs.map((output) => render(assessment, output, look)), exit: exitCodeOf(assessment) };
}
