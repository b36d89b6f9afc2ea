import { describe, expect, test } from 'vitest';
import type { Value, ValueObject } from '../../src/model/index.ts';
import type { KeyFact } from '../../src/shapes/index.ts';
import { estateOf, type Given, ref, unknown } from './hand-made.ts';

function keyOf(given: Given, others: readonly Given[] = []): KeyFact {
  const found = estateOf([given, ...others]).keys.find(({ id }) => id === given.address);
  if (found === undefined) throw new Error('no key');
  return found;
}

const key = (values: ValueObject = {}): Given => ({ address: 'aws_kms_key.k', values });

test('a key that says nothing has the defaults of KMS', () => {
  expect(keyOf(key())).toMatchObject({
    type: 'aws_kms_key',
    symmetric: { answer: 'yes' },
    in_custom_store: { answer: 'no' },
    custom_store: '',
    custom_store_type: '',
    rotation_enabled: { answer: 'no', steps: [{ resource: 'aws_kms_key.k', path: ['enable_key_rotation'] }] },
    rotation_days: 365,
    deletion_window_days: 30,
  });
});

test('what is written counts, and what is not known is not', () => {
  expect(
    keyOf(key({ enable_key_rotation: true, rotation_period_in_days: '90', deletion_window_in_days: 7 })),
  ).toMatchObject({
    rotation_enabled: { answer: 'yes' },
    rotation_days: 90,
    deletion_window_days: 7,
  });
  expect(
    keyOf(
      key({ enable_key_rotation: unknown(), rotation_period_in_days: unknown(), deletion_window_in_days: unknown() }),
    ),
  ).toMatchObject({
    rotation_enabled: { answer: 'unknown' },
    rotation_days: -1,
    deletion_window_days: -1,
  });
});

describe('symmetric keys for encryption', () => {
  const cases: readonly [spec: Value | undefined, usage: Value | undefined, answer: string][] = [
    [undefined, undefined, 'yes'],
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'yes'],
    ['RSA_4096', undefined, 'no'],
    ['HMAC_256', 'GENERATE_VERIFY_MAC', 'no'],
    [undefined, 'SIGN_VERIFY', 'no'],
    [unknown(), undefined, 'unknown'],
    [unknown(), 'SIGN_VERIFY', 'no'],
    ['RSA_2048', unknown(), 'no'],
  ];
  test.each(cases)('%j %j', (spec, usage, answer) => {
    const values = {
      ...(spec === undefined ? {} : { customer_master_key_spec: spec }),
      ...(usage === undefined ? {} : { key_usage: usage }),
    };
    const { symmetric } = keyOf(key(values));
    expect(symmetric.answer).toBe(answer);
    expect(symmetric.steps.length).toBeGreaterThan(0);
  });
});

describe('custom key stores', () => {
  const store = (type?: Value): Given => ({
    address: 'aws_kms_custom_key_store.s',
    values: type === undefined ? {} : { custom_key_store_type: type },
  });
  const inStore = { custom_key_store_id: ref('aws_kms_custom_key_store.s') };
  const cases: readonly [
    why: string,
    values: ValueObject,
    others: readonly Given[],
    answer: string,
    store: string,
    type: string,
  ][] = [
    ['none', {}, [store()], 'no', '', ''],
    ['CloudHSM by default', inStore, [store()], 'yes', 'aws_kms_custom_key_store.s', 'AWS_CLOUDHSM'],
    ['external', inStore, [store('EXTERNAL_KEY_STORE')], 'yes', 'aws_kms_custom_key_store.s', 'EXTERNAL_KEY_STORE'],
    ['a type that is not known', inStore, [store(unknown())], 'yes', 'aws_kms_custom_key_store.s', 'unknown'],
    ['of elsewhere', { custom_key_store_id: 'cks-1' }, [], 'yes', '', 'unknown'],
    [
      'of elsewhere, with an external key',
      { custom_key_store_id: 'cks-1', xks_key_id: 'x' },
      [],
      'yes',
      '',
      'EXTERNAL_KEY_STORE',
    ],
    ['not known', { custom_key_store_id: unknown() }, [store()], 'unknown', '', 'unknown'],
    [
      'not known which, but one',
      { custom_key_store_id: { $unknown: 'x', $set: true } },
      [store()],
      'yes',
      '',
      'unknown',
    ],
    ['an external key that is not known', { xks_key_id: unknown() }, [], 'unknown', '', 'unknown'],
  ];
  test.each(cases)('%s', (_why, values, others, answer, storeId, type) => {
    const found = keyOf(key(values), others);
    expect([found.in_custom_store.answer, found.custom_store, found.custom_store_type]).toEqual([
      answer,
      storeId,
      type,
    ]);
  });
});

test('imported material is not rotated on a schedule, and lives in no store', () => {
  expect(keyOf({ address: 'aws_kms_external_key.k' })).toMatchObject({
    type: 'aws_kms_external_key',
    symmetric: { answer: 'yes' },
    in_custom_store: { answer: 'no' },
    rotation_enabled: { answer: 'no' },
    rotation_days: 0,
    deletion_window_days: 30,
  });
});

test('a replica shares specification and rotation of its primary, and has a waiting period of its own', () => {
  const replica = (primary: Value): Given => ({
    address: 'aws_kms_replica_key.r',
    values: { primary_key_arn: primary, deletion_window_in_days: 7 },
  });
  const primary = key({ enable_key_rotation: true, customer_master_key_spec: 'RSA_2048', multi_region: true });
  expect(keyOf(replica(ref('aws_kms_key.k', 'arn')), [primary])).toMatchObject({
    symmetric: { answer: 'no' },
    rotation_enabled: { answer: 'yes', steps: [{ resource: 'aws_kms_key.k', path: ['enable_key_rotation'] }] },
    deletion_window_days: 7,
  });
  const open = { answer: 'unknown', steps: [{ resource: 'aws_kms_replica_key.r', path: ['primary_key_arn'] }] };
  for (const elsewhere of ['arn:aws:kms:eu-west-1:111122223333:key/mrk-1', unknown()]) {
    expect(keyOf(replica(elsewhere), [primary])).toMatchObject({
      symmetric: open,
      rotation_enabled: open,
      rotation_days: -1,
    });
  }
});

test('keys of all types stand in order of id', () => {
  const given = [
    'aws_kms_replica_key.a',
    'aws_kms_key.z',
    'aws_kms_external_key.m',
    'aws_kms_key.b',
    'aws_kms_replica_external_key.x',
  ];
  expect(estateOf(given.map((address) => ({ address }))).keys.map(({ id }) => id)).toEqual([...given].sort());
});
