/** Every case of every policy through the whole pipeline and the WASM that is shipped. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBundle } from '../../src/decide/index.ts';
import type { Assessment, Finding } from '../../src/judge/index.ts';
import { assessCase } from '../../src/maintain/policies/assess-case.ts';
import {
  caseKinds,
  caseName,
  kindOf,
  outcomeOfKind,
  readExpectation,
} from '../../src/maintain/policies/case-expectation.ts';
import { holesOf } from '../../src/maintain/policies/message-holes.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';

const root = resolve(import.meta.dirname, '..', '..', 'policies');
const read = (name: string) => readFileSync(join(root, 'bundle', name));
const bundle = loadBundle({
  wasm: read('policy.wasm'),
  catalogue: read('catalogue.json'),
  manifest: read('manifest.json'),
  from: 'policies/bundle',
});
const { policies } = findPolicySources(root);

/** Addresses of the policy's subjects that came out so, sorted; ids, which name the stack too, where there are several. */
function subjectsOf({ population, stacks }: Assessment, policy: string, outcome: string): string[] {
  return population
    .filter((row) => row.policy === policy && row.outcome === outcome)
    .map(({ subject }) => (stacks.length > 1 ? subject.id : subject.address))
    .sort();
}

function findingsOf({ findings }: Assessment, policy: string): Finding[] {
  return findings.filter((finding) => finding.policy.id === policy);
}

test('the bundle holds the policies that the folders hold', () => {
  expect(bundle.catalogue.policies.map(({ id }) => id)).toEqual(policies.map(({ id }) => id));
});

describe.each(policies.map(({ id, cases, others }) => [id, cases, others] as const))('%s', (policy, cases, others) => {
  test('has a case of each kind, and nothing else among them', () => {
    expect(cases.filter((file) => kindOf(file) === undefined)).toEqual([]);
    expect(
      others.filter(
        (file) =>
          !/\/(([^/]+\.)?sallyport\.yaml|(in)?valid-[^/]+\.expect\.json|unknown-[^/]+\.expect\.json)$/.test(file),
      ),
    ).toEqual([]);
    expect(caseKinds.filter((kind) => !cases.some((file) => kindOf(file) === kind))).toEqual([]);
  });

  test.each(cases.map((file) => [caseName(file), file] as const))('%s', (_name, file) => {
    const kind = kindOf(file);
    const expected = readExpectation(root, file);
    const assessment = assessCase(root, file, bundle);
    expect(assessment.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect({
      fail: subjectsOf(assessment, policy, 'fail'),
      pass: subjectsOf(assessment, policy, 'pass'),
      undecided: subjectsOf(assessment, policy, 'undecided'),
      error: subjectsOf(assessment, policy, 'error'),
    }).toEqual({
      fail: [...expected.fail].sort(),
      pass: [...expected.pass].sort(),
      undecided: [...expected.undecided].sort(),
      error: [],
    });
    if (kind === undefined) return;
    // A policy may have something to say of when it does not apply at all.
    if (kind === 'valid' && expected.pass.length + expected.undecided.length + expected.fail.length === 0) return;
    expect(expected[outcomeOfKind[kind]], `a case of the kind ${kind} has such a subject`).not.toEqual([]);
    if (kind !== 'invalid') expect(expected.fail, `no subject of a case of the kind ${kind} fails`).toEqual([]);
  });

  test.each(cases.map((file) => [caseName(file), file] as const))('what it says of %s can be said', (_name, file) => {
    for (const { outcome, policy: entry, data } of findingsOf(assessCase(root, file, bundle), policy)) {
      const sentence = outcome === 'undecided' ? entry.undecided : entry.message;
      expect(Object.keys(data)).toEqual(expect.arrayContaining(holesOf(sentence)));
    }
  });
});

test('every policy fires in some case, and passes something by name in some case', () => {
  const silent = policies.filter(({ cases }) => {
    const expectations = cases.map((file) => readExpectation(root, file));
    return !expectations.some(({ fail }) => fail.length > 0) || !expectations.some(({ pass }) => pass.length > 0);
  });
  expect(silent.map(({ id }) => id)).toEqual([]);
});
