import { expect, test } from 'vitest';
import { analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value, ValueObject } from '../../../src/model/index.ts';
import type { DocumentFact } from '../../../src/shapes/index.ts';
import { estateOf, type Given, partly, reference, unknown } from '../estate.ts';

const policy = '{"Statement": []}';

function documentsOf(...given: Given[]): readonly DocumentFact[] {
  return analyseAccess(estateOf(given)).documents;
}

function single(address: string, values: ValueObject, ...others: Given[]): DocumentFact | undefined {
  return documentsOf({ address, values }, ...others).find(({ subject }) => subject === address);
}

test.each([
  ['aws_iam_policy.p', { policy }, 'identity', ['policy']],
  ['aws_iam_role.r', { assume_role_policy: policy }, 'trust', ['assume_role_policy']],
  ['aws_iam_role.r', { inline_policy: [{ name: 'x', policy }] }, 'identity', ['inline_policy', 0, 'policy']],
  ['aws_s3_bucket.b', { policy }, 'resource', ['policy']],
  ['aws_kms_key.k', { policy }, 'resource', ['policy']],
  ['aws_kms_replica_key.k', { policy }, 'resource', ['policy']],
  ['aws_vpc_endpoint.e', { policy }, 'endpoint', ['policy']],
  ['aws_rolesanywhere_profile.p', { session_policy: policy }, 'session', ['session_policy']],
  ['aws_organizations_policy.p', { content: policy }, 'organization', ['content']],
  ['aws_organizations_policy.p', { content: policy, type: 'RESOURCE_CONTROL_POLICY' }, 'organization', ['content']],
  ['aws_opensearch_domain.d', { access_policies: policy }, 'resource', ['access_policies']],
  [
    'aws_s3control_multi_region_access_point_policy.p',
    { details: [{ name: 'x', policy }] },
    'resource',
    ['details', 0, 'policy'],
  ],
] as const)('%s with %j has a document', (address, values, kind, path) => {
  expect(single(address, values)).toMatchObject({ kind, path, owner: address });
});

test.each([
  ['a tag policy', 'aws_organizations_policy.p', { content: policy, type: 'TAG_POLICY' }],
  ['a lifecycle policy', 'aws_ecr_lifecycle_policy.p', { policy }],
  ['a data source', 'data.aws_iam_policy.p', { policy }],
  ['an endpoint without one', 'aws_vpc_endpoint.e', { policy: null }],
] as const)('%s is none', (_situation, address, values) => {
  expect(documentsOf({ address, values })).toEqual([]);
});

test('blocks that are not known hold a document that is not known', () => {
  expect(single('aws_iam_role.r', { inline_policy: unknown('why') })).toMatchObject({
    path: ['inline_policy'],
    read: 'unknown',
    because: 'why',
  });
});

const bucket = (name: Value, address = 'aws_s3_bucket.b', stack?: string): Given => ({
  address,
  values: { bucket: name },
  ...(stack === undefined ? {} : { stack }),
});
const partlyNamed = partly('data-', unknown('variable `env` has no value'));

test.each([
  ['by reference', [bucket('data')], { bucket: reference('aws_s3_bucket.b') }, {}, 'aws_s3_bucket.b'],
  ['by ARN reference', [bucket('data')], { bucket: reference('aws_s3_bucket.b', 'arn') }, {}, 'aws_s3_bucket.b'],
  ['by name', [bucket('data')], { bucket: 'data' }, {}, 'aws_s3_bucket.b'],
  [
    'by way of another satellite',
    [bucket('data'), { address: 'aws_s3_bucket_versioning.v', values: { bucket: reference('aws_s3_bucket.b') } }],
    { bucket: reference('aws_s3_bucket_versioning.v', 'bucket') },
    {},
    'aws_s3_bucket.b',
  ],
  [
    'by a name known in part, in an expression of that bucket alone',
    [bucket(partlyNamed), bucket(partlyNamed, 'aws_s3_bucket.c')],
    { bucket: partlyNamed },
    { bucket: ['aws_s3_bucket.b'] },
    'aws_s3_bucket.b',
  ],
  [
    'not by a name made from that of a bucket',
    [bucket(partlyNamed)],
    { bucket: partly('data-', unknown('variable `env` has no value'), '-logs') },
    { bucket: ['aws_s3_bucket.b'] },
    '',
  ],
  [
    'by a name made of the same attributes',
    [
      bucket(partly('a-', reference('random_pet.p'))),
      bucket(partly('b-', reference('random_pet.p')), 'aws_s3_bucket.c'),
    ],
    { bucket: partly('b-', reference('random_pet.p')) },
    { bucket: ['local.name'] },
    'aws_s3_bucket.c',
  ],
  [
    'not by one name of two buckets made of the same attributes',
    [bucket(reference('random_pet.p')), bucket(reference('random_pet.p'), 'aws_s3_bucket.c')],
    { bucket: reference('random_pet.p') },
    { bucket: ['local.name'] },
    '',
  ],
  [
    'not by a name made of one of several, which may be another each time',
    [bucket(partly('b-', reference('random_pet.p[*]')))],
    { bucket: partly('b-', reference('random_pet.p[*]')) },
    { bucket: ['local.name'] },
    '',
  ],
  ['not by a name that is not known', [bucket('data')], { bucket: unknown() }, {}, ''],
  ['not by a name that is elsewhere', [bucket('data')], { bucket: 'other' }, {}, ''],
  ['not by one name of two buckets', [bucket('data'), bucket('data', 'aws_s3_bucket.c')], { bucket: 'data' }, {}, ''],
  [
    'by one name of two buckets, in its own stack',
    [bucket('data'), bucket('data', 'aws_s3_bucket.c', 'prod')],
    { bucket: 'data' },
    {},
    'aws_s3_bucket.b',
  ],
] as const)('a bucket policy finds its bucket %s', (_situation, buckets, values, references, owner) => {
  const given: Given = {
    address: 'aws_s3_bucket_policy.p',
    values: { policy, ...values },
    references: Object.fromEntries(Object.entries(references).map(([name, all]) => [name, [...all]])),
  };
  const found = documentsOf(given, ...buckets).find(({ subject }) => subject === 'aws_s3_bucket_policy.p');
  expect(found?.owner).toBe(owner);
});

test.each([
  ['not known', unknown(), 'aws_s3_bucket.c'],
  ['known, and that of two', 'data', 'aws_s3_bucket.c'],
] as const)(
  'a bucket policy finds the bucket whose name was handed to it, where that is %s',
  (_situation, name, owner) => {
    const given: Given = {
      address: 'module.m.aws_s3_bucket_policy.p',
      values: { policy, bucket: name },
      references: { bucket: ['var.bucket'] },
      origins: { '/bucket': { $ref: owner, $attribute: 'bucket' } },
    };
    const [found] = documentsOf(given, bucket(name), bucket(name, owner));
    expect(found?.owner).toBe(owner);
  },
);

test.each([
  ['aws_kms_key_policy.p', { policy, key_id: reference('aws_kms_key.o', 'key_id') }, 'aws_kms_key.o'],
  ['aws_sqs_queue_policy.p', { policy, queue_url: reference('aws_sqs_queue.o', 'id') }, 'aws_sqs_queue.o'],
  ['aws_sqs_queue_policy.p', { policy, queue_url: reference('aws_sqs_queue.o', 'url') }, 'aws_sqs_queue.o'],
  ['aws_sns_topic_policy.p', { policy, arn: reference('aws_sns_topic.o', 'arn') }, 'aws_sns_topic.o'],
  [
    'aws_ssoadmin_permission_set_inline_policy.p',
    { inline_policy: policy, permission_set_arn: reference('aws_ssoadmin_permission_set.o', 'arn') },
    'aws_ssoadmin_permission_set.o',
  ],
  ['aws_iam_role_policy.p', { policy, role: reference('aws_iam_role.o', 'name') }, 'aws_iam_role.o'],
  ['aws_vpc_endpoint_policy.p', { policy, vpc_endpoint_id: reference('aws_vpc_endpoint.o') }, 'aws_vpc_endpoint.o'],
] as const)('%s with %j finds what it governs', (address, values, owner) => {
  expect(single(address, values, { address: owner })?.owner).toBe(owner);
});

const bounded = (permissions_boundary: Value): Given => ({
  address: 'aws_iam_role.r',
  values: { permissions_boundary },
});
const boundaryArn = reference('aws_iam_policy.p', 'arn');

test.each([
  ['a boundary and no more', [bounded(boundaryArn)], 'boundary'],
  ['nobody has for a boundary', [], 'identity'],
  [
    'granted as well',
    [bounded(boundaryArn), { address: 'aws_iam_role_policy_attachment.a', values: { policy_arn: boundaryArn } }],
    'identity',
  ],
  [
    'granted as well, by the role',
    [{ address: 'aws_iam_role.r', values: { permissions_boundary: boundaryArn, managed_policy_arns: [boundaryArn] } }],
    'identity',
  ],
  [
    'perhaps granted',
    [bounded(boundaryArn), { address: 'aws_iam_role_policy_attachment.a', values: { policy_arn: unknown() } }],
    'identity',
  ],
  [
    'a boundary where one of AWS is granted',
    [
      bounded(boundaryArn),
      {
        address: 'aws_iam_role_policy_attachment.a',
        values: {
          policy_arn: partly('arn:', reference('data.aws_partition.p', 'partition'), ':iam::aws:policy/ReadOnlyAccess'),
        },
      },
    ],
    'boundary',
  ],
  [
    'a boundary where another is granted',
    [
      bounded(boundaryArn),
      { address: 'aws_iam_role_policy_attachment.a', values: { policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
    ],
    'boundary',
  ],
] as const)('a managed policy that is %s', (_situation, others, kind) => {
  expect(single('aws_iam_policy.p', { policy }, ...others)?.kind).toBe(kind);
});

test.each([
  ['an account', ['', reference('data.aws_caller_identity.c', 'account_id')], 'data.aws_caller_identity.c'],
  [
    'the root of an account in some partition',
    [
      'arn:',
      reference('data.aws_partition.p', 'partition'),
      ':iam::',
      reference('data.aws_caller_identity.c', 'account_id'),
      ':root',
    ],
    'data.aws_caller_identity.c',
  ],
  [
    'a role of an account whose name is another',
    [
      'arn:aws:iam::',
      reference('data.aws_caller_identity.c', 'account_id'),
      ':role/',
      reference('aws_iam_role.r', 'name'),
    ],
    '',
  ],
] as const)('a principal names %s', (_situation, principal, resource) => {
  const document = partly(
    '{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "',
    ...principal,
    '"}}}',
  );
  const found = single(
    'aws_iam_role.r',
    { assume_role_policy: document },
    {
      address: 'data.aws_partition.p',
      values: {},
    },
  );
  expect(found?.statements[0]?.principals.map((one) => one.resource)).toEqual([resource]);
  expect(found?.statements[0]?.anyone).toBe('no');
});
