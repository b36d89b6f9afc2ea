#!/usr/bin/env node
/**
 * The command's first file. It loads as little as it can: `--version` is asked by scripts and completions, and must not
 * pay for the pipeline.
 */
import { readFileSync } from 'node:fs';
import { Exit } from './exit.ts';
import { processHost } from './host.ts';

const argv = process.argv.slice(2);
// Two folders up from `src/cli/` and from `dist/cli/` alike.
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};
const host = processHost(version);

/** What nobody foresaw is a bug of ours: it must not look like a verdict, so it ends with 2, never with 1 or 0. */
function endOnBug(error: unknown): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.tell(`sallyport: this is a bug in sallyport ${version}, and nothing was decided\n${trace}`);
  process.exit(Exit.Stopped);
}

process.on('uncaughtException', endOnBug);
// Until a command says otherwise, nothing was decided.
process.exitCode = Exit.Stopped;

if (argv.length === 1 && ['--version', '-V'].includes(argv[0] ?? '')) {
  host.print(`${version}\n`);
  process.exitCode = Exit.Open;
} else {
  const { run } = await import('./run.ts');
  process.exitCode = await run(argv, host);
}
