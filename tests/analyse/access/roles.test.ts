import { expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value, ValueObject } from '../../../src/model/index.ts';
import type { RoleFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, partly, reference, unknown } from '../estate.ts';

function role(values: ValueObject, given: Partial<Given> = {}, ...others: Given[]): RoleFact {
  const { roles } = analyseAccess(estateOf([{ address: 'aws_iam_role.r', values, ...given }, ...others]));
  const found = roles.find(({ id }) => id === 'aws_iam_role.r');
  if (found === undefined) throw new Error('no role');
  return found;
}

test('a role alone is nobody', () => {
  expect(role({}, { zone: 'training' })).toEqual({
    id: 'aws_iam_role.r',
    zone: 'training',
    exists: 'yes',
    service_linked: 'no',
    has_boundary: { answer: 'no', steps: [] },
    privileged: 'no',
    max_session_seconds: 3600,
  });
});

const step = [{ resource: 'aws_iam_role.r', path: ['permissions_boundary'] }];

test.each([
  ['null', null, 'no', []],
  ['empty', '', 'no', []],
  ['an ARN', 'arn:aws:iam::111122223333:policy/boundary', 'yes', step],
  ['a reference', reference('aws_iam_policy.b', 'arn'), 'yes', step],
  ['known in part', partly('arn:aws:iam::', unknown(), ':policy/boundary'), 'yes', step],
  ['not known, but not null', { $unknown: 'why', $set: true }, 'yes', step],
  ['not known', unknown(), 'unknown', step],
] as const)('a boundary that is %s', (_situation, permissions_boundary, answer, steps) => {
  expect(role({ permissions_boundary }).has_boundary).toEqual({ answer, steps });
});

test.each([
  [null, 3600],
  [7200, 7200],
  ['7200', 7200],
  [unknown(), -1],
] as const)('sessions of %j last %d seconds', (max_session_duration, seconds) => {
  expect(role({ max_session_duration }).max_session_seconds).toBe(seconds);
});

test.each([
  [null, 'no'],
  ['/', 'no'],
  ['/aws-service-role/ecs.amazonaws.com/', 'yes'],
  [unknown(), 'unknown'],
] as const)('a role at path %j is linked to a service: %s', (path, answer) => {
  expect(role({ path }).service_linked).toBe(answer);
});

test.each([
  ['of the weights zone', { zone: 'weights' }, 'yes'],
  ['of another zone', { zone: 'training' }, 'no'],
  ['of weights', { dataClass: 'weights' }, 'yes'],
  ['of checkpoints', { dataClass: 'checkpoint' }, 'yes'],
  ['of an unknown zone', { zone: unknown() }, 'unknown'],
  ['of an unknown class', { dataClass: unknown() }, 'unknown'],
] as const)('a role %s is privileged: %s', (_situation, given, answer) => {
  expect(role({}, given).privileged).toBe(answer);
});

const administrator = '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}';
const reader = '{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}';

test.each([
  ['everything', administrator, 'yes'],
  ['everything but', '{"Statement": {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}}', 'yes'],
  ['all of IAM', '{"Statement": {"Effect": "Allow", "Action": "IAM:*", "Resource": "arn:aws:*"}}', 'yes'],
  ['some of IAM', '{"Statement": {"Effect": "Allow", "Action": "iam:Get*", "Resource": "*"}}', 'no'],
  [
    'all of IAM, on one role',
    '{"Statement": {"Effect": "Allow", "Action": "iam:*", "Resource": "arn:aws:iam::111122223333:role/x"}}',
    'no',
  ],
  ['reading', reader, 'no'],
  ['a Deny of everything', '{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}', 'no'],
  ['something unknown', unknown(), 'unknown'],
  [
    'an unknown action',
    partly('{"Statement": {"Effect": "Allow", "Action": "', unknown(), '", "Resource": "*"}}'),
    'unknown',
  ],
  ['no document', 'everything', 'no'],
] as const)('a policy that allows %s makes an administrator: %s', (_situation, policy, answer) => {
  const rolePolicy = { address: 'aws_iam_role_policy.p', values: { role: reference('aws_iam_role.r'), policy } };
  expect(role({ inline_policy: [{ policy }] }).privileged).toBe(answer);
  expect(role({}, {}, rolePolicy).privileged).toBe(answer);
});

const policies: Given[] = [
  { address: 'aws_iam_policy.admin', values: { policy: administrator } },
  { address: 'aws_iam_policy.reader', values: { policy: reader } },
  { address: 'aws_iam_policy.none' },
  { address: 'data.aws_iam_policy.admin', values: { name: 'AdministratorAccess' } },
  { address: 'data.aws_iam_policy.other', values: { name: 'ours' } },
  { address: 'data.aws_iam_policy.reader', values: { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
];

test.each([
  ['administrator', 'arn:aws:iam::aws:policy/AdministratorAccess', 'yes'],
  ['power user', 'arn:aws-us-gov:iam::aws:policy/PowerUserAccess', 'yes'],
  ['IAM', 'arn:aws:iam::aws:policy/IAMFullAccess', 'yes'],
  [
    'administrator of an unknown partition',
    partly('arn:', reference('data.aws_partition.p', 'partition'), ':iam::aws:policy/AdministratorAccess'),
    'yes',
  ],
  ['reader', 'arn:aws:iam::aws:policy/ReadOnlyAccess', 'no'],
  ['one below a path', 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', 'no'],
  ['an account', 'arn:aws:iam::111122223333:policy/ours', 'unknown'],
  ['an account, called administrator', 'arn:aws:iam::111122223333:policy/AdministratorAccess', 'unknown'],
  ['this run, administrator', reference('aws_iam_policy.admin', 'arn'), 'yes'],
  ['this run, reader', reference('aws_iam_policy.reader', 'arn'), 'no'],
  ['this run, without a document', reference('aws_iam_policy.none', 'arn'), 'unknown'],
  ['outside, administrator', reference('data.aws_iam_policy.admin', 'arn'), 'yes'],
  ['outside, reader', reference('data.aws_iam_policy.reader', 'arn'), 'no'],
  ['outside, ours', reference('data.aws_iam_policy.other', 'arn'), 'unknown'],
  ['nobody known', unknown(), 'unknown'],
] as const)('the policy of %s, however attached', (_situation, arn, answer) => {
  const to = reference('aws_iam_role.r', 'name');
  const attached = (address: string, values: ValueObject) => role({}, {}, ...policies, { address, values }).privileged;
  expect(attached('aws_iam_role_policy_attachment.a', { role: to, policy_arn: arn })).toBe(answer);
  expect(attached('aws_iam_policy_attachment.a', { roles: ['other', to], policy_arn: arn })).toBe(answer);
  expect(attached('aws_iam_role_policy_attachments_exclusive.a', { role_name: to, policy_arns: [arn] })).toBe(answer);
  expect(role({ managed_policy_arns: [arn] }, {}, ...policies).privileged).toBe(answer);
});

const attachment = (
  to: Value,
  exists: Given['exists'] = 'yes',
  policy_arn = 'arn:aws:iam::aws:policy/AdministratorAccess',
): Given => ({
  address: 'aws_iam_role_policy_attachment.a',
  values: { role: to, policy_arn },
  exists,
});

test.each([
  ['by name', attachment('deploy'), 'yes'],
  ['to another', attachment('other'), 'no'],
  ['to some role', attachment(unknown()), 'unknown'],
  ['to some role, a harmless one', attachment(unknown(), 'yes', 'arn:aws:iam::aws:policy/ReadOnlyAccess'), 'no'],
  ['perhaps', attachment('deploy', 'unknown'), 'unknown'],
] as const)('an administrator policy attached %s', (_situation, given, answer) => {
  expect(role({ name: 'deploy' }, {}, given).privileged).toBe(answer);
});

test('lists that are not known may hold anything', () => {
  expect(role({ managed_policy_arns: unknown() }).privileged).toBe('unknown');
  const given = {
    address: 'aws_iam_policy_attachment.a',
    values: { roles: unknown(), policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  };
  expect(role({}, {}, given).privileged).toBe('unknown');
});
