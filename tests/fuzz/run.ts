/**
 * The long run: `npm run fuzz -- --count 20000 --from 1`. Judges mutants of real configuration in a process of its own that is
 * bounded in time and memory. Prints every mutant that was not taken as it should be; exits 1 if there is one.
 * `--show 123` prints a mutant's files in place of judging.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer } from './answer.ts';
import { mutantOf } from './mutants.ts';
import { absence, ownSources, thirdPartySources } from './sources.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    from: { type: 'string', default: '1' },
    show: { type: 'string' },
  },
});

/** Of the processor. */
const secondsEach = 10;
/** Of the clock, after which the process is ended. */
const secondsUntilEnd = 60;
const mebibytes = 1024;

const sources = [...ownSources(), ...thirdPartySources()];
if (absence !== undefined) process.stderr.write(`${absence}\n`);

if (values.show === undefined) process.exitCode = await judgeAll(Number(values.from), Number(values.count));
else show(Number(values.show));

function show(number: number): void {
  const { name, target, mutations, files } = mutantOf(sources, number);
  process.stderr.write(`${name}: ${mutations.join(', ')}\n`);
  process.stdout.write(files[target] ?? '');
}

async function judgeAll(from: number, count: number): Promise<number> {
  const start = performance.now();
  let failed = 0;
  let slowest: Answer = { number: from, seconds: 0, troubles: [] };
  let child: ChildProcess | undefined;
  for (let number = from; number < from + count; number += 1) {
    child ??= await begun();
    const answer = await judged(child, number);
    if (answer.seconds > slowest.seconds) slowest = answer;
    if (child.exitCode !== null || child.killed) child = undefined;
    const late = answer.seconds > secondsEach ? [`slow: it takes ${answer.seconds.toFixed(1)} s`] : [];
    const troubles = [...answer.troubles, ...late];
    if (troubles.length === 0) continue;
    failed += 1;
    const { name, mutations } = mutantOf(sources, number);
    process.stdout.write(
      `${number} ${name} (${mutations.join(', ')})\n${troubles.map((line) => `  ${line}\n`).join('')}`,
    );
  }
  child?.kill();
  const total = ((performance.now() - start) / 1000).toFixed(0);
  const most = `${slowest.number}, took ${slowest.seconds.toFixed(1)} s`;
  process.stdout.write(
    `${count} mutants of ${sources.length} files in ${total} s: ${failed} failed; the slowest, ${most} of the processor\n`,
  );
  return failed === 0 ? 0 : 1;
}

async function begun(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${mebibytes}`],
  });
  await new Promise((ready, fail) => {
    child.once('message', ready);
    child.once('exit', fail);
  });
  return child;
}

/** A process that ends, or that takes too long and is ended, is as wrong as anything. */
function judged(child: ChildProcess, number: number): Promise<Answer> {
  return new Promise((settle) => {
    const done = (answer: Answer): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      settle(answer);
    };
    const fail = (trouble: string): void => done({ number, troubles: [trouble], seconds: 0 });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`hang: it takes more than ${secondsUntilEnd} s`);
    }, secondsUntilEnd * 1000);
    child.on('exit', (code, signal) => fail(`crash: the process ended with ${code ?? signal}`));
    child.on('message', (answer: Answer) => {
      if (answer.number === number) done(answer);
    });
    child.send(number);
  });
}
