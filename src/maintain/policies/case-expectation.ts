/** What a case says of itself: its name says the kind, and the comment at its top says which subjects come out how. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const caseKinds = ['invalid', 'valid', 'unknown'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** The outcome that a kind of case is about: there is at least one such subject. */
export const outcomeOfKind = { invalid: 'fail', valid: 'pass', unknown: 'undecided' } as const;

/** Addresses by outcome; together the whole population of the policy in this case. */
export interface Expectation {
  readonly fail: readonly string[];
  readonly pass: readonly string[];
  readonly undecided: readonly string[];
}

const outcomes = ['fail', 'pass', 'undecided'] as const;

/** `undefined` for a name that no kind starts. */
export function kindOf(file: string): CaseKind | undefined {
  const name = file.split('/').at(-1) ?? '';
  return name.endsWith('.tf.json') ? caseKinds.find((kind) => name.startsWith(`${kind}-`)) : undefined;
}

/**
 * Reads `{"//": {"expect": {"fail": ["aws_vpc.main"], "pass": [], "undecided": []}}}` at the top of a case; an outcome that is not
 * mentioned has no subjects.
 *
 * @throws Error that names the file where it is missing or says something else.
 */
export function readExpectation(root: string, file: string): Expectation {
  const wrong = (why: string) =>
    new Error(
      `policies/${file}: ${why}; expected "//": {"expect": {"fail": [...], "pass": [...], "undecided": [...]}}`,
    );
  const { '//': comment } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    readonly '//'?: { expect?: unknown };
  };
  const expect = comment?.expect;
  if (typeof expect !== 'object' || expect === null) throw wrong('it does not say what it expects');
  const stray = Object.keys(expect).find((name) => !outcomes.some((outcome) => outcome === name));
  if (stray !== undefined) throw wrong(`it expects ${JSON.stringify(stray)}`);
  const read = (outcome: (typeof outcomes)[number]): string[] => {
    const addresses = (expect as Readonly<Record<string, unknown>>)[outcome] ?? [];
    if (Array.isArray(addresses) && addresses.every((address): address is string => typeof address === 'string')) {
      return addresses;
    }
    throw wrong(`\`${outcome}\` is no list of addresses`);
  };
  return { fail: read('fail'), pass: read('pass'), undecided: read('undecided') };
}
