import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Estate } from '../../src/aws/index.ts';
import { plain, type Reference, type Unknown, type Value, type ValueObject } from '../../src/model/index.ts';
import { directAnswers } from './direct-satellites.ts';
import { estateOf, type Given, ref } from './hand-made.ts';

const hole: Unknown = { $unknown: 'variable `x` has no value' };
const partly = (...$parts: (string | Unknown)[]): Unknown => ({ $unknown: 'variable `x` has no value', $parts });

/** Few names that differ little, known, in part or not at all. */
const name = fc.constantFrom<Value>(
  'ab',
  'a',
  'terraform-a',
  hole,
  partly('a', hole),
  partly(hole, 'b'),
  partly('a', hole, 'b'),
  partly('b', hole),
  partly('terraform-', hole),
);
const instance = fc.constantFrom('x', 'y', 'z[0]', 'z[1]');
const stack = fc.constantFrom('s', 't');
const bucketValues: fc.Arbitrary<ValueObject> = fc.oneof(
  name.map((bucket) => ({ bucket })),
  fc.constant({}),
  fc.constantFrom<ValueObject>({ bucket_prefix: 'a' }, { bucket_prefix: hole }, { bucket: ref('aws_x.y') }),
  fc.record({ id: fc.constantFrom('a', 'ab'), bucket: name }),
);
const reference: fc.Arbitrary<Reference> = fc
  .record({
    target: instance,
    type: fc.constantFrom('aws_s3_bucket', 'data.aws_s3_bucket', 'aws_s3_bucket_versioning'),
    in: stack,
  })
  .chain(({ target, type, in: from }) =>
    fc.constantFrom('id', 'bucket', 'region').map((attribute) => ref(`${from}/${type}.${target}`, attribute)),
  );
const references = fc.constantFrom(
  ['aws_s3_bucket.x'],
  ['aws_s3_bucket.z[0].id'],
  ['aws_s3_bucket.x', 'aws_s3_bucket.y'],
  ['var.x'],
);

const buckets = fc.uniqueArray(
  fc
    .record({ at: instance, stack, values: bucketValues, data: fc.nat(5).map((one) => one === 0) })
    .map(({ at, data, ...rest }): Given => ({ address: `${data ? 'data.' : ''}aws_s3_bucket.${at}`, ...rest })),
  { maxLength: 5, selector: (one) => `${one.stack}${one.address}` },
);

const says: Readonly<Record<string, fc.Arbitrary<ValueObject>>> = {
  aws_s3_bucket_public_access_block: fc.record({
    block_public_acls: fc.constantFrom<Value>(true, false, hole),
    restrict_public_buckets: fc.constantFrom<Value>(true, hole),
  }),
  aws_s3_bucket_versioning: fc
    .constantFrom<Value>('Enabled', 'Suspended', hole)
    .map((status) => ({ versioning_configuration: [{ status }] })),
  aws_s3_bucket_server_side_encryption_configuration: fc
    .constantFrom<Value>('aws:kms', 'AES256')
    .map((sse_algorithm) => ({ rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm }] }] })),
};

const satellites = fc.uniqueArray(
  fc.constantFrom(...Object.keys(says)).chain((type) =>
    fc
      .record({
        at: instance,
        stack,
        bucket: fc.oneof(name, reference),
        exists: fc.constantFrom('yes' as const, 'unknown' as const),
        named: references,
        origin: fc.option(reference, { freq: 8 }),
        says: says[type] ?? fc.constant({}),
      })
      .map(
        ({ at, bucket, named, origin, says: values, ...rest }): Given => ({
          address: `${type}.${at}`,
          ...rest,
          values: { bucket, ...values },
          references: { bucket: named },
          ...(origin === null || typeof bucket !== 'string' ? {} : { origins: { '/bucket': origin } }),
        }),
      ),
  ),
  { maxLength: 7, selector: (one) => `${one.stack}${one.address}` },
);

const stacks = [{ name: 's' }, { name: 't' }];

function answers({ buckets: found }: Estate): ReturnType<typeof directAnswers> {
  const flag = (answer: string) => (answer === 'unknown' ? answer : answer === 'yes');
  return Object.fromEntries(
    found.map(({ id, public_access, versioning, encryption }) => [
      id,
      {
        block_public_acls: flag(public_access.block_public_acls.answer),
        restrict_public_buckets: flag(public_access.restrict_public_buckets.answer),
        versioning: flag(versioning.enabled.answer),
        algorithm: encryption.algorithm,
      },
    ]),
  );
}

test('property: what satellites say of buckets is what asking every pair says', () => {
  fc.assert(
    fc.property(buckets, satellites, (some, more) => {
      const estate = estateOf([...some, ...more], { stacks });
      expect(answers(estate)).toEqual(directAnswers(estate));
    }),
    { numRuns: 1500 },
  );
});

const versioningOf = (at: number, bucket: Value, status: Value): Given => ({
  address: `aws_s3_bucket_versioning.v${at}`,
  values: { bucket, versioning_configuration: [{ status }] },
});

test('thousands that may be of each of thousands are named by a few, and still decide', () => {
  const many = Array.from({ length: 3000 }, (_, at) => at);
  const named = many.map((at): Given => ({ address: `aws_s3_bucket.b${at}`, values: { bucket: `b${at}` } }));
  const enabled = many.map((at) => versioningOf(at, hole, 'Enabled'));
  const own = versioningOf(9999, ref('aws_s3_bucket.b7'), 'Enabled');
  const settledBy = (others: readonly Given[]) =>
    estateOf([...named, ...enabled, own, ...others]).buckets.map(({ versioning }) => versioning.enabled);
  const agreed = settledBy([]);
  const { diagnostics } = estateOf([...named, ...enabled]);
  expect(diagnostics.map(({ id, severity, what }) => [id, severity, plain(what)])).toEqual([
    [
      'aws/many-possible-owners',
      'note',
      'of 3000 resources of type aws_s3_bucket_versioning it is not known which bucket they configure; findings name the first 5 of them',
    ],
  ]);
  expect(estateOf([...named, ...enabled.slice(0, 5)]).diagnostics).toEqual([]);
  const contradicted = settledBy([versioningOf(8888, hole, 'Suspended')]);
  const first = [0, 1, 10, 100, 1000].map((at) => ({ resource: `aws_s3_bucket_versioning.v${at}`, path: ['bucket'] }));
  expect(new Set(agreed.map(({ answer }) => answer))).toEqual(new Set(['unknown', 'yes']));
  expect(agreed.filter(({ answer }) => answer === 'yes')).toHaveLength(1);
  expect(agreed[0]).toEqual({ answer: 'unknown', steps: first });
  expect(new Set(contradicted.map(({ answer }) => answer))).toEqual(new Set(['unknown']));
});

test('where more groups meet a bucket than are looked at, nothing is settled', () => {
  const many = Array.from({ length: 3000 }, (_, at) => at);
  const named = many.map(
    (at): Given => ({ address: `aws_s3_bucket.b${at}`, values: { bucket: partly(`b${at}-`, hole) } }),
  );
  const ended = many.map((at) => versioningOf(at, partly(hole, `-v${at}`), 'Suspended'));
  const { buckets: found } = estateOf([...named, ...ended]);
  // Each may only say what holds anyway: with all groups looked at it would be settled.
  expect(new Set(found.map(({ versioning }) => versioning.enabled.answer))).toEqual(new Set(['unknown']));
  const few = estateOf([...named.slice(0, 100), ...ended.slice(0, 100)]).buckets;
  expect(new Set(few.map(({ versioning }) => versioning.enabled.answer))).toEqual(new Set(['no']));
});
