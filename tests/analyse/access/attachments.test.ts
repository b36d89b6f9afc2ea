import { expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { ValueObject } from '../../../src/model/index.ts';
import type { AttachmentFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, partly, reference, unknown } from '../estate.ts';

const arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const [role, user, group, set] = [
  'aws_iam_role.r',
  'aws_iam_user.u',
  'aws_iam_group.g',
  'aws_ssoadmin_permission_set.s',
];
const holders: Given[] = [role, user, group, set].map((address) => ({ address, zone: 'training' }));

function attachments(...given: Given[]): readonly AttachmentFact[] {
  return analyseAccess(estateOf(given)).attachments;
}

function only(address: string, values: ValueObject, ...others: Given[]): AttachmentFact | undefined {
  return attachments({ address, values }, ...others).find(({ subject }) => subject === address);
}

test.each([
  ['aws_iam_role_policy_attachment.a', { role: reference(role, 'name'), policy_arn: arn }, 'role', role],
  ['aws_iam_user_policy_attachment.a', { user: reference(user, 'name'), policy_arn: arn }, 'user', user],
  ['aws_iam_group_policy_attachment.a', { group: reference(group, 'name'), policy_arn: arn }, 'group', group],
  [
    'aws_ssoadmin_managed_policy_attachment.a',
    { permission_set_arn: reference(set, 'arn'), managed_policy_arn: arn },
    'permission-set',
    set,
  ],
  ['aws_iam_policy_attachment.a', { roles: [reference(role, 'name')], policy_arn: arn }, 'role', role],
  ['aws_iam_policy_attachment.a', { users: [reference(user, 'name')], policy_arn: arn }, 'user', user],
  ['aws_iam_policy_attachment.a', { groups: [reference(group, 'name')], policy_arn: arn }, 'group', group],
  ['aws_iam_role_policy_attachments_exclusive.a', { role_name: reference(role), policy_arns: [arn] }, 'role', role],
  ['aws_iam_user_policy_attachments_exclusive.a', { user_name: reference(user), policy_arns: [arn] }, 'user', user],
  [
    'aws_iam_group_policy_attachments_exclusive.a',
    { group_name: reference(group), policy_arns: [arn] },
    'group',
    group,
  ],
] as const)('%s of %j', (address, values, holder, owner) => {
  expect(only(address, values, ...holders)).toMatchObject({
    holder,
    owner,
    zone: 'training',
    exists: 'yes',
    aws_managed: 'yes',
    policy: { text: 'ReadOnlyAccess', known: 'yes' },
  });
});

test('a role attaches what it lists', () => {
  const values = { managed_policy_arns: ['arn:aws:iam::111122223333:policy/ours', arn] };
  expect(attachments({ address: role, values, zone: 'hub' })).toEqual([
    {
      subject: role,
      path: ['managed_policy_arns', 0],
      holder: 'role',
      owner: role,
      zone: 'hub',
      exists: 'yes',
      aws_managed: 'no',
      policy: { text: 'ours', known: 'yes' },
    },
    expect.objectContaining({ path: ['managed_policy_arns', 1], aws_managed: 'yes' }),
  ]);
});

test('a role that lists nothing attaches nothing', () => {
  expect(
    attachments({ address: role, values: { managed_policy_arns: [] } }, { address: 'aws_iam_role.other' }),
  ).toEqual([]);
});

const policies: Given[] = [
  { address: 'aws_iam_policy.ours', values: { name: 'AdministratorAccess' } },
  { address: 'aws_iam_policy.unnamed', values: { name: unknown() } },
  { address: 'data.aws_iam_policy.name', values: { name: 'AdministratorAccess' } },
  { address: 'data.aws_iam_policy.path', values: { name: 'AdministratorAccess', path_prefix: '/teams/' } },
  { address: 'data.aws_iam_policy.other', values: { name: 'ours' } },
  { address: 'data.aws_iam_policy.arn', values: { arn } },
  { address: 'data.aws_iam_policy.none' },
];
const partition = reference('data.aws_partition.p', 'partition');

test.each([
  ['arn:aws-cn:iam::aws:policy/job-function/Billing', 'yes', 'job-function/Billing', 'yes'],
  [partly('arn:', partition, ':iam::aws:policy/AdministratorAccess'), 'yes', 'AdministratorAccess', 'yes'],
  [partly('arn:aws:iam::aws:policy/', unknown(), 'Access'), 'yes', `\${?}Access`, 'unknown'],
  [partly('arn:aws:iam::', unknown(), ':policy/ours'), 'unknown', 'ours', 'yes'],
  [partly('arn:aws:iam::11112222', unknown(), ':policy/ours'), 'unknown', 'ours', 'yes'],
  [partly(unknown(), '/AdministratorAccess'), 'unknown', 'AdministratorAccess', 'yes'],
  [partly(unknown(), '/'), 'unknown', '', 'unknown'],
  [partly(unknown(), 'Access'), 'unknown', '', 'unknown'],
  ['AdministratorAccess', 'no', 'AdministratorAccess', 'yes'],
  [null, 'no', '', 'yes'],
  [unknown(), 'unknown', '', 'unknown'],
  [reference('aws_cloudformation_stack.s', 'outputs'), 'unknown', '', 'unknown'],
  [reference('aws_iam_policy.ours', 'arn'), 'no', 'AdministratorAccess', 'yes'],
  [reference('aws_iam_policy.unnamed', 'arn'), 'no', '', 'unknown'],
  [reference('data.aws_iam_policy.name', 'arn'), 'yes', 'AdministratorAccess', 'yes'],
  [reference('data.aws_iam_policy.path', 'arn'), 'unknown', 'AdministratorAccess', 'yes'],
  [reference('data.aws_iam_policy.other', 'arn'), 'unknown', 'ours', 'yes'],
  [reference('data.aws_iam_policy.arn', 'arn'), 'yes', 'ReadOnlyAccess', 'yes'],
  [reference('data.aws_iam_policy.none', 'arn'), 'unknown', '', 'unknown'],
] as const)(
  'the policy %j is managed by AWS: %s, and called "%s", which is known: %s',
  (policy_arn, managed, text, known) => {
    expect(only('aws_iam_role_policy_attachment.a', { role: 'r', policy_arn }, ...policies)).toMatchObject({
      aws_managed: managed,
      policy: { text, known },
    });
  },
);

test.each([
  [{ role: 'elsewhere' }, { $unknown: 'the role is not in this configuration, or not known' }],
  [{ role: unknown() }, { $unknown: 'the role is not in this configuration, or not known' }],
  [{}, ''],
] as const)('a role that is named by %j is in the zone %j', (values, zone) => {
  const found = only('aws_iam_role_policy_attachment.a', { ...values, policy_arn: arn }, ...holders);
  expect(found).toMatchObject({ owner: '', zone });
});

test('a list of holders that is not known may be empty', () => {
  expect(only('aws_iam_policy_attachment.a', { users: unknown(), policy_arn: arn })).toMatchObject({
    holder: 'user',
    path: ['policy_arn'],
    exists: 'unknown',
  });
});
