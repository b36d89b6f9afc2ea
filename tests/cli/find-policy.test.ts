import { expect, test } from 'vitest';
import { findPolicies } from '../../src/cli/find-policy.ts';
import { StopError } from '../../src/diagnostics/index.ts';
import type { PolicyEntry } from '../../src/shapes/index.ts';

const entry = (id: string, given: Partial<PolicyEntry> = {}): PolicyEntry => ({
  id,
  title: 'Title',
  description: 'Description.',
  severity: 'high',
  message: '{subject}',
  undecided: '{subject}',
  why: 'because',
  help: 'help',
  layer: 'L2 network',
  controls: {},
  aliases: {},
  catalogue: [],
  waivable: true,
  formerly: [],
  references: [],
  ...given,
});

const entries = [
  entry('network/no-admin', { catalogue: ['NET-001'], aliases: { checkov: ['CKV_AWS_24'], trivy: ['AWS-0107'] } }),
  entry('network/no-wide', { catalogue: ['NET-002'], aliases: { trivy: ['AWS-0107'] }, formerly: ['network/no-open'] }),
];

test.each([
  ['an id', 'network/no-admin', ['network/no-admin']],
  ['the last part of an id', 'no-wide', ['network/no-wide']],
  ['a former id', 'network/no-open', ['network/no-wide']],
  ['a number of the catalogue', 'NET-002', ['network/no-wide']],
  ['a number in lower case', 'net-001', ['network/no-admin']],
  ['an id of another tool', 'CKV_AWS_24', ['network/no-admin']],
  ['an id of another tool for two policies', 'aws-0107', ['network/no-admin', 'network/no-wide']],
])('a policy is found by %s', (_situation, name, ids) => {
  expect(findPolicies(name, entries).map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['network/no-admn', /did you mean network\/no-admin\?/],
  ['no-wdie', /did you mean network\/no-wide\?/],
  ['NET-0001', /did you mean NET-001\?/],
  ['something else entirely', /^list them by/],
])('%s is a stop that says what may be meant', (name, help) => {
  let stop: unknown;
  try {
    findPolicies(name, entries);
  } catch (error) {
    stop = error;
  }
  expect(stop).toBeInstanceOf(StopError);
  expect((stop as StopError).message).toBe(`there is no policy ${name}`);
  expect((stop as StopError).help).toMatch(help);
});
