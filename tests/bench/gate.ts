/**
 * What the gate costs a synth. Apps are synthesized with and without it in turns, in one process, so that both see the same machine.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { assess } from '../../src/assess.ts';
import type { Bundle } from '../../src/decide/index.ts';
import { diskFiles, loadBundles, loadSettings } from '../../src/gate/index.ts';
import { sallyport } from '../../src/index.ts';
import { readStacks } from '../../src/ingest/index.ts';
import { fillApp } from './generate-app.ts';
import { median, print } from './measure.ts';

const sizes = [100, 1000, 3000];

interface Written {
  readonly name: string;
  readonly file: string;
}

export function benchGate(folder: string, rounds: number): void {
  const settingsFile = join(folder, 'sallyport.yaml');
  // The apps hold resources that some policy objects to: what is measured is the work, so the gate stays open.
  writeFileSync(settingsFile, 'version: 1\ngate: { close_on: [], undecided: report }\n');
  const bundles = loadBundles([], folder);
  print('resources', 'without', 'with', 'gate', 'ratio', 'memory MiB');
  const rooms = new Map<number, ReadonlyMap<string, number>>();
  for (const size of sizes) {
    const run = (gated: boolean) => synthesize(folder, settingsFile, size, gated);
    run(true);
    const pairs = Array.from({ length: rounds }, (_, round) => {
      // Whoever goes second finds a warmer process: take turns.
      const first = run(round % 2 === 0);
      const second = run(round % 2 !== 0);
      return round % 2 === 0 ? { gated: first, plain: second } : { gated: second, plain: first };
    });
    const plain = median(pairs.map((pair) => pair.plain.milliseconds));
    const gated = median(pairs.map((pair) => pair.gated.milliseconds));
    const ratio = median(pairs.map((pair) => pair.gated.milliseconds / pair.plain.milliseconds));
    print(String(size), plain, gated, gated - plain, ratio.toFixed(3), process.memoryUsage.rss() / 2 ** 20);
    const stacks = pairs[0]?.plain.stacks ?? [];
    const runs = Array.from({ length: rounds }, () => timeRooms(folder, settingsFile, bundles, stacks));
    const names = [...(runs[0]?.keys() ?? [])];
    rooms.set(size, new Map(names.map((name) => [name, median(runs.map((run) => run.get(name) ?? Number.NaN))])));
  }
  process.stdout.write('\n');
  print('room', ...sizes.map(String));
  for (const name of rooms.get(sizes[0] ?? 0)?.keys() ?? []) {
    print(name, ...sizes.map((size) => rooms.get(size)?.get(name) ?? Number.NaN));
  }
}

function synthesize(
  folder: string,
  config: string,
  resources: number,
  gated: boolean,
): { readonly milliseconds: number; readonly stacks: Written[] } {
  const outdir = join(folder, `out-${resources}-${gated}`);
  const start = performance.now();
  const plain = new App({ outdir });
  const app = gated ? sallyport(plain, { report: 'none', config }) : plain;
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
function timeRooms(
  folder: string,
  settingsFile: string,
  bundles: readonly Bundle[],
  stacks: readonly Written[],
): ReadonlyMap<string, number> {
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
    settings: loadSettings({ file: settingsFile, folder }),
    now: new Date(),
    clock: () => performance.now(),
    onRoom: (room, milliseconds) => times.set(room, milliseconds),
  });
  return times;
}
