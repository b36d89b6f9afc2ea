import { LargeInput } from '../gate/index.ts';
import type { InputOptions } from './assess-paths.ts';
import { checkApart } from './check-apart.ts';
import { type CheckJob, doCheck } from './check-job.ts';
import { isColored } from './color.ts';
import type { Exit } from './exit.ts';
import { type Output, readFormats } from './format-option.ts';
import type { Host } from './host.ts';
import { inputsOf } from './inputs.ts';
import { Progress } from './progress.ts';
import { writeOutput } from './write-output.ts';

export interface CheckOptions extends InputOptions {
  readonly format: readonly string[];
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** What is larger may run out of memory, which V8 forgives a thread of its own, and not a process. */
const mostBytesHere = 32 * 1024 * 1024;

/** Judges folders and files, and writes the report in every format asked for. */
export async function check(paths: readonly string[], options: CheckOptions, host: Host): Promise<Exit> {
  const { folder, version, stdoutColumns } = host;
  const { config, environment, waivers, given, environmentVariables, workspace, changesOnly } = options;
  const quiet = options.quiet === true;
  const job: CheckJob = {
    paths: inputsOf(paths, folder),
    options: { config, environment, waivers, given, environmentVariables, workspace, changesOnly },
    outputs: readFormats(options.format),
    look: { version, folder, stdoutColumns, colored: isColored(host, options.color), quiet },
    now: host.now(),
  };
  const progress = new Progress(quiet ? { ...host, status: undefined } : host);
  const { rendered, exit } = await progress.over(() => checkAnywhere(job, host, progress));
  deliver(job.outputs, rendered, host);
  return exit;
}

async function checkAnywhere(job: CheckJob, host: Host, progress: Progress) {
  const step = (what: string) => progress.step(what);
  try {
    return doCheck(job, { clock: host.clock, step, mostBytes: mostBytesHere });
  } catch (error) {
    if (!(error instanceof LargeInput)) throw error;
    return await checkApart(job, host.program, progress);
  }
}

/** Files first: when one cannot be written, nothing has gone to stdout that could be taken for the whole answer. */
function deliver(outputs: readonly Output[], rendered: readonly string[], host: Host): void {
  const texts = outputs.map(({ file }, index) => ({ file, text: rendered[index] ?? '' }));
  for (const { file, text } of texts) if (file !== undefined) writeOutput(file, host.folder, text);
  for (const { file, text } of texts) if (file === undefined) host.print(text);
}
