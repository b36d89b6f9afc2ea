/**
 * Populations of which it is not known what belongs to what: whatever may belong to each must cost each no more than a constant. Run as
 * the shapes are, at two sizes.
 */
import { benchGrowth, type Shape } from './growth.ts';

const times = (size: number, text: (index: number) => string): string =>
  Array.from({ length: size }, (_, index) => text(index)).join('\n');

type Attributes = Readonly<Record<string, string>>;

/** The values are expressions. */
const resource = (type: string, name: string, attributes: Attributes, blocks = ''): string =>
  `resource "${type}" "${name}" {\n${Object.entries(attributes)
    .map(([attribute, value]) => `  ${attribute} = ${value}\n`)
    .join('')}${blocks}}\n`;

const variables = ['a', 'b', 'list'].map((name) => `variable "${name}" {}\n`).join('');

/** So many of each, numbered. */
const population =
  (text: (index: number) => string) =>
  (size: number): ReturnType<Shape> => ({ 'main.tf': `${variables}${times(size, text)}` });

const publicAccess: Attributes = {
  block_public_acls: 'true',
  block_public_policy: 'true',
  ignore_public_acls: 'true',
  restrict_public_buckets: 'true',
};

/** One of each kind for a bucket, by an expression. */
const satellites = (index: number, bucket: string): string =>
  [
    resource('aws_s3_bucket_public_access_block', `p${index}`, { bucket, ...publicAccess }),
    resource(
      'aws_s3_bucket_versioning',
      `v${index}`,
      { bucket },
      `  versioning_configuration {\n    status = "${index % 2 === 0 ? 'Enabled' : 'Suspended'}"\n  }\n`,
    ),
    resource(
      'aws_s3_bucket_server_side_encryption_configuration',
      `e${index}`,
      { bucket },
      `  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n      kms_master_key_id = "alias/k${index}"\n    }\n  }\n`,
    ),
    resource('aws_s3_bucket_object_lock_configuration', `o${index}`, { bucket }),
  ].join('');

const bucket = (index: number, attributes: Attributes): string => resource('aws_s3_bucket', `b${index}`, attributes);

const document = (statement: string): string =>
  `jsonencode({ Version = "2012-10-17", Statement = [{ ${statement} }] })`;
const allow = (index: number): string => document(`Effect = "Allow", Action = "s3:Get${index}", Resource = "*"`);
const trust = document('Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" }');
const grant = document('Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = "*"');

const port = { ip_protocol: '"tcp"', from_port: '22', to_port: '22' };
const ingress = (name: string, attributes: Attributes): string =>
  resource('aws_vpc_security_group_ingress_rule', name, { ...port, ...attributes });

export const unknownShapes: Readonly<Record<string, Shape>> = {
  'satellites of any bucket': population(
    (index) => bucket(index, { bucket: `"b${index}"` }) + satellites(index, 'var.a'),
  ),
  'names known at one end, alike': population(
    (index) => bucket(index, { bucket: `"\${var.a}-b${index}"` }) + satellites(index, `"\${var.a}-b${index}"`),
  ),
  'names known at opposite ends': population(
    (index) => bucket(index, { bucket: `"\${var.a}-b${index}"` }) + satellites(index, `"b${index}-\${var.b}"`),
  ),
  'buckets of prefixes, known names': population(
    (index) => bucket(index, { bucket_prefix: '"b"' }) + satellites(index, `"b${index}"`),
  ),
  'one name, many buckets': population((index) => bucket(index, { bucket: '"b"' }) + satellites(index, '"b"')),
  'own satellites and those of any': population(
    (index) =>
      bucket(index, { bucket: `"b${index}"` }) +
      satellites(index, `aws_s3_bucket.b${index}.id`) +
      satellites(index, 'var.a').replaceAll(/" "([a-z]\d+)"/g, '" "any-$1"'),
  ),
  'satellites by an unknown name': population(
    (index) => bucket(index, { bucket: `"\${var.a}-b${index}"` }) + satellites(index, `aws_s3_bucket.b${index}.bucket`),
  ),
  'satellites by count': (size) => ({
    'main.tf': `${variables}${bucket(0, { count: String(size), bucket: '"${var.a}-${count.index}"' })}${satellites(0, 'aws_s3_bucket.b0[count.index].bucket').replaceAll('  bucket =', `  count = ${size}\n  bucket =`)}`,
  }),
  'policies of any bucket': population(
    (index) =>
      bucket(index, { bucket: `"b${index}"` }) +
      resource('aws_s3_bucket_policy', `p${index}`, { bucket: 'var.a', policy: grant }) +
      resource('aws_s3_bucket_acl', `a${index}`, { bucket: 'var.a', acl: '"log-delivery-write"' }),
  ),
  'keys of any name': population(
    (index) =>
      resource('aws_kms_key', `k${index}`, { custom_key_store_id: 'var.a' }) +
      resource('aws_kms_alias', `a${index}`, { name: `"alias/\${var.a}-${index}"`, target_key_id: 'var.b' }) +
      resource('aws_kms_replica_key', `r${index}`, { primary_key_arn: 'var.b' }) +
      resource('aws_kms_custom_key_store', `s${index}`, { custom_key_store_name: `"s${index}"` }) +
      resource('aws_kms_key_policy', `p${index}`, { key_id: 'var.b', policy: grant }) +
      bucket(index, { bucket: `"b${index}"` }) +
      resource(
        'aws_s3_bucket_server_side_encryption_configuration',
        `e${index}`,
        { bucket: `"b${index}"` },
        '  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n      kms_master_key_id = var.b\n    }\n  }\n',
      ),
  ),
  'grants to any role': population(
    (index) =>
      resource('aws_iam_role', `r${index}`, { assume_role_policy: trust, permissions_boundary: 'var.b' }) +
      resource('aws_iam_policy', `p${index}`, { policy: allow(index) }) +
      resource('aws_iam_role_policy', `i${index}`, { role: 'var.a', policy: allow(index) }) +
      resource('aws_iam_role_policy_attachment', `a${index}`, { role: 'var.a', policy_arn: 'var.b' }) +
      resource('aws_iam_policy_attachment', `m${index}`, { name: '"m"', roles: 'var.list', policy_arn: 'var.b' }),
  ),
  'grants by an unknown name': population(
    (index) =>
      resource('aws_iam_role', `r${index}`, { name: `"\${var.a}-${index}"`, assume_role_policy: trust }) +
      resource('aws_iam_role_policy', `i${index}`, { role: `aws_iam_role.r${index}.name`, policy: allow(index) }) +
      resource('aws_iam_role_policy_attachment', `a${index}`, {
        role: `aws_iam_role.r${index}.name`,
        policy_arn: 'var.b',
      }),
  ),
  'grants by count': (size) => ({
    'main.tf': `${variables}${resource('aws_iam_role', 'r', { count: String(size), name: '"${var.a}-${count.index}"', assume_role_policy: trust })}${resource('aws_iam_role_policy', 'i', { count: String(size), role: 'aws_iam_role.r[count.index].name', policy: allow(0) })}`,
  }),
  'policies of any queue, secret, endpoint': population(
    (index) =>
      resource('aws_sqs_queue', `q${index}`, { name: `"\${var.a}-${index}"` }) +
      resource('aws_sqs_queue_policy', `p${index}`, { queue_url: 'var.a', policy: grant }) +
      resource('aws_secretsmanager_secret', `s${index}`, { name: `"s${index}"` }) +
      resource('aws_secretsmanager_secret_policy', `t${index}`, { secret_arn: 'var.a', policy: grant }) +
      resource('aws_vpc_endpoint', `e${index}`, { vpc_id: 'var.a', service_name: 'var.b' }) +
      resource('aws_vpc_endpoint_policy', `f${index}`, { vpc_endpoint_id: 'var.a', policy: grant }),
  ),
  'rules of any group': population(
    (index) =>
      resource('aws_security_group', `g${index}`, {}) +
      ingress(`r${index}`, { security_group_id: 'var.a', cidr_ipv4: '"0.0.0.0/0"' }) +
      ingress(`n${index}`, {
        security_group_id: 'var.a',
        cidr_ipv4: `"${20 + (index % 80)}.${(index >> 6) % 256}.0.0/20"`,
      }) +
      ingress(`o${index}`, { security_group_id: `aws_security_group.g${index}.id`, cidr_ipv4: '"52.0.0.0/16"' }),
  ),
  'rules of any group, of any block': population(
    (index) =>
      resource('aws_security_group', `g${index}`, {}) +
      ingress(`r${index}`, { security_group_id: 'var.a', cidr_ipv4: 'var.b' }) +
      ingress(`o${index}`, {
        security_group_id: `aws_security_group.g${index}.id`,
        cidr_ipv4: 'var.b',
        from_port: String(index),
        to_port: String(index),
      }),
  ),
  'rules that fail beside unknown ones': population(
    (index) =>
      resource('aws_security_group', `g${index}`, {}) +
      ingress(`r${index}`, { security_group_id: `aws_security_group.g${index}.id`, cidr_ipv4: '"0.0.0.0/0"' }) +
      ingress(`o${index}`, { security_group_id: `aws_security_group.g${index}.id`, cidr_ipv4: 'var.b' }),
  ),
  'grants that fail beside unknown ones': population(
    (index) =>
      resource('aws_iam_policy', `p${index}`, { policy: document('Effect = "Allow", Action = "*", Resource = "*"') }) +
      resource('aws_iam_policy', `q${index}`, { policy: 'var.a' }) +
      resource('aws_iot_policy', `t${index}`, { name: `"t${index}"`, policy: 'var.a' }) +
      resource('aws_iam_role', `r${index}`, {
        assume_role_policy: document('Effect = "Allow", Action = "sts:AssumeRole", Principal = "*"'),
      }) +
      resource('aws_iam_role', `s${index}`, { assume_role_policy: 'var.a' }),
  ),
  'small blocks of any group': population(
    (index) =>
      resource('aws_security_group', `g${index}`, {}) +
      ingress(`r${index}`, {
        security_group_id: 'var.a',
        cidr_ipv4: `"52.${index % 200}.${((index >> 8) % 16) * 16}.0/20"`,
      }) +
      ingress(`o${index}`, {
        security_group_id: `aws_security_group.g${index}.id`,
        cidr_ipv4: `"54.${index % 200}.0.0/16"`,
      }) +
      ingress(`p${index}`, {
        security_group_id: `aws_security_group.g${index}.id`,
        cidr_ipv4: `"57.${index % 200}.0.0/16"`,
      }),
  ),
  'default groups of any VPC': population(
    (index) =>
      resource('aws_vpc', `v${index}`, { cidr_block: '"10.0.0.0/16"' }) +
      resource('aws_default_security_group', `g${index}`, { vpc_id: 'var.a' }) +
      resource('aws_flow_log', `l${index}`, { vpc_id: 'var.a', traffic_type: '"ALL"' }) +
      resource('aws_internet_gateway', `i${index}`, { vpc_id: 'var.a' }) +
      resource('aws_subnet', `s${index}`, { vpc_id: 'var.a', cidr_block: '"10.0.1.0/24"' }),
  ),
  'default groups, rules of any group': population(
    (index) =>
      resource('aws_vpc', `v${index}`, { cidr_block: '"10.0.0.0/16"' }) +
      resource('aws_default_security_group', `g${index}`, { vpc_id: `aws_vpc.v${index}.id` }) +
      ingress(`r${index}`, { security_group_id: 'var.a', cidr_ipv4: '"10.0.0.0/24"' }),
  ),
  'gateways attached apart': population(
    (index) =>
      resource('aws_vpc', `v${index}`, { cidr_block: '"10.0.0.0/16"' }) +
      resource('aws_internet_gateway', `i${index}`, {}) +
      resource('aws_internet_gateway_attachment', `a${index}`, {
        vpc_id: `aws_vpc.v${index}.id`,
        internet_gateway_id: 'var.a',
      }) +
      resource('aws_internet_gateway_attachment', `b${index}`, {
        vpc_id: `aws_vpc.v${index}.id`,
        internet_gateway_id: `aws_internet_gateway.i${index}.id`,
      }),
  ),
  'entries of any prefix list': population(
    (index) =>
      resource('aws_security_group', `g${index}`, {}) +
      resource('aws_ec2_managed_prefix_list', `l${index}`, {
        name: `"l${index}"`,
        address_family: '"IPv4"',
        max_entries: '5',
      }) +
      resource('aws_ec2_managed_prefix_list_entry', `e${index}`, {
        prefix_list_id: 'var.a',
        cidr: `"52.${index % 200}.${index % 256}.0/24"`,
      }) +
      ingress(`r${index}`, {
        security_group_id: `aws_security_group.g${index}.id`,
        prefix_list_id: `aws_ec2_managed_prefix_list.l${index}.id`,
      }),
  ),
  'instances in any subnet': population(
    (index) =>
      resource('aws_subnet', `s${index}`, { vpc_id: 'var.a', cidr_block: '"10.0.1.0/24"' }) +
      resource('aws_vpc', `v${index}`, { cidr_block: 'var.b', tags: 'var.list' }) +
      resource('aws_instance', `i${index}`, { subnet_id: 'var.a', ami: '"ami-1"', instance_type: '"t3.micro"' }),
  ),
  'HSMs of any cluster, logging of any firewall': population(
    (index) =>
      resource('aws_cloudhsm_v2_cluster', `c${index}`, { hsm_type: '"hsm2m.medium"', subnet_ids: 'var.list' }) +
      resource('aws_cloudhsm_v2_hsm', `h${index}`, { cluster_id: 'var.a', availability_zone: 'var.b' }) +
      resource('aws_networkfirewall_firewall', `f${index}`, {
        name: `"f${index}"`,
        firewall_policy_arn: 'var.a',
        vpc_id: 'var.b',
      }) +
      resource(
        'aws_networkfirewall_firewall_policy',
        `p${index}`,
        { name: `"p${index}"` },
        '  firewall_policy {\n    stateless_default_actions = var.list\n    stateless_fragment_default_actions = var.list\n  }\n',
      ) +
      resource('aws_lb', `l${index}`, { name: `"l${index}"`, subnets: 'var.list' }) +
      resource('aws_lb_listener', `m${index}`, { load_balancer_arn: 'var.a', port: 'var.b', protocol: 'var.b' }) +
      resource('aws_ssoadmin_permission_set', `q${index}`, { name: `"q${index}"`, instance_arn: 'var.a' }) +
      resource('aws_ssoadmin_permission_set_inline_policy', `r${index}`, {
        instance_arn: 'var.a',
        permission_set_arn: 'var.b',
        inline_policy: allow(index),
      }) +
      resource('aws_ssoadmin_managed_policy_attachment', `s${index}`, {
        instance_arn: 'var.a',
        permission_set_arn: 'var.b',
        managed_policy_arn: 'var.b',
      }),
  ),
};

export function benchUnknowns(folder: string, rounds: number): void {
  benchGrowth(unknownShapes, folder, rounds);
}
