#!/usr/bin/env node
/**
 * The command's first file, and that of the thread which judges large inputs. It loads as little as it can: `--version` is
 * asked by scripts and completions, and must not pay for the pipeline.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckJob } from './check-job.ts';
import { Exit } from './exit.ts';
import { processHost } from './host.ts';

if (parentPort === null) {
  await runCommand(process.argv.slice(2));
} else {
  const { answer } = await import('./check-apart.ts');
  answer(workerData as CheckJob, parentPort);
}

async function runCommand(argv: readonly string[]): Promise<void> {
  // Two folders up from `src/cli/` and from `dist/cli/` alike.
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const host = processHost(version, import.meta.url);

  // What nobody foresaw is a bug of ours: it must not look like a verdict, so it ends with 2, never with 1 or 0.
  process.on('uncaughtException', (error) => {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    host.tell(`sallyport: this is a bug in sallyport ${version}, and nothing was decided\n${trace}`);
    process.exit(Exit.Stopped);
  });
  // Until a command says otherwise, nothing was decided.
  process.exitCode = Exit.Stopped;

  if (argv.length === 1 && ['--version', '-V'].includes(argv[0] ?? '')) {
    host.print(`${version}\n`);
    process.exitCode = Exit.Open;
    return;
  }
  const { run } = await import('./run.ts');
  process.exitCode = await run(argv, host);
}
