/**
 * A cell of twenty-seven resources with the mix of a real estate, in Terraform's JSON syntax: a key, a network, two buckets with
 * what belongs to them, a workload. Estates of any size are made of such cells, whatever language they are then written in.
 */
import type { Json, JsonObject } from '../../../src/model/index.ts';

export interface Declared {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

export const cellSize = 27;

/** Members that are nested blocks in HCL, for the types of a cell. */
export const blockNames: ReadonlySet<string> = new Set([
  'apply_server_side_encryption_by_default',
  'attribute',
  'egress',
  'ingress',
  'principals',
  'rule',
  'server_side_encryption',
  'statement',
  'versioning_configuration',
]);

/**
 * @param n what sets the cell apart: a number, or a template that gives one
 * @param suffix end of every resource's name: what sets it apart within its module
 */
export function cell(n: string, suffix: string): readonly Declared[] {
  const key = `\${aws_kms_key.main${suffix}.arn}`;
  return [
    managed('aws_kms_key', `main${suffix}`, { enable_key_rotation: true, deletion_window_in_days: 30 }),
    managed('aws_kms_alias', `main${suffix}`, {
      name: `alias/bench-${n}`,
      target_key_id: `\${aws_kms_key.main${suffix}.key_id}`,
    }),
    ...network(n, suffix, key),
    ...bucket(n, `data${suffix}`, key),
    ...bucket(n, `logs${suffix}`, key),
    ...workload(n, suffix, key),
  ];
}

function network(n: string, suffix: string, key: string): readonly Declared[] {
  const vpc = `\${aws_vpc.main${suffix}.id}`;
  return [
    managed('aws_vpc', `main${suffix}`, { cidr_block: '10.7.0.0/16', tags: { Name: `bench-${n}`, cell: n } }),
    managed('aws_default_security_group', `main${suffix}`, { vpc_id: vpc }),
    ...[0, 1, 2].map((zone) =>
      managed('aws_subnet', `zone${zone}${suffix}`, {
        vpc_id: vpc,
        cidr_block: `\${cidrsubnet(aws_vpc.main${suffix}.cidr_block, 8, ${zone})}`,
      }),
    ),
    managed('aws_security_group', `main${suffix}`, {
      vpc_id: vpc,
      ingress: [{ from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] }],
      egress: [
        { from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: [`\${aws_vpc.main${suffix}.cidr_block}`] },
      ],
    }),
    managed('aws_vpc_security_group_ingress_rule', `main${suffix}`, {
      security_group_id: `\${aws_security_group.main${suffix}.id}`,
      ip_protocol: 'tcp',
      from_port: 5432,
      to_port: 5432,
      cidr_ipv4: '10.7.0.0/16',
    }),
    managed('aws_cloudwatch_log_group', `flow${suffix}`, { name: `/vpc/${n}`, kms_key_id: key }),
    managed('aws_flow_log', `main${suffix}`, {
      vpc_id: vpc,
      traffic_type: 'ALL',
      log_destination: `\${aws_cloudwatch_log_group.flow${suffix}.arn}`,
    }),
  ];
}

/** A bucket and what configures it; in every third cell it is left open, so that policies find something. */
export function bucket(n: string, name: string, key: string): readonly Declared[] {
  const id = `\${aws_s3_bucket.${name}.id}`;
  const arn = `\${aws_s3_bucket.${name}.arn}`;
  const blocked = Number(n) % 3 !== 0;
  return [
    managed('aws_s3_bucket', name, { bucket: `bench-${name.replaceAll('_', '-')}-${n}`, tags: { cell: n } }),
    managed('aws_s3_bucket_public_access_block', name, {
      bucket: id,
      block_public_acls: blocked,
      block_public_policy: blocked,
      ignore_public_acls: blocked,
      restrict_public_buckets: blocked,
    }),
    managed('aws_s3_bucket_versioning', name, { bucket: id, versioning_configuration: [{ status: 'Enabled' }] }),
    managed('aws_s3_bucket_server_side_encryption_configuration', name, {
      bucket: id,
      rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms', kms_master_key_id: key }] }],
    }),
    managed('aws_s3_bucket_policy', name, { bucket: id, policy: JSON.stringify(transportOnly(arn)) }),
  ];
}

function transportOnly(arn: string): Json {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}

function workload(n: string, suffix: string, key: string): readonly Declared[] {
  const role = `aws_iam_role.main${suffix}`;
  const reads = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:Query'],
        Resource: `\${aws_dynamodb_table.main${suffix}.arn}`,
      },
    ],
  };
  return [
    {
      mode: 'data',
      type: 'aws_iam_policy_document',
      name: `trust${suffix}`,
      body: {
        statement: [
          {
            actions: ['sts:AssumeRole'],
            principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
          },
        ],
      },
    },
    managed('aws_iam_role', `main${suffix}`, {
      name: `bench-${n}`,
      assume_role_policy: `\${data.aws_iam_policy_document.trust${suffix}.json}`,
    }),
    managed('aws_dynamodb_table', `main${suffix}`, {
      name: `bench-${n}`,
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'id',
      attribute: [{ name: 'id', type: 'S' }],
      server_side_encryption: [{ enabled: true, kms_key_arn: key }],
    }),
    managed('aws_iam_role_policy', `main${suffix}`, { role: `\${${role}.id}`, policy: JSON.stringify(reads) }),
    managed('aws_lambda_function', `main${suffix}`, {
      function_name: `bench-${n}`,
      role: `\${${role}.arn}`,
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      s3_bucket: 'bench-code',
      s3_key: 'code.zip',
    }),
    managed('aws_sqs_queue', `main${suffix}`, { name: `bench-${n}`, kms_master_key_id: key }),
  ];
}

function managed(type: string, name: string, body: JsonObject): Declared {
  return { mode: 'managed', type, name, body };
}
