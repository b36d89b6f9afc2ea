import { describe, expect, test } from 'vitest';
import { defaultsPages, fillDefaults, typesWithDefaults } from '../../src/aws/provider-defaults.ts';
import { type AttributeType, type Shape, shapeOf } from '../../src/aws/provider-schema.ts';
import type { Value } from '../../src/model/index.ts';
import { isList, isObject, isUnknown } from '../../src/model/index.ts';
import { estateOf, ref, resourceOf, unknown } from './hand-made.ts';

describe('the table fits the schema', () => {
  test.each(typesWithDefaults)('%s', (type) => {
    const shape = shapeOf(type, 'managed');
    expect(shape).toBeDefined();
    if (shape === undefined) return;
    // Every nested block of the type, standing empty, so that the defaults inside blocks show.
    const values = emptyBlocks(shape, 4);
    expect(fillDefaults(type, values).length).toBeGreaterThan(0);
    expect(strays(values, shape, '')).toEqual([]);
    expect(defaultsPages(type).every((page) => page.startsWith('https://'))).toBe(true);
  });

  test('its types stand in order, so that one can be found', () => {
    expect(typesWithDefaults).toEqual([...typesWithDefaults].sort());
  });
});

function emptyBlocks(shape: Shape, depth: number): Record<string, Value> {
  const nested = [...shape].flatMap(([name, type]): [string, Value][] =>
    typeof type === 'object' && typeof type.of === 'object' && depth > 0
      ? [[name, [emptyBlocks(type.of, depth - 1)]]]
      : [],
  );
  return Object.fromEntries(nested);
}

function strays(value: Value, type: AttributeType | Shape | undefined, at: string): string[] {
  if (isUnknown(value)) return type === undefined ? [`${at} is no attribute`] : [];
  if (isList(value)) {
    return value.flatMap((item) => strays(item, typeof type === 'object' && 'of' in type ? type.of : undefined, at));
  }
  if (isObject(value)) {
    const shape = typeof type === 'object' && !('of' in type) ? type : undefined;
    return Object.entries(value).flatMap(([name, member]) => strays(member, shape?.get(name), `${at}.${name}`));
  }
  return typeof value === type ? [] : [`${at} is ${JSON.stringify(value)}, not ${JSON.stringify(type)}`];
}

test('what is written stands, what is left out has its default, and is marked', () => {
  const { fact } = resourceOf(estateOf([{ address: 'aws_kms_key.k', values: { enable_key_rotation: true } }]));
  expect(fact.values).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30, is_enabled: true });
  expect(fact.defaulted).toContain('deletion_window_in_days');
  expect(fact.defaulted).not.toContain('enable_key_rotation');
});

test('the defaults that the first policies rest on', () => {
  const defaults = (type: string): Record<string, Value> => {
    const values: Record<string, Value> = {};
    fillDefaults(type, values);
    return values;
  };
  expect(defaults('aws_kms_key')).toMatchObject({
    customer_master_key_spec: 'SYMMETRIC_DEFAULT',
    deletion_window_in_days: 30,
    enable_key_rotation: false,
    key_usage: 'ENCRYPT_DECRYPT',
    rotation_period_in_days: 365,
  });
  expect(defaults('aws_kms_external_key')).toMatchObject({ deletion_window_in_days: 30 });
  expect(defaults('aws_kms_replica_key')).toMatchObject({ deletion_window_in_days: 30 });
  expect(defaults('aws_kms_custom_key_store')).toEqual({ custom_key_store_type: 'AWS_CLOUDHSM' });
  expect(defaults('aws_iam_role')).toMatchObject({ max_session_duration: 3600 });
  expect(defaults('aws_ssoadmin_permission_set')).toEqual({ session_duration: 'PT1H' });
  expect(defaults('aws_rolesanywhere_profile')).toEqual({ duration_seconds: 3600 });
  expect(defaults('aws_subnet')).toMatchObject({
    assign_ipv6_address_on_creation: false,
    map_public_ip_on_launch: false,
  });
  expect(defaults('aws_flow_log')).toMatchObject({
    log_destination_type: 'cloud-watch-logs',
    max_aggregation_interval: 600,
  });
  for (const type of ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block']) {
    expect(Object.values(defaults(type))).toEqual([false, false, false, false]);
  }
});

test('inside a block, a default holds for each block that stands, and for none that does not', () => {
  const values = { ingress: { from_port: 443 }, egress: [{ self: true }, { to_port: 1 }] };
  const { fact } = resourceOf(estateOf([{ address: 'aws_security_group.g', values }]));
  expect(fact.values).toMatchObject({ ingress: [{ self: false }], egress: [{ self: true }, { self: false }] });
  expect(fact.defaulted).toContain('ingress[0].self');
  expect(fact.defaulted).toContain('egress[1].self');
  const none = resourceOf(estateOf([{ address: 'aws_security_group.g' }])).fact;
  expect(none.values).not.toHaveProperty('ingress');
});

test('an unknown value is no value left out', () => {
  const values = { enable_key_rotation: unknown(), deletion_window_in_days: ref('aws_x.y') };
  expect(resourceOf(estateOf([{ address: 'aws_kms_key.k', values }])).fact.values).toMatchObject(values);
});

test('a data source has no defaults', () => {
  expect(resourceOf(estateOf([{ address: 'data.aws_kms_key.k' }])).fact.values).toEqual({});
});

describe('a default that is not the same for everybody', () => {
  const filledIn = (type: string, written: Record<string, Value>) => {
    const values = { ...written };
    return { filled: fillDefaults(type, values), values };
  };

  test('is not known, and says why', () => {
    const { values, filled } = filledIn('aws_ebs_volume', {});
    expect(values['encrypted']).toEqual({ $unknown: expect.stringContaining('the account') });
    expect(filled).toEqual(['encrypted']);
  });

  test.each<[string, Record<string, Value>, Value]>([
    ['aws_db_instance', {}, false],
    [
      'aws_db_instance',
      { snapshot_identifier: 's' },
      { $unknown: expect.stringContaining('snapshot') as unknown as string },
    ],
    ['aws_db_instance', { storage_encrypted: true, snapshot_identifier: 's' }, true],
    ['aws_rds_cluster', {}, false],
    ['aws_rds_cluster', { engine_mode: 'serverless' }, { $unknown: expect.any(String) as unknown as string }],
    ['aws_docdb_cluster', { snapshot_identifier: unknown() }, { $unknown: expect.any(String) as unknown as string }],
  ])('%s with %j', (type, written, expected) => {
    expect(filledIn(type, written).values['storage_encrypted']).toEqual(expected);
  });

  test('the queue that names no key is encrypted by SQS', () => {
    expect(filledIn('aws_sqs_queue', {}).values['sqs_managed_sse_enabled']).toBe(true);
    expect(filledIn('aws_sqs_queue', { kms_master_key_id: 'alias/k' }).values['sqs_managed_sse_enabled']).toEqual({
      $unknown: expect.any(String),
    });
  });

  test.each([
    ['aws_api_gateway_rest_api', 'disable_execute_api_endpoint', 'body', false],
    ['aws_apigatewayv2_api', 'disable_execute_api_endpoint', 'body', false],
    ['aws_cloudwatch_log_group', 'retention_in_days', 'log_group_class', 0],
  ])('%s: %s hangs on %s', (type, name, other, otherwise) => {
    expect(filledIn(type, {}).values[name]).toBe(otherwise);
    expect(filledIn(type, { [other]: 'x' }).values[name]).toEqual({ $unknown: expect.any(String) });
  });

  test('a bucket has Object Lock where the block within it says so', () => {
    expect(filledIn('aws_s3_bucket', {}).values['object_lock_enabled']).toBe(false);
    const object_lock_configuration = [{ object_lock_enabled: 'Enabled' }];
    expect(filledIn('aws_s3_bucket', { object_lock_configuration }).values['object_lock_enabled']).toEqual({
      $unknown: expect.stringContaining('object_lock_configuration'),
    });
  });

  test('a list is a default too', () => {
    const { values, filled } = filledIn('aws_eks_cluster', { vpc_config: [{}] });
    expect(values['vpc_config']).toMatchObject([{ public_access_cidrs: ['0.0.0.0/0'], endpoint_public_access: true }]);
    expect(filled).toContain('vpc_config[0].public_access_cidrs');
  });
});
