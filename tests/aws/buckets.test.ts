import { describe, expect, test } from 'vitest';
import type { EstateBucket } from '../../src/aws/index.ts';
import type { Value, ValueObject } from '../../src/model/index.ts';
import { estateOf, type Given, ref, unknown } from './hand-made.ts';

const id = 'aws_s3_bucket.b';

function bucketOf(values: ValueObject, others: readonly Given[]): EstateBucket {
  const found = estateOf([{ address: id, values: { bucket: 'vault', ...values } }, ...others]).buckets.find(
    (each) => each.id === id,
  );
  if (found === undefined) throw new Error('no bucket');
  return found;
}

function satellite(type: string, values: ValueObject, rest: Partial<Given> = {}): Given {
  return { address: `aws_s3_bucket_${type}.s`, values: { bucket: ref(id), ...values }, ...rest };
}

const step = (resource: string, ...path: (string | number)[]) => ({ resource, path });

describe('public access', () => {
  const flags = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'] as const;
  const all = (value: Value) => Object.fromEntries(flags.map((flag) => [flag, value]));
  const block = (values: ValueObject, rest: Partial<Given> = {}) => satellite('public_access_block', values, rest);
  const cases: readonly [why: string, others: readonly Given[], answers: string][] = [
    ['no block', [], 'no no no no'],
    ['all flags', [block(all(true))], 'yes yes yes yes'],
    ['all flags, as text', [block(all('true'))], 'yes yes yes yes'],
    ['one flag is off', [block({ ...all(true), ignore_public_acls: false })], 'yes yes no yes'],
    [
      'one flag is left out',
      [block({ block_public_acls: true, block_public_policy: true, ignore_public_acls: true })],
      'yes yes yes no',
    ],
    ['one flag is not known', [block({ ...all(true), block_public_policy: unknown() })], 'yes unknown yes yes'],
    ['a block that may not exist', [block(all(true), { exists: 'unknown' })], 'unknown unknown unknown unknown'],
    [
      'a block that may be of another bucket',
      [block({ ...all(true), bucket: unknown() })],
      'unknown unknown unknown unknown',
    ],
    ['a block of another bucket', [block({ ...all(true), bucket: 'other' })], 'no no no no'],
  ];
  test.each(cases)('%s', (_why, others, answers) => {
    const { public_access } = bucketOf({}, others);
    expect(flags.map((flag) => public_access[flag].answer).join(' ')).toBe(answers);
  });

  test('each answer points at what it rests on', () => {
    const { public_access } = bucketOf({}, [block({ ...all(true), restrict_public_buckets: unknown() })]);
    expect(public_access.declared_by).toBe('aws_s3_bucket_public_access_block.s');
    expect(public_access.block_public_acls.steps).toEqual([
      step('aws_s3_bucket_public_access_block.s', 'block_public_acls'),
    ]);
    expect(public_access.restrict_public_buckets.steps).toEqual([
      step('aws_s3_bucket_public_access_block.s', 'restrict_public_buckets'),
    ]);
    const none = bucketOf({}, []).public_access;
    expect(none.declared_by).toBe('');
    expect(none.block_public_acls.steps).toEqual([step(id)]);
  });

  test('a block whose bucket is not known is named, and declares nothing', () => {
    const { maybe, public_access } = bucketOf({}, [block({ ...all(true), bucket: unknown() })]);
    const where = [step('aws_s3_bucket_public_access_block.s', 'bucket')];
    expect(maybe).toEqual({ public_access: where });
    expect(public_access.declared_by).toBe('');
    expect(public_access.block_public_acls.steps).toEqual(where);
  });

  test('two blocks that contradict each other settle nothing', () => {
    const other = { ...block(all(false)), address: 'aws_s3_bucket_public_access_block.t' };
    expect(bucketOf({}, [block(all(true)), other]).public_access.block_public_acls.answer).toBe('unknown');
    expect(
      bucketOf({}, [block(all(true)), { ...other, values: block(all(true)).values ?? {} }]).public_access
        .block_public_acls.answer,
    ).toBe('yes');
  });
});

describe('default encryption', () => {
  const encryption = (by: ValueObject, rule: ValueObject = {}): Given =>
    satellite('server_side_encryption_configuration', {
      rule: { apply_server_side_encryption_by_default: by, ...rule },
    });
  const key: Given = { address: 'aws_kms_key.k', values: { custom_key_store_id: ref('aws_kms_custom_key_store.s') } };
  const plainKey: Given = { address: 'aws_kms_key.k' };
  const alias: Given = {
    address: 'aws_kms_alias.a',
    values: { name: 'alias/vault', target_key_id: ref('aws_kms_key.k', 'key_id') },
  };
  const store: Given = { address: 'aws_kms_custom_key_store.s' };
  const kms = (name?: Value) =>
    encryption({ sse_algorithm: 'aws:kms', ...(name === undefined ? {} : { kms_master_key_id: name }) });

  const algorithms: readonly [others: readonly Given[], algorithm: string][] = [
    [[], ''],
    [[kms()], 'aws:kms'],
    [[encryption({ sse_algorithm: 'aws:kms:dsse' })], 'aws:kms:dsse'],
    [[encryption({ sse_algorithm: 'AES256' })], 'AES256'],
    [[encryption({ sse_algorithm: unknown() })], 'unknown'],
    [[satellite('server_side_encryption_configuration', { rule: unknown() })], 'unknown'],
    [[satellite('server_side_encryption_configuration', { rule: [unknown()] })], 'unknown'],
    [[satellite('server_side_encryption_configuration', {})], ''],
    [[{ ...kms(), exists: 'unknown' }], 'unknown'],
  ];
  test.each(algorithms)('%j', (others, algorithm) => {
    expect(bucketOf({}, others).encryption.algorithm).toBe(algorithm);
  });

  const customers: readonly [why: string, others: readonly Given[], answer: string, key: string, inStore: string][] = [
    ['no key', [kms()], 'no', '', 'no'],
    ['no encryption', [], 'no', '', 'no'],
    ['a key resource', [kms(ref('aws_kms_key.k', 'arn')), plainKey], 'yes', 'aws_kms_key.k', 'no'],
    ['a key resource in a store', [kms(ref('aws_kms_key.k', 'arn')), key, store], 'yes', 'aws_kms_key.k', 'yes'],
    ['an alias resource', [kms(ref('aws_kms_alias.a', 'arn')), alias, plainKey], 'yes', 'aws_kms_key.k', 'no'],
    ['the name of an alias resource', [kms('alias/vault'), alias, plainKey], 'yes', 'aws_kms_key.k', 'no'],
    [
      'the target of an alias',
      [kms(ref('aws_kms_alias.a', 'target_key_arn')), alias, plainKey],
      'yes',
      'aws_kms_key.k',
      'no',
    ],
    ['a key of elsewhere', [kms('arn:aws:kms:eu-west-1:111122223333:key/1')], 'yes', '', 'unknown'],
    ['an alias of elsewhere', [kms('alias/theirs')], 'yes', '', 'unknown'],
    ['the AWS managed key', [kms('alias/aws/s3')], 'no', '', 'no'],
    ['the AWS managed key by ARN', [kms('arn:aws:kms:eu-west-1:111122223333:alias/aws/s3')], 'no', '', 'no'],
    [
      'the AWS managed key by data source',
      [
        kms(ref('data.aws_kms_alias.s3', 'target_key_arn')),
        { address: 'data.aws_kms_alias.s3', values: { name: 'alias/aws/s3' } },
      ],
      'no',
      '',
      'no',
    ],
    [
      'a key by data source',
      [
        kms(ref('data.aws_kms_key.k', 'arn')),
        { address: 'data.aws_kms_key.k', values: { key_id: 'alias/vault' } },
        alias,
        plainKey,
      ],
      'yes',
      'aws_kms_key.k',
      'no',
    ],
    [
      'an alias by data source',
      [
        kms(ref('data.aws_kms_alias.a', 'target_key_arn')),
        { address: 'data.aws_kms_alias.a', values: { name: 'alias/vault' } },
        alias,
        plainKey,
      ],
      'yes',
      'aws_kms_key.k',
      'no',
    ],
    ['a key that is not known', [kms(unknown()), plainKey], 'unknown', '', 'unknown'],
    [
      'a key id that is known in part',
      [kms({ $unknown: 'x', $parts: ['arn:aws:kms:eu-west-1:', { $unknown: 'x' }, ':key/1'] })],
      'yes',
      '',
      'unknown',
    ],
    [
      'an alias that is known in part',
      [kms({ $unknown: 'x', $parts: ['alias/', { $unknown: 'x' }] })],
      'unknown',
      '',
      'unknown',
    ],
  ];
  test.each(customers)('%s', (_why, others, answer, keyId, inStore) => {
    const { encryption: found } = bucketOf({}, others);
    expect([found.customer_key.answer, found.key, found.key_in_custom_store]).toEqual([answer, keyId, inStore]);
  });

  test('bucket keys', () => {
    const keys = (rule: ValueObject) =>
      bucketOf({}, [encryption({ sse_algorithm: 'aws:kms' }, rule)]).encryption.bucket_key.answer;
    expect([keys({}), keys({ bucket_key_enabled: true }), keys({ bucket_key_enabled: unknown() })]).toEqual([
      'no',
      'yes',
      'unknown',
    ]);
  });

  test('the block that older configurations write inside the bucket', () => {
    const inline = {
      server_side_encryption_configuration: {
        rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } },
      },
    };
    expect(bucketOf(inline, []).encryption).toMatchObject({
      declared_by: id,
      algorithm: 'aws:kms',
      algorithm_step: step(
        id,
        'server_side_encryption_configuration',
        0,
        'rule',
        0,
        'apply_server_side_encryption_by_default',
        0,
        'sse_algorithm',
      ),
    });
    expect(bucketOf(inline, [encryption({ sse_algorithm: 'AES256' })]).encryption.algorithm).toBe('unknown');
  });
});

describe('versioning', () => {
  const versioning = (configuration: Value): Given =>
    satellite('versioning', { versioning_configuration: configuration });
  const cases: readonly [why: string, values: ValueObject, others: readonly Given[], enabled: string, mfa: string][] = [
    ['none', {}, [], 'no', 'no'],
    ['on', {}, [versioning({ status: 'Enabled' })], 'yes', 'no'],
    ['on, with MFA', {}, [versioning([{ status: 'Enabled', mfa_delete: 'Enabled' }])], 'yes', 'yes'],
    ['suspended', {}, [versioning({ status: 'Suspended' })], 'no', 'no'],
    ['not known', {}, [versioning({ status: unknown() })], 'unknown', 'no'],
    ['a block that is not known', {}, [versioning(unknown())], 'unknown', 'unknown'],
    ['inside the bucket', { versioning: { enabled: true, mfa_delete: true } }, [], 'yes', 'yes'],
    ['inside the bucket, off', { versioning: [{}] }, [], 'no', 'no'],
    ['inside the bucket, not known', { versioning: [{ enabled: unknown() }] }, [], 'unknown', 'no'],
    [
      'suspended, of what may be another bucket',
      {},
      [satellite('versioning', { bucket: unknown(), versioning_configuration: { status: 'Suspended' } })],
      'no',
      'no',
    ],
  ];
  test.each(cases)('%s', (_why, values, others, enabled, mfa) => {
    const { versioning: found } = bucketOf(values, others);
    expect([found.enabled.answer, found.mfa_delete.answer]).toEqual([enabled, mfa]);
  });
});

describe('object lock', () => {
  const lock = (retention: Value, rest: ValueObject = {}): Given =>
    satellite('object_lock_configuration', { rule: { default_retention: retention }, ...rest });
  const cases: readonly [
    why: string,
    values: ValueObject,
    others: readonly Given[],
    enabled: string,
    mode: string,
    days: number,
  ][] = [
    ['none', {}, [], 'no', '', 0],
    ['at creation, no retention', { object_lock_enabled: true }, [], 'yes', '', 0],
    ['days', { object_lock_enabled: true }, [lock({ mode: 'COMPLIANCE', days: 30 })], 'yes', 'COMPLIANCE', 30],
    ['years', { object_lock_enabled: true }, [lock({ mode: 'GOVERNANCE', years: 2 })], 'yes', 'GOVERNANCE', 730],
    ['by its configuration alone', {}, [lock({ mode: 'COMPLIANCE', days: 1 })], 'yes', 'COMPLIANCE', 1],
    ['no rule', {}, [satellite('object_lock_configuration', {})], 'yes', '', 0],
    ['days that are not known', {}, [lock({ mode: 'COMPLIANCE', days: unknown() })], 'yes', 'COMPLIANCE', -1],
    ['years that are not known', {}, [lock({ mode: 'COMPLIANCE', years: unknown() })], 'yes', 'COMPLIANCE', -1],
    ['a retention that is not known', {}, [lock(unknown())], 'yes', 'unknown', -1],
    ['on or off is not known', { object_lock_enabled: unknown() }, [], 'unknown', '', 0],
    [
      'on or off is not known, and it is configured',
      { object_lock_enabled: unknown() },
      [lock({ mode: 'COMPLIANCE', days: 1 })],
      'yes',
      'COMPLIANCE',
      1,
    ],
    [
      'of what may be another bucket',
      {},
      [lock({ mode: 'COMPLIANCE', days: 1 }, { bucket: unknown() })],
      'unknown',
      'unknown',
      -1,
    ],
    [
      'inside the bucket',
      {
        object_lock_configuration: {
          object_lock_enabled: 'Enabled',
          rule: { default_retention: { mode: 'COMPLIANCE', days: 3 } },
        },
      },
      [],
      'yes',
      'COMPLIANCE',
      3,
    ],
  ];
  test.each(cases)('%s', (_why, values, others, enabled, mode, days) => {
    const { object_lock } = bucketOf(values, others);
    expect([object_lock.enabled.answer, object_lock.mode, object_lock.retention_days]).toEqual([enabled, mode, days]);
    expect(object_lock.steps.length).toBeGreaterThan(0);
  });
});

test('buckets stand in order of id, with what their tags say', () => {
  const tags = { tags: { 'zt:zone': 'weights', 'zt:data-class': 'weights' } };
  const { buckets } = estateOf([
    { address: 'aws_s3_bucket.z', values: tags },
    { address: 'aws_s3_bucket.a', exists: 'unknown' },
  ]);
  expect(
    buckets.map(({ id: each, exists, zone, data_class, tags_known }) => [each, exists, zone, data_class, tags_known]),
  ).toEqual([
    ['aws_s3_bucket.a', 'unknown', '', '', 'yes'],
    ['aws_s3_bucket.z', 'yes', 'weights', 'weights', 'yes'],
  ]);
});
