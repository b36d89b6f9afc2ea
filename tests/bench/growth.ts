/** Of each shape, every room at two sizes, in a new process; a room whose time grows faster than the size is marked. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { measured } from './estates.ts';
import { exponentOf, median, print, title } from './measure.ts';

const sizes = [2_000, 8_000];
/** Grows faster than the size, beyond what compilers and collectors make of it. */
const suspicious = 1.3;
/** In milliseconds: below it the exponent is noise. */
const worthSaying = 150;

/** Files by name, for so many of what is large. */
export type Shape = (size: number) => Readonly<Record<string, string>>;

export function benchGrowth(shapes: Readonly<Record<string, Shape>>, folder: string, rounds: number): void {
  for (const [name, shape] of Object.entries(shapes)) {
    title(`${name}: CPU milliseconds, median of ${rounds}; * grows faster than the size`);
    const runs = sizes.map((size) => {
      const at = join(folder, `${name.replaceAll(/\W+/g, '-')}-${size}`);
      for (const [file, text] of Object.entries(shape(size))) {
        mkdirSync(dirname(join(at, file)), { recursive: true });
        writeFileSync(join(at, file), text);
      }
      return { size, runs: measured(at, 'all', rounds) };
    });
    print('room', ...sizes.map(String), 'exponent');
    for (const room of Object.keys(runs[0]?.runs[0]?.laps ?? {})) {
      const points = runs.map((one) => ({
        size: one.size,
        time: median(one.runs.map(({ laps }) => laps[room]?.cpu ?? Number.NaN)),
      }));
      const exponent = exponentOf(points);
      const isSuspicious = exponent > suspicious && points.some(({ time }) => time > worthSaying);
      print(`${isSuspicious ? '* ' : ''}${room}`, ...points.map(({ time }) => time), exponent.toFixed(2));
    }
  }
}
