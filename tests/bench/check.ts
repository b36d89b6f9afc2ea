/** The whole command, `sallyport check`, from a cold start to the written report: time and peak memory, beside the size of what it reads. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { estatePath, estates } from './estates.ts';
import { exponentOf, median, print, title } from './measure.ts';

const sizes = [2_500, 5_000, 10_000, 20_000];
const million = 1_000_000;

/** Tells, at the end of the command's process, what it took: kilobytes at the peak, microseconds of CPU time. */
const usageProbe = `import { isMainThread } from 'node:worker_threads';
import { writeSync } from 'node:fs';
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(2, JSON.stringify({ peak: process.resourceUsage().maxRSS, cpu: user + system }));
});`;

interface Usage {
  readonly wall: number;
  readonly cpu: number;
  /** Bytes at the peak. */
  readonly peak: number;
}

export function benchCheck(folder: string, rounds: number): void {
  const probe = join(folder, 'probe.mjs');
  writeFileSync(probe, usageProbe);
  const small = join(folder, 'one-resource');
  mkdirSync(small);
  writeFileSync(join(small, 'main.tf'), 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n');
  const idle = runs(probe, folder, small, rounds);
  title(
    `check, cold, text report, median of ${rounds}; of one resource: ${idle.wall.toFixed(0)} ms, ${toMiB(idle.peak)}`,
  );
  for (const estate of estates) {
    print(estate.name, 'MB', 'CPU ms', 'wall ms', 'peak', 'more/size');
    const points = sizes.map((size) => {
      const path = estatePath(folder, estate, size);
      const { wall, cpu, peak } = runs(probe, folder, path, rounds);
      const bytes = bytesOf(path);
      print(`  ${size}`, bytes / million, cpu, wall, toMiB(peak), `${((peak - idle.peak) / bytes).toFixed(1)}x`);
      return { size, time: cpu };
    });
    print('  exponent of growth', '', exponentOf(points).toFixed(2));
  }
  for (const size of [10_000, 50_000]) {
    const at = join(folder, `for-each-${size}`);
    mkdirSync(at);
    // `range` gives 1,024 numbers at most.
    const names = `toset([for pair in setproduct(range(${size / 100}), range(100)) : "q\${pair[0]}-\${pair[1]}"])`;
    writeFileSync(
      join(at, 'main.tf'),
      `resource "aws_sqs_queue" "q" {\n  for_each = ${names}\n  name     = each.key\n}\n`,
    );
    const { wall, cpu, peak } = runs(probe, folder, at, rounds);
    print(`for_each over ${size}`, '', cpu, wall, toMiB(peak));
  }
}

function runs(probe: string, folder: string, path: string, rounds: number): Usage {
  const all = Array.from({ length: rounds }, () => run(probe, folder, path));
  const middle = (of: (usage: Usage) => number): number => median(all.map(of));
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu), peak: middle(({ peak }) => peak) };
}

function run(probe: string, folder: string, path: string): Usage {
  const report = `text=${join(folder, 'report.txt')}`;
  const start = performance.now();
  const argv = ['--import', probe, command, 'check', '--format', report, path];
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', cwd: folder });
  const wall = performance.now() - start;
  const [, told] = /(\{"peak".*\})$/.exec(stderr) ?? [];
  if (told === undefined || status === 2) throw new Error(`check of ${path} ended with ${status}: ${stderr}`);
  const { peak, cpu } = JSON.parse(told) as { readonly peak: number; readonly cpu: number };
  return { wall, cpu: cpu / 1000, peak: peak * 1024 };
}

function bytesOf(path: string): number {
  const stat = statSync(path);
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0) : stat.size;
}

function toMiB(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
