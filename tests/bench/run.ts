/**
 * `npm run bench`: what the gate costs. Apps are synthesized with and without it in turns, in one process, so that both see the same
 * machine; the figures are medians, and ratios say more than milliseconds. Not part of the tests: machines are noisy.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'cdktf';
import { assess } from '../../src/assess.ts';
import { diskFiles, loadBundles, loadSettings } from '../../src/gate/index.ts';
import { sallyport } from '../../src/index.ts';
import { readStacks } from '../../src/ingest/index.ts';
import { fillApp } from './generate-app.ts';

const sizes = [100, 1000, 3000];
const rounds = 9;
const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));

interface Written {
  readonly name: string;
  readonly file: string;
}

function synthesize(resources: number, gated: boolean): { readonly milliseconds: number; readonly stacks: Written[] } {
  const outdir = join(folder, `out-${resources}-${gated}`);
  const start = performance.now();
  const plain = new App({ outdir });
  const app = gated ? sallyport(plain, { report: 'none', config: settingsFile }) : plain;
  fillApp(app, resources);
  app.synth();
  const milliseconds = performance.now() - start;
  const stacks = Object.values(app.manifest.stacks).map(({ name, synthesizedStackPath }) => ({
    name,
    file: join(outdir, synthesizedStackPath),
  }));
  return { milliseconds, stacks };
}

/** Every room by itself, over the files of a synth. */
function timeRooms(stacks: readonly Written[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const texts = stacks.map(({ file }) => readFileSync(file, 'utf8'));
  const parse = performance.now();
  for (const text of texts) JSON.parse(text);
  times.set('JSON.parse (floor)', performance.now() - parse);
  const files = diskFiles(folder, [folder]);
  const ingest = performance.now();
  const configuration = readStacks(stacks, files);
  times.set('ingest', performance.now() - ingest);
  assess({
    configuration,
    files,
    bundles,
    settings,
    now: new Date(),
    clock: () => performance.now(),
    onRoom: (room, milliseconds) => times.set(room, milliseconds),
  });
  return times;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function print(...cells: readonly (string | number)[]): void {
  const text = cells.map((cell, index) => {
    const shown = typeof cell === 'number' ? cell.toFixed(1) : cell;
    return index === 0 ? shown.padEnd(30) : shown.padStart(12);
  });
  process.stdout.write(`${text.join('')}\n`);
}

function coldStart(name: string, ...argv: readonly string[]): void {
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now();
    execFileSync(process.execPath, [...argv], { stdio: 'ignore' });
    return performance.now() - start;
  });
  print(name, median(times));
}

const settingsFile = join(folder, 'sallyport.yaml');
// The apps hold resources that some policy objects to: what is measured is the work, so the gate stays open.
writeFileSync(settingsFile, 'version: 1\ngate: { close_on: [], undecided: report }\n');
const settings = loadSettings({ file: settingsFile, folder });
const bundles = loadBundles([], folder);

process.stdout.write(
  `node ${process.version}, ${availableParallelism()} cores, median of ${rounds} rounds, milliseconds\n\n`,
);
print('resources', 'without', 'with', 'gate', 'ratio', 'memory MiB');
const rooms = new Map<number, ReadonlyMap<string, number>>();
for (const size of sizes) {
  synthesize(size, true);
  const pairs = Array.from({ length: rounds }, (_, round) => {
    // Whoever goes second finds a warmer process: take turns.
    const first = synthesize(size, round % 2 === 0);
    const second = synthesize(size, round % 2 !== 0);
    return round % 2 === 0 ? { gated: first, plain: second } : { gated: second, plain: first };
  });
  const plain = median(pairs.map((pair) => pair.plain.milliseconds));
  const gated = median(pairs.map((pair) => pair.gated.milliseconds));
  const ratio = median(pairs.map((pair) => pair.gated.milliseconds / pair.plain.milliseconds));
  print(String(size), plain, gated, gated - plain, ratio.toFixed(3), process.memoryUsage.rss() / 2 ** 20);
  const stacks = pairs[0]?.plain.stacks ?? [];
  const runs = Array.from({ length: rounds }, () => timeRooms(stacks));
  const names = [...(runs[0]?.keys() ?? [])];
  rooms.set(size, new Map(names.map((name) => [name, median(runs.map((run) => run.get(name) ?? Number.NaN))])));
}

process.stdout.write('\n');
print('room', ...sizes.map(String));
for (const name of rooms.get(sizes[0] ?? 0)?.keys() ?? []) {
  print(name, ...sizes.map((size) => rooms.get(size)?.get(name) ?? Number.NaN));
}

process.stdout.write('\n');
print('command line, cold', 'milliseconds');
const small = join(folder, 'small');
mkdirSync(small);
const main = join(root, 'dist', 'cli', 'main.js');
writeFileSync(join(small, 'main.tf.json'), JSON.stringify({ resource: { aws_sqs_queue: { q: { name: 'q' } } } }));
coldStart('node -e 0 (floor)', '-e', '0');
coldStart('sallyport --version', main, '--version');
coldStart('sallyport check small', main, 'check', small);
rmSync(folder, { recursive: true, force: true });
