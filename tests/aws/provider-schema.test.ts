import { expect, test } from 'vitest';
import { providerVersion, shapeOf, typeNames } from '../../src/aws/provider-schema.ts';

test('each kind of attribute is read', () => {
  const group = shapeOf('aws_security_group', 'managed');
  expect(group?.get('name')).toBe('string');
  expect(group?.get('revoke_rules_on_delete')).toBe('boolean');
  expect(group?.get('tags')).toEqual({ nesting: 'map', of: 'string' });
  const ingress = group?.get('ingress');
  expect(ingress).toMatchObject({ nesting: 'set' });
  expect(typeof ingress === 'object' && typeof ingress.of === 'object' ? [...ingress.of] : []).toEqual([
    ['cidr_blocks', { nesting: 'list', of: 'string' }],
    ['description', 'string'],
    ['from_port', 'number'],
    ['ipv6_cidr_blocks', { nesting: 'list', of: 'string' }],
    ['prefix_list_ids', { nesting: 'list', of: 'string' }],
    ['protocol', 'string'],
    ['security_groups', { nesting: 'set', of: 'string' }],
    ['self', 'boolean'],
    ['to_port', 'number'],
  ]);
  expect(shapeOf('aws_s3_bucket_versioning', 'managed')?.get('versioning_configuration')).toEqual({
    nesting: 'one',
    of: new Map([
      ['mfa_delete', 'string'],
      ['status', 'string'],
    ]),
  });
  expect(shapeOf('aws_accessanalyzer_analyzer', 'managed')?.has('configuration')).toBe(true);
});

test('resources and data sources of one name have shapes of their own', () => {
  expect(shapeOf('aws_kms_key', 'managed')?.has('enable_key_rotation')).toBe(true);
  expect(shapeOf('aws_kms_key', 'data')?.has('enable_key_rotation')).toBe(false);
  expect(shapeOf('aws_kms_key', 'data')?.has('key_id')).toBe(true);
});

test('a type that the provider does not have has no shape', () => {
  for (const type of ['aws_kms', 'aws_kms_keys', 'google_storage_bucket', '@1', 'data.aws_kms_key', '', 'zzz']) {
    expect([type, shapeOf(type, 'managed')]).toEqual([type, undefined]);
  }
});

test('every line of the text can be found and read', () => {
  expect(providerVersion).toMatch(/^\d+\.\d+\.\d+$/);
  const counts = { managed: typeNames('managed').length, data: typeNames('data').length };
  expect(counts).toEqual({ managed: 1581, data: 630 });
  for (const mode of ['managed', 'data'] as const) {
    const lost = typeNames(mode).filter((type) => (shapeOf(type, mode)?.size ?? 0) === 0);
    expect(lost).toEqual([]);
  }
});
