import { describe, expect, test } from 'vitest';
import type { ValueObject } from '../../src/model/index.ts';
import type { ProviderConfiguration } from '../../src/resolve/index.ts';
import { estateOf, type Given, resourceOf, unknown } from './hand-made.ts';

function home(providers: readonly ProviderConfiguration[], given: Partial<Given> = {}) {
  const made = { address: 'aws_vpc.v', values: {}, ...given };
  const { fact } = resourceOf(estateOf([made], { stacks: [{ from: 'folder', providers }] }));
  return [fact.account, fact.region];
}

const role = (account: string) => `arn:aws:iam::${account}:role/deploy`;
const one = '111122223333';
const other = '123456789012';

describe('the account', () => {
  const cases: readonly [why: string, values: ValueObject, account: string][] = [
    ['nothing is said', {}, ''],
    ['the only one that is allowed', { allowed_account_ids: [one] }, one],
    ['one of several', { allowed_account_ids: [one, other] }, ''],
    ['one that is not known', { allowed_account_ids: [unknown()] }, ''],
    ['the role that is assumed', { assume_role: [{ role_arn: role(one) }] }, one],
    ['the same as a block of Terraform JSON', { assume_role: { role_arn: role(one) } }, one],
    ['the last role of a chain', { assume_role: [{ role_arn: role(one) }, { role_arn: role(other) }] }, other],
    ['a role taken with a web identity', { assume_role_with_web_identity: [{ role_arn: role(one) }] }, one],
    [
      'a role assumed with another taken with a web identity',
      { assume_role_with_web_identity: [{ role_arn: role(one) }], assume_role: [{ role_arn: role(other) }] },
      other,
    ],
    ['what is allowed wins', { allowed_account_ids: [one], assume_role: [{ role_arn: unknown() }] }, one],
    ['a role that is not known', { assume_role: [{ role_arn: unknown() }] }, ''],
    ['blocks that are not known', { assume_role: unknown() }, ''],
    [
      'a role whose name alone is not known',
      { assume_role: [{ role_arn: { $unknown: 'x', $parts: [`arn:aws:iam::${one}:role/`, unknown()] } }] },
      one,
    ],
    [
      'a role whose account is not known to its end',
      { assume_role: [{ role_arn: { $unknown: 'x', $parts: [`arn:aws:iam::${one}`, unknown()] } }] },
      '',
    ],
    ['an ARN of no role', { assume_role: [{ role_arn: `arn:aws:s3:::${one}:x` }] }, ''],
  ];
  test.each(cases)('%s', (_why, values, account) => {
    expect(home([{ name: 'aws', module: '', values }])).toEqual([account, '']);
  });
});

test('the Region is the own one of the resource, else that of its provider', () => {
  const providers = [
    { name: 'aws', module: '', values: { region: 'eu-central-1' } },
    { name: 'aws.us', module: '', values: { region: 'us-east-1', allowed_account_ids: [one] } },
    { name: 'aws.later', module: '', values: { region: unknown() } },
  ];
  expect(home(providers)).toEqual(['', 'eu-central-1']);
  expect(home(providers, { provider: 'aws.us' })).toEqual([one, 'us-east-1']);
  expect(home(providers, { provider: 'aws.us', values: { region: 'eu-west-1' } })).toEqual([one, 'eu-west-1']);
  expect(home(providers, { values: { region: unknown() } })).toEqual(['', '']);
  expect(home(providers, { provider: 'aws.later' })).toEqual(['', '']);
});

test('a module without a configuration of its own is where its caller is, and other providers have no account', () => {
  const providers = [
    { name: 'aws', module: '', values: { allowed_account_ids: [one] } },
    { name: 'aws', module: 'module.a', values: { allowed_account_ids: [other] } },
    { name: 'google', module: '', values: { region: 'europe-west3' } },
  ];
  expect(home(providers, { address: 'module.b.aws_vpc.v' })[0]).toBe(one);
  expect(home(providers, { address: 'module.a.module.b.aws_vpc.v' })[0]).toBe(other);
  expect(home(providers, { address: 'google_sql_user.u', provider: 'google' })).toEqual(['', '']);
});
