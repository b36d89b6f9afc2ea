/** Estates of thousands of resources, in each language: what every room takes and how that grows with the size. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { writeHcl } from './estate/write-hcl.ts';
import { writeJson } from './estate/write-json.ts';
import { writePlan } from './estate/write-plan.ts';
import { exponentOf, median, print, title } from './measure.ts';
import type { RoomTimes } from './rooms-child.ts';

const sizes = [1_000, 2_500, 5_000, 10_000, 20_000];
/** Growth is measured from here on: below it much of the time is spent on compiling. */
const smallest = 2_500;
const million = 1_000_000;

interface Estate {
  readonly name: string;
  readonly write: (folder: string, resources: number) => number;
  readonly file?: string;
}

export const estates: readonly Estate[] = [
  { name: 'HCL', write: writeHcl },
  { name: 'Terraform JSON', write: writeJson },
  { name: 'plan JSON', write: writePlan, file: 'plan.json' },
];

/** The path of an estate, written when it is not there yet. */
export function estatePath(folder: string, estate: Estate, size: number): string {
  const at = join(folder, `${estate.name.replace(' ', '-')}-${size}`);
  estate.write(at, size);
  return estate.file === undefined ? at : join(at, estate.file);
}

export function benchReader(folder: string, rounds: number): void {
  for (const estate of estates) {
    title(
      `${estate.name}: read and evaluated in a new process, CPU milliseconds (wall in brackets), median of ${rounds}`,
    );
    print('resources', 'MB', 'floor', 'ingest', 'resolve', 'both', '(wall)', 'both/floor', 'memory/size');
    const points = sizes.map((size) => {
      const runs = measured(estatePath(folder, estate, size), 'reader', rounds);
      const time = cpuOf(runs, 'ingest') + cpuOf(runs, 'resolve');
      const bytes = runs[0]?.bytes ?? 0;
      print(
        String(runs[0]?.instances),
        bytes / million,
        cpuOf(runs, 'floor'),
        cpuOf(runs, 'ingest'),
        cpuOf(runs, 'resolve'),
        time,
        `(${(wallOf(runs, 'ingest') + wallOf(runs, 'resolve')).toFixed(0)})`,
        `${(time / cpuOf(runs, 'floor')).toFixed(1)}x`,
        ratioOf(runs),
      );
      return { size, time };
    });
    print('exponent of growth', ...Array<string>(4).fill(''), growthOf(points));
  }
}

export function benchRooms(folder: string, rounds: number): void {
  for (const estate of estates) {
    title(`${estate.name}: every room in a new process, CPU milliseconds, median of ${rounds}`);
    const bySize = sizes.map((size) => ({ size, runs: measured(estatePath(folder, estate, size), 'all', rounds) }));
    print('room', ...bySize.map(({ runs }) => String(runs[0]?.instances)), 'exponent');
    for (const room of Object.keys(bySize[0]?.runs[0]?.laps ?? {})) {
      const points = bySize.map(({ size, runs }) => ({ size, time: cpuOf(runs, room) }));
      print(room, ...points.map(({ time }) => time), growthOf(points));
    }
    print('findings', ...bySize.map(({ runs }) => String(runs[0]?.findings)));
    print('memory up to text / size', ...bySize.map(({ runs }) => ratioOf(runs)));
  }
}

/** Runs over one path, each in a process of its own. */
export function measured(path: string, upTo: 'reader' | 'all', rounds: number): readonly RoomTimes[] {
  const child = join(import.meta.dirname, 'rooms-child.mjs');
  return Array.from({ length: rounds }, () => {
    const options = { encoding: 'utf8', maxBuffer: million } as const;
    return JSON.parse(execFileSync(process.execPath, [child, path, upTo], options)) as RoomTimes;
  });
}

function cpuOf(runs: readonly RoomTimes[], room: string): number {
  return median(runs.map(({ laps }) => laps[room]?.cpu ?? Number.NaN));
}

function wallOf(runs: readonly RoomTimes[], room: string): number {
  return median(runs.map(({ laps }) => laps[room]?.wall ?? Number.NaN));
}

function ratioOf(runs: readonly RoomTimes[]): string {
  return `${median(runs.map(({ memory, bytes }) => memory / bytes)).toFixed(1)}x`;
}

function growthOf(points: readonly { readonly size: number; readonly time: number }[]): string {
  return exponentOf(points.filter(({ size }) => size >= smallest)).toFixed(2);
}
