/**
 * The long run against Terraform: `npm run oracle:terraform -- --expressions 100000 --configurations 5000 --seed 1`, after all the
 * written cases of what is around expressions. Prints every
 * disagreement and, at the end, the figures; exits 1 if there is a contradiction. Progress goes to standard error. Runs of
 * different seeds may be made side by side; each uses the seeds that follow its own, one for some hundred expressions. With
 * `--skip-around` the written cases of what is around expressions are left to another run.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { around, judgeAround } from './around/cases.ts';
import { canonical } from './compare.ts';
import { cases } from './configurations.ts';
import { expressions } from './expressions.ts';
import { isContradiction, type Judged, judgeExpressions } from './judge.ts';
import { isPlain } from './outputs.ts';
import { type JudgedCase, judgeCases } from './plans.ts';
import { structures } from './structures.ts';
import { hasTerraform } from './terraform.ts';

const { values } = parseArgs({
  options: {
    expressions: { type: 'string', default: '100000' },
    configurations: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    'skip-around': { type: 'boolean', default: false },
  },
});

const BATCH = 1000;
const CASES = 4;
const LONGEST = 500;

if (!hasTerraform()) {
  process.stderr.write('terraform is not installed: nothing was compared\n');
  process.exit(2);
}

const started = Date.now();
const tally = new Map<string, number>();
/** What Terraform crashed on, and what was therefore not compared. */
const aside: string[] = [];
let contradictions = 0;
let seed = Number(values.seed);

function count(what: string, more = 1): void {
  tally.set(what, (tally.get(what) ?? 0) + more);
}

function show({ expression, ours, theirs, verdict }: Judged): void {
  if (verdict === 'same' || verdict === 'proved') return;
  const their =
    theirs.kind !== 'value'
      ? `${theirs.kind}: ${theirs.message}`
      : theirs.after === undefined
        ? '?'
        : canonical(theirs.after);
  process.stdout.write(
    `${verdict}: ${expression}\n  ours   ${canonical(ours.value)} ${ours.troubles.join(' | ')}\n  theirs ${their}\n`,
  );
}

/** How much of what was compared has a value, is unknown or is refused: what agrees in nothing but errors proves little. */
function kindOf({ theirs }: Judged): string {
  if (theirs.kind === 'crash') return 'put aside: Terraform crashed';
  if (theirs.kind === 'error') return 'refused by Terraform';
  return isPlain(theirs.unknown) ? 'known' : 'not known wholly';
}

function progress(what: string, done: number, wanted: number): void {
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(`${what}: ${done} of ${wanted}, ${contradictions} contradictions, ${seconds} s\n`);
}

function runExpressions(wanted: number): void {
  const seen = new Set<string>();
  while (seen.size < wanted) {
    seed += 1;
    const fresh = fc
      .sample(expressions, { numRuns: BATCH * 2, seed })
      .filter((text) => text.length <= LONGEST && !seen.has(text));
    const batch = [...new Set(fresh)].slice(0, Math.min(BATCH, wanted - seen.size));
    for (const text of batch) seen.add(text);
    for (const judged of judgeExpressions(batch)) {
      count(`expressions: ${judged.verdict}`);
      count(`expressions ${kindOf(judged)}`);
      if (isContradiction(judged.verdict)) contradictions += 1;
      if (judged.verdict === 'aside') aside.push(judged.expression);
      show(judged);
    }
    progress('expressions', seen.size, wanted);
  }
}

/** The written cases of what is around expressions. */
function runAround(): void {
  for (const one of around) {
    const wrong = judgeAround(one);
    count(wrong.length === 0 ? 'around expressions: as expected' : 'around expressions: not as expected');
    contradictions += wrong.length;
    for (const line of wrong) process.stdout.write(`${line}\n`);
  }
  progress('around expressions', around.length, around.length);
}

function showCase({ folder, differences }: JudgedCase): void {
  if (differences.length === 0) return;
  for (const { address, verdict, ours, theirs } of differences) {
    process.stdout.write(
      `${verdict}: ${address}\n  ours   ${ours && canonical(ours)}\n  theirs ${theirs && canonical(theirs)}\n`,
    );
  }
  for (const [name, text] of Object.entries(folder)) process.stdout.write(`--- ${name}\n${text}\n`);
}

function runConfigurations(wanted: number): void {
  for (let done = 0; done < wanted; done += CASES) {
    seed += 1;
    for (const judged of judgeCases(
      fc.sample(done % (2 * CASES) === 0 ? structures : cases, { numRuns: Math.min(CASES, wanted - done), seed }),
    )) {
      if (judged.crash !== undefined) aside.push(`a configuration: ${judged.crash}`);
      const outcome = judged.crash === undefined ? 'refused by Terraform' : 'put aside: Terraform crashed';
      count(`configurations: ${judged.error === undefined && judged.crash === undefined ? 'planned' : outcome}`);
      count('values in configurations', judged.count);
      for (const { verdict } of judged.differences) {
        count(`values in configurations: ${verdict}`);
        if (isContradiction(verdict)) contradictions += 1;
      }
      showCase(judged);
    }
    progress('configurations', Math.min(done + CASES, wanted), wanted);
  }
}

if (!values['skip-around']) runAround();
runExpressions(Number(values.expressions));
runConfigurations(Number(values.configurations));
for (const [what, number] of [...tally].sort()) process.stdout.write(`${what}: ${number}\n`);
const lost = (tally.get('expressions: lost') ?? 0) + (tally.get('values in configurations: lost') ?? 0);
const known = (tally.get('expressions known') ?? 0) + (tally.get('values in configurations') ?? 0);
if (aside.length > 0)
  process.stdout.write(`put aside, as Terraform crashed on them: ${aside.length}\n  ${aside.join('\n  ')}\n`);
process.stdout.write(
  `contradictions: ${contradictions}; unknown where Terraform knows: ${lost} of ${known}; ` +
    `seed ${values.seed}, ${Math.round((Date.now() - started) / 1000)} s\n`,
);
process.exit(contradictions === 0 ? 0 : 1);
