import { getHeapStatistics } from 'node:v8';
import { type MessagePort, Worker } from 'node:worker_threads';
import { StopError } from '../diagnostics/index.ts';
import { type Location, type Text, words } from '../model/index.ts';
import { type CheckDone, type CheckJob, doCheck } from './check-job.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Progress } from './progress.ts';

/** What the thread tells. Errors lose their class between threads, so a stop goes as its parts. */
type Message =
  | { readonly step: string }
  | { readonly done: CheckDone }
  | {
      readonly stop: {
        readonly code: string;
        readonly what: Text;
        readonly help: string;
        readonly location?: Location;
      };
    };

const mebibyte = 1024 * 1024;
/** V8 would take 48, and gain little by it. */
const youngMiB = 6;

/**
 * Does a check in a thread of its own, where running out of memory is an error and not the end of the process.
 *
 * @param program address of the program's first file, which begins the thread as well
 * @throws StopError as `doCheck` does, and when the memory that Node may use is not enough
 */
export async function checkApart(job: CheckJob, program: string, progress: Progress): Promise<CheckDone> {
  const heapMiB = Math.floor(getHeapStatistics().heap_size_limit / mebibyte);
  const worker = new Worker(new URL(program), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: youngMiB, stackSizeMb: 4 },
  });
  return await new Promise((done, fail) => {
    worker.on('message', (message: Message) => {
      if ('step' in message) progress.step(message.step);
      else if ('done' in message) done(message.done);
      else fail(new StopError(message.stop.code, message.stop.what, message.stop.help, message.stop.location));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory(heapMiB, error) : error);
    });
    worker.on('exit', () => fail(new Error('the thread that judged ended without an answer')));
  });
}

/** The thread's side. */
export function answer(job: CheckJob, port: MessagePort): void {
  const tell = (message: Message) => port.postMessage(message);
  try {
    const step = (what: string) => tell({ step: what });
    tell({ done: doCheck(job, { clock: () => performance.now(), step, tidy: collectGarbage }) });
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    const { code, what, help, location } = error;
    tell({ stop: { code, what, help, ...(location === undefined ? {} : { location }) } });
  }
}

function outOfMemory(heapMiB: number, cause: Error): StopError {
  return new StopError(
    'cli/out-of-memory',
    words(`judging the input needs more memory than the ${heapMiB} MiB that Node may use`),
    `judge its parts one by one, or allow more: NODE_OPTIONS=--max-old-space-size=${2 * heapMiB}`,
    undefined,
    { cause },
  );
}
