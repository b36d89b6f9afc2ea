import { expect, test } from 'vitest';
import type { ValueObject } from '../../src/model/index.ts';
import { estateOf, type Given, unknown } from './hand-made.ts';

const all = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const block = (values: ValueObject, rest: Partial<Given> = {}): Given => ({
  address: 'aws_s3_account_public_access_block.b',
  values,
  ...rest,
});

const cases: readonly [why: string, given: readonly Given[], answer: string, declared: boolean][] = [
  ['no block', [], 'no', false],
  ['all flags', [block(all)], 'yes', true],
  ['a flag left out', [block({ block_public_acls: true })], 'no', true],
  ['a flag that is not known', [block({ ...all, block_public_acls: unknown() })], 'unknown', true],
  [
    'a flag off and one not known',
    [block({ ...all, block_public_acls: unknown(), ignore_public_acls: false })],
    'no',
    true,
  ],
  ['a block that may not exist', [block(all, { exists: 'unknown' })], 'unknown', true],
  ['a block that may not exist, with a flag off', [block({}, { exists: 'unknown' })], 'no', true],
  [
    'two accounts, one of them open',
    [block(all), { ...block({}), address: 'aws_s3_account_public_access_block.c' }],
    'no',
    true,
  ],
];

test.each(cases)('%s', (_why, given, answer, declared) => {
  const [account] = estateOf(given).accounts;
  expect(account?.all_flags.answer).toBe(answer);
  expect(account?.public_access_block).toBe(declared ? 'aws_s3_account_public_access_block.b' : '');
});

test('each stack has an account of its own', () => {
  const stacks = [{ name: 'a' }, { name: 'b' }];
  const { accounts } = estateOf([block(all, { stack: 'b' })], { stacks });
  expect(accounts.map(({ stack, all_flags }) => [stack, all_flags.answer])).toEqual([
    ['a', 'no'],
    ['b', 'yes'],
  ]);
});
