/**
 * The property that matters most: learning an unknown never overturns a settled answer. Configurations are drawn from a tiny domain
 * in which everything may be unknown; then each unknown becomes one of the values that it can have.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EstateBucket } from '../../src/aws/index.ts';
import type { Value, ValueObject } from '../../src/model/index.ts';
import type { KeyFact } from '../../src/shapes/index.ts';
import { estateOf, type Given, ref } from './hand-made.ts';

/** A value of the drawn configuration, with what it turns out to be. */
interface Learned {
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

const hidden = { $unknown: 'variable `x` has no value' };
const partly: Value = {
  $unknown: 'variable `x` has no value',
  $parts: ['v', { $unknown: 'variable `x` has no value' }],
};

function learn(values: readonly (Value | undefined)[], unknowns: readonly Value[] = [hidden]): fc.Arbitrary<Learned> {
  const known = fc.constantFrom(...values).map((after) => ({ before: after, after }));
  const learned = fc
    .tuple(fc.constantFrom(...unknowns), fc.constantFrom(...values))
    .map(([before, after]) => ({ before, after }));
  return fc.oneof(known, learned);
}

const flags = learn([true, false, undefined]);
const owners = learn([ref('aws_s3_bucket.a'), ref('aws_s3_bucket.b', 'bucket'), 'vault', 'other']);
const exists = fc.constantFrom<readonly [Given['exists'], boolean]>(
  ['yes', true],
  ['unknown', true],
  ['unknown', false],
);

interface Draft {
  readonly address: string;
  readonly values: Readonly<Record<string, Learned | ((pick: Pick) => Value)>>;
  readonly exists: readonly [Given['exists'], boolean];
}

type Pick = (learned: Learned) => Value | undefined;

function drafts(
  type: string,
  values: Readonly<Record<string, fc.Arbitrary<Learned>>>,
  most: number,
): fc.Arbitrary<Draft[]> {
  const one = fc.record({ values: fc.record(values), exists });
  return fc
    .array(one, { maxLength: most })
    .map((all) => all.map((draft, index) => ({ ...draft, address: `${type}.s${index}` })));
}

const both = {
  a: fc.oneof(learn(['vault', undefined]), fc.constant({ before: partly, after: 'vault' })),
  b: learn(['weights', undefined]),
};
const configuration = fc.record({
  names: fc.record(both),
  locks: flags,
  blocks: drafts(
    'aws_s3_bucket_public_access_block',
    { bucket: owners, block_public_acls: flags, ignore_public_acls: flags },
    2,
  ),
  versionings: drafts('aws_s3_bucket_versioning', { bucket: owners, status: learn(['Enabled', 'Suspended']) }, 2),
  encryptions: drafts(
    'aws_s3_bucket_server_side_encryption_configuration',
    {
      bucket: owners,
      algorithm: learn(['aws:kms', 'AES256']),
      key: learn([ref('aws_kms_key.k', 'arn'), 'alias/aws/s3', undefined]),
    },
    2,
  ),
  objectLocks: drafts(
    'aws_s3_bucket_object_lock_configuration',
    { bucket: owners, mode: learn(['COMPLIANCE', 'GOVERNANCE']), days: learn([1, 30]) },
    1,
  ),
  key: fc.record({
    custom_key_store_id: learn([ref('aws_kms_custom_key_store.s'), undefined]),
    enable_key_rotation: flags,
    key_usage: learn(['SIGN_VERIFY', undefined]),
  }),
});

type Configuration = typeof configuration extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function picked(values: Readonly<Record<string, Learned>>, pick: Pick): ValueObject {
  const entries = Object.entries(values).map(([name, learned]): [string, Value | undefined] => [name, pick(learned)]);
  return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/** The configuration as it is before anything is learned, or after. */
function given(drawn: Configuration, time: 'before' | 'after'): Given[] {
  const pick: Pick = (learned) => learned[time];
  const satellites = (list: readonly Draft[], shape: (values: ValueObject) => ValueObject): Given[] =>
    list
      .filter(({ exists: [, really] }) => time === 'before' || really)
      .map(({ address, values, exists: [known] }) => ({
        address,
        values: shape(picked(values as Readonly<Record<string, Learned>>, pick)),
        exists: time === 'before' ? (known ?? 'yes') : 'yes',
      }));
  const bucket = (name: 'a' | 'b', rest: ValueObject): Given => ({
    address: `aws_s3_bucket.${name}`,
    values: { ...picked({ bucket: drawn.names[name] }, pick), ...rest },
  });
  return [
    bucket('a', picked({ object_lock_enabled: drawn.locks }, pick)),
    bucket('b', {}),
    ...satellites(drawn.blocks, (values) => values),
    ...satellites(drawn.versionings, ({ bucket: owner = null, status = null }) => ({
      bucket: owner,
      versioning_configuration: { status },
    })),
    ...satellites(drawn.encryptions, ({ bucket: owner = null, algorithm = null, key = null }) => ({
      bucket: owner,
      rule: { apply_server_side_encryption_by_default: { sse_algorithm: algorithm, kms_master_key_id: key } },
    })),
    ...satellites(drawn.objectLocks, ({ bucket: owner = null, mode = null, days = null }) => ({
      bucket: owner,
      rule: { default_retention: { mode, days } },
    })),
    { address: 'aws_kms_key.k', values: picked(drawn.key, pick) },
    { address: 'aws_kms_custom_key_store.s' },
  ];
}

/** Every answer of a bucket or a key by name; those that are not settled are left out. */
function settled({
  buckets,
  keys,
}: {
  buckets: readonly EstateBucket[];
  keys: readonly KeyFact[];
}): Map<string, unknown> {
  const answers = new Map<string, unknown>();
  const collect = (name: string, fact: object): void => {
    for (const [field, value] of Object.entries(fact as Readonly<Record<string, unknown>>)) {
      if (['declared_by', 'steps', 'maybe', 'algorithm_step', 'id', 'key', 'custom_store'].includes(field)) continue;
      if (typeof value === 'object' && value !== null) collect(`${name}.${field}`, value);
      else if (value !== 'unknown' && value !== -1) answers.set(`${name}.${field}`, value);
    }
  };
  for (const bucket of buckets) collect(bucket.id, bucket);
  for (const key of keys) collect(key.id, key);
  return answers;
}

test('property: learning an unknown never overturns a settled answer', () => {
  fc.assert(
    fc.property(configuration, (drawn) => {
      const before = settled(estateOf(given(drawn, 'before')));
      const after = settled(estateOf(given(drawn, 'after')));
      const overturned = [...before].filter(([name, value]) => after.get(name) !== value);
      expect(overturned).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('property: where nothing is unknown and nothing contradicts itself, every answer is settled', () => {
  fc.assert(
    fc.property(configuration, (drawn) => {
      const after = given(drawn, 'after');
      const { buckets, keys } = estateOf(after);
      const owners = (type: string) => after.filter(({ address }) => address.startsWith(`${type}.`)).length;
      const single = ['public_access_block', 'versioning', 'server_side_encryption_configuration'].every(
        (type) => owners(`aws_s3_bucket_${type}`) < 2,
      );
      fc.pre(single && drawn.names.a.after !== undefined && drawn.names.b.after !== undefined);
      expect(JSON.stringify([buckets, keys])).not.toContain('"answer":"unknown"');
    }),
  );
});
