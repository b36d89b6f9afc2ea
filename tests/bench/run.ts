/**
 * What everything costs, started by start.ts. Figures are medians, and ratios to something measured beside them say more than
 * milliseconds. Not part of the tests: machines are noisy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCheck } from './check.ts';
import { benchCommand } from './command.ts';
import { benchReader, benchRooms } from './estates.ts';
import { benchGate } from './gate.ts';
import { benchShapes } from './shapes.ts';
import { benchUnknowns } from './unknowns.ts';

const parts: Readonly<
  Record<string, { readonly about: string; readonly run: (folder: string, rounds: number) => void }>
> = {
  gate: { about: 'what the gate adds to a synth of CDKTF', run: benchGate },
  command: { about: 'the command line from a cold start', run: benchCommand },
  reader: { about: 'HCL, Terraform JSON and plans of up to 20,000 resources, read and evaluated', run: benchReader },
  check: { about: 'the whole command on the same, with its peak memory, and for_each over 50,000', run: benchCheck },
  shapes: { about: 'configurations that are large in one way only: what is not linear', run: benchShapes },
  unknowns: { about: 'the same where it is not known what belongs to what', run: benchUnknowns },
  rooms: { about: 'the same through every room and report, with the growth of each', run: benchRooms },
};

const usage = `usage: npm run bench -- [--only PART[,PART...]] [--rounds N] [--help]

parts:
${Object.entries(parts)
  .map(([name, { about }]) => `  ${name.padEnd(10)}${about}\n`)
  .join('')}
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(parts).join(',') },
    rounds: { type: 'string', default: '9' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const rounds = Number(values.rounds);
const chosen = values.only.split(',');
const strange = chosen.filter((name) => parts[name] === undefined);

if (values.help) process.stdout.write(usage);
else if (strange.length > 0 || !(rounds >= 1)) {
  process.stderr.write(strange.length > 0 ? `there is no part ${strange.join(', ')}\n\n${usage}` : usage);
  process.exitCode = 2;
} else runParts();

function runParts(): void {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  process.stdout.write(
    `node ${process.version}, ${availableParallelism()} cores, median of ${rounds} rounds, milliseconds\n`,
  );
  try {
    for (const name of chosen) {
      process.stdout.write(`\n== ${name}: ${parts[name]?.about}\n`);
      parts[name]?.run(folder, rounds);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
