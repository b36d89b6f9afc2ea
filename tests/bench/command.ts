/** What the command line costs before it judges anything. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median, print } from './measure.ts';

/** The published command, in the project's folder, where the benchmark runs: `npm run build` makes it. */
export const command: string = resolve('dist', 'cli', 'main.js');

export function benchCommand(folder: string): void {
  const small = join(folder, 'small');
  mkdirSync(small);
  writeFileSync(join(small, 'main.tf.json'), JSON.stringify({ resource: { aws_sqs_queue: { q: { name: 'q' } } } }));
  print('command line, cold', 'milliseconds');
  coldStart('node -e 0 (floor)', '-e', '0');
  coldStart('sallyport --version', command, '--version');
  coldStart('sallyport check small', command, 'check', small);
}

function coldStart(name: string, ...argv: readonly string[]): void {
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now();
    execFileSync(process.execPath, [...argv], { stdio: 'ignore' });
    return performance.now() - start;
  });
  print(name, median(times));
}
