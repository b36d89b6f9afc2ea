import { exitCodeOf } from '../gate/index.ts';
import { assessPaths, type InputOptions } from './assess-paths.ts';
import { isColored } from './color.ts';
import type { Exit } from './exit.ts';
import { type Output, readFormats } from './format-option.ts';
import type { Host } from './host.ts';
import { inputsOf } from './inputs.ts';
import { Progress } from './progress.ts';
import { render } from './render.ts';
import { writeOutput } from './write-output.ts';

export interface CheckOptions extends InputOptions {
  readonly format: readonly string[];
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Judges folders and files, and writes the report in every format asked for. */
export function check(paths: readonly string[], options: CheckOptions, host: Host): Exit {
  const outputs = readFormats(options.format);
  const inputs = inputsOf(paths, host.folder);
  const progress = new Progress(options.quiet === true ? { ...host, status: undefined } : host);
  const assessment = progress.over(() => assessPaths(inputs, options, host, progress));
  const look = { ...host, colored: isColored(host, options.color), quiet: options.quiet === true };
  deliver(
    outputs.map((output) => [output, render(assessment, output, look)] as const),
    host,
  );
  return exitCodeOf(assessment);
}

/** Files first: when one cannot be written, nothing has gone to stdout that could be taken for the whole answer. */
function deliver(rendered: readonly (readonly [Output, string])[], host: Host): void {
  for (const [{ file }, text] of rendered) if (file !== undefined) writeOutput(file, host.folder, text);
  for (const [{ file }, text] of rendered) if (file === undefined) host.print(text);
}
