/**
 * Which mutants make a difference. All mutants of a policy are loaded as packages of their own and asked about every case in one
 * run of OPA: `opa eval` on the facts of the cases, which gives what the WASM gives and compiles in a moment.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Opa, runOpa } from './find-opa.ts';
import type { Mutant } from './mutants.ts';

export interface Subjected {
  readonly id: string;
  /** Text of the policy. */
  readonly text: string;
  readonly mutants: readonly Mutant[];
  /** For each case, a JSON text of its facts. */
  readonly facts: readonly string[];
}

export interface Survivors {
  /** Mutants that compile and give the same verdict on every case. */
  readonly survivors: readonly Mutant[];
  readonly killed: number;
  /** Mutants that do not compile: no case is needed to notice them. */
  readonly refused: number;
}

export function killMutants(opa: Opa, root: string, library: readonly string[], policy: Subjected): Survivors {
  const stage = mkdtempSync(join(tmpdir(), 'sallyport-mutants-'));
  try {
    for (const file of library) {
      mkdirSync(dirname(join(stage, file)), { recursive: true });
      copyFileSync(join(root, file), join(stage, file));
    }
    const texts = [policy.text, ...policy.mutants.map(({ text }) => text)];
    texts.forEach((text, index) => {
      writeFileSync(join(stage, `m${index}.rego`), renamed(text, index));
    });
    writeFileSync(join(stage, 'cases.json'), `{"cases": [${policy.facts.join(',')}]}`);
    const refused = refusedBy(opa, stage, texts.length);
    for (const index of refused) rmSync(join(stage, `m${index}.rego`));
    const alive = [...texts.keys()].filter((index) => !refused.has(index));
    const verdicts = verdictsOf(opa, stage, alive);
    const original = verdicts.get(0);
    if (original === undefined) throw new Error(`${policy.id} cannot be evaluated on its cases`);
    const survivors = policy.mutants.filter((_mutant, at) => verdicts.get(at + 1) === original);
    return { survivors, killed: policy.mutants.length - refused.size - survivors.length, refused: refused.size };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function renamed(text: string, index: number): string {
  return text.replace(/^package .*$/m, `package mutants.m${index}`);
}

/** Indexes of the files that do not compile. OPA names them one error a line. */
function refusedBy(opa: Opa, stage: string, count: number): Set<number> {
  const refused = new Set<number>();
  for (;;) {
    const files = [...Array(count).keys()].filter((index) => !refused.has(index)).map((index) => `m${index}.rego`);
    const run = runOpa(opa, stage, ['check', '--max-errors', '100000', 'lib', ...files]);
    if (run.ok) return refused;
    const named = [...run.stderr.matchAll(/(?:^|[\s:])m(\d+)\.rego:\d+/g)].map(([, index]) => Number(index));
    if (named.length === 0 || named.includes(0)) throw new Error(run.stderr);
    for (const index of named) refused.add(index);
  }
}

/**
 * Verdict on all cases as one JSON text, by index; `undefined` for a mutant whose evaluation is an error. An error ends the whole
 * run of OPA, so the mutants are then asked in halves.
 */
function verdictsOf(opa: Opa, stage: string, indexes: readonly number[]): Map<number, string> {
  const run = evaluate(opa, stage, indexes);
  if (run !== undefined) return run;
  if (indexes.length === 1) return new Map();
  const half = Math.ceil(indexes.length / 2);
  return new Map([...verdictsOf(opa, stage, indexes.slice(0, half)), ...verdictsOf(opa, stage, indexes.slice(half))]);
}

function evaluate(opa: Opa, stage: string, indexes: readonly number[]): Map<number, string> | undefined {
  const names = indexes.map((index) => `"m${index}"`).join(', ');
  const query = `{name: verdicts | some name in [${names}]; verdicts := [verdict |
    some facts in data.cases
    rules := data.mutants[name] with input as facts
    verdict := [object.get(rules, "subjects", null), object.get(rules, "violations", null), object.get(rules, "undecided", null)]
  ]}`;
  const run = runOpa(opa, stage, ['eval', '--format', 'json', '--data', '.', query]);
  if (!run.ok) return undefined;
  const { result } = JSON.parse(run.stdout) as { result?: { expressions: { value: Record<string, unknown> }[] }[] };
  const value = result?.[0]?.expressions[0]?.value;
  if (value === undefined) return undefined;
  return new Map(indexes.map((index) => [index, JSON.stringify(value[`m${index}`])]));
}
