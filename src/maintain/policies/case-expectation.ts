/** What a case says of itself: its name says the kind, and the comment at its top says which subjects come out how. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const caseKinds = ['invalid', 'valid', 'unknown'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** The outcome that a kind of case is about: there is at least one such subject. */
export const outcomeOfKind = { invalid: 'fail', valid: 'pass', unknown: 'undecided' } as const;

/** Addresses of subjects by outcome (`<stack>/<address>` where there are several stacks); together the whole population of the policy in this case. */
export interface Expectation {
  readonly fail: readonly string[];
  readonly pass: readonly string[];
  readonly undecided: readonly string[];
}

const outcomes = ['fail', 'pass', 'undecided'] as const;

/** `invalid-open-to-the-world`: of a file without its endings, of a folder without its slash. */
export function caseName(path: string): string {
  return (
    path
      .replace(/\/$/, '')
      .split('/')
      .at(-1)
      ?.replace(/\.(tf|plan)\.json$/, '') ?? ''
  );
}

/** `undefined` for a name that no kind starts. */
export function kindOf(path: string): CaseKind | undefined {
  return caseKinds.find((kind) => caseName(path).startsWith(`${kind}-`));
}

/**
 * Reads what a case expects: `{"//": {"expect": {"fail": ["aws_vpc.main"], "pass": [], "undecided": []}}}` at the top of a
 * `*.tf.json`; the object alone in `<name>.expect.json` beside a plan or a folder. An outcome that is not mentioned has no subjects.
 *
 * @throws Error that names the file where it is missing or says something else.
 */
export function readExpectation(root: string, path: string): Expectation {
  const file = path.endsWith('.tf.json')
    ? path
    : `${path.slice(0, path.lastIndexOf(caseName(path)))}${caseName(path)}.expect.json`;
  const wrong = (why: string) =>
    new Error(`policies/${file}: ${why}; expected {"fail": [...], "pass": [...], "undecided": [...]}`);
  const read = JSON.parse(readFileSync(join(root, file), 'utf8')) as { readonly '//'?: { expect?: unknown } };
  const expect: unknown = file === path ? read['//']?.expect : read;
  if (typeof expect !== 'object' || expect === null) throw wrong('it does not say what it expects');
  const stray = Object.keys(expect).find((name) => !outcomes.some((outcome) => outcome === name));
  if (stray !== undefined) throw wrong(`it expects ${JSON.stringify(stray)}`);
  const idsOf = (outcome: (typeof outcomes)[number]): string[] => {
    const ids = (expect as Readonly<Record<string, unknown>>)[outcome] ?? [];
    if (Array.isArray(ids) && ids.every((id): id is string => typeof id === 'string')) return ids;
    throw wrong(`\`${outcome}\` is no list of addresses`);
  };
  return { fail: idsOf('fail'), pass: idsOf('pass'), undecided: idsOf('undecided') };
}
