/** HCL as teams write it, through the whole pipeline and the shipped bundle: what can be decided from it is decided. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import { loadBundle } from '../../src/decide/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { defaultSettings } from '../../src/settings/index.ts';
import { memoryFiles } from '../resolve/read.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'policies', 'bundle');
const read = (name: string) => readFileSync(join(folder, name));
const bundle = loadBundle({
  wasm: read('policy.wasm'),
  catalogue: read('catalogue.json'),
  manifest: read('manifest.json'),
  from: 'policies/bundle',
});

/** Outcomes by address of one policy over files given as text; 111122223333 is an account of the organisation. */
function outcomes(policy: string, contents: Readonly<Record<string, string>> | string): Record<string, string> {
  const texts = typeof contents === 'string' ? { 'main.tf': contents } : contents;
  const files = memoryFiles(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`in/${name}`, text])));
  const declarations = { ...defaultSettings.declarations, organizationAccounts: ['111122223333'] };
  const { population, diagnostics } = assess({
    configuration: readConfiguration(['in'], files),
    files,
    bundles: [bundle],
    settings: { ...defaultSettings, declarations },
    now: new Date(0),
    clock: () => 0,
  });
  expect(diagnostics).toEqual([]);
  const rows = population.filter((row) => row.policy === policy);
  return Object.fromEntries(rows.map(({ subject, outcome }) => [subject.address, outcome]));
}

const here = `
data "aws_caller_identity" "c" {}
data "aws_partition" "p" {}
data "aws_region" "r" {}
`;

describe('who may assume a role', () => {
  const role = (name: string, principal: string, more = '') =>
    `resource "aws_iam_role" "${name}" {\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${principal}${more} }] })\n}\n`;
  const roles = [
    here,
    'data "aws_iam_roles" "sso" { name_regex = "AWSReservedSSO_.*" }\nresource "aws_organizations_account" "audit" {\n  name  = "audit"\n  email = "audit@example.com"\n}\n',
    role('own', '{ AWS = "arn:${data.aws_partition.p.partition}:iam::${data.aws_caller_identity.c.account_id}:root" }'),
    role(
      'formatted',
      '{ AWS = format("arn:%s:iam::%s:root", data.aws_partition.p.partition, data.aws_caller_identity.c.account_id) }',
    ),
    role('number', '{ AWS = data.aws_caller_identity.c.account_id }'),
    role('member', '{ AWS = aws_organizations_account.audit.id }'),
    role('sso', '{ AWS = data.aws_iam_roles.sso.arns }'),
    role(
      'named',
      '{ AWS = [for r in ["a", "b"] : "arn:aws:iam::${data.aws_caller_identity.c.account_id}:role/${r}"] }',
    ),
    role('listed', '{ AWS = "arn:aws:iam::111122223333:root" }'),
    role('foreign', '{ AWS = "arn:aws:iam::123456789012:root" }'),
    role('anybody', '{ AWS = "*" }'),
    role(
      'account',
      '"*"',
      ', Condition = { StringEquals = { "aws:PrincipalAccount" = data.aws_caller_identity.c.account_id } }',
    ),
    role('pattern', '"*"', ', Condition = { StringLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/x" } }'),
  ].join('');

  test('accounts of the organisation, however they are spelled, are not foreign', () => {
    const { 'aws_iam_role.foreign': foreign, ...others } = outcomes('identity/no-foreign-account-trust', roles);
    expect(foreign).toBe('fail');
    expect(new Set(Object.values(others))).toEqual(new Set(['pass']));
  });

  test('nor are they everybody', () => {
    const found = outcomes('identity/no-public-trust', roles);
    const failing = Object.keys(found).filter((address) => found[address] !== 'pass');
    expect(failing.sort()).toEqual(['aws_iam_role.anybody', 'aws_iam_role.pattern']);
  });
});

test('a workflow’s role by the URL of the provider that is declared beside it', () => {
  const text = `${here}
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}
data "aws_iam_policy_document" "t" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "\${aws_iam_openid_connect_provider.github.url}:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "\${replace(aws_iam_openid_connect_provider.github.url, "https://", "")}:sub"
      values   = ["repo:octo-org/infra:*"]
    }
  }
}
resource "aws_iam_role" "ci" { assume_role_policy = data.aws_iam_policy_document.t.json }
`;
  for (const policy of ['require-pinned-oidc-audience', 'require-pinned-github-subject', 'no-public-trust']) {
    expect(outcomes(`identity/${policy}`, text)).toEqual({ 'aws_iam_role.ci': 'pass' });
  }
});

test.each([
  ['a cluster that is there', 'data "aws_eks_cluster" "c" { name = "prod" }', 'data.aws_eks_cluster.c'],
  [
    'a cluster of this run',
    'resource "aws_eks_cluster" "c" {\n  name = "prod"\n  role_arn = "r"\n}',
    'aws_eks_cluster.c',
  ],
])('the role of a service account, by the issuer of %s', (_why, cluster, name) => {
  const text = `${here}${cluster}
locals { issuer = replace(${name}.identity[0].oidc[0].issuer, "https://", "") }
resource "aws_iam_openid_connect_provider" "p" {
  url            = ${name}.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
}
data "aws_iam_policy_document" "t" {
  for_each = {
    by_arn      = { provider = "arn:aws:iam::\${data.aws_caller_identity.c.account_id}:oidc-provider/\${local.issuer}", host = local.issuer }
    by_provider = { provider = aws_iam_openid_connect_provider.p.arn, host = trimprefix(aws_iam_openid_connect_provider.p.url, "https://") }
  }
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [each.value.provider]
    }
    condition {
      test     = "StringEquals"
      variable = "\${each.value.host}:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "\${each.value.host}:sub"
      values   = [each.key == "by_arn" ? "system:serviceaccount:kube-system:*" : "system:serviceaccount:*:dns"]
    }
  }
}
resource "aws_iam_role" "by_arn" { assume_role_policy = data.aws_iam_policy_document.t["by_arn"].json }
resource "aws_iam_role" "by_provider" { assume_role_policy = data.aws_iam_policy_document.t["by_provider"].json }
`;
  expect(outcomes('identity/require-pinned-oidc-audience', text)).toEqual({
    'aws_iam_role.by_arn': 'pass',
    'aws_iam_role.by_provider': 'pass',
  });
  expect(outcomes('identity/require-pinned-oidc-subject', text)).toEqual({
    'aws_iam_role.by_arn': 'pass',
    'aws_iam_role.by_provider': 'fail',
  });
});

test('a key policy by document, for this account alone', () => {
  const text = `${here}
data "aws_iam_policy_document" "k" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [format("arn:%s:iam::%s:root", data.aws_partition.p.partition, data.aws_caller_identity.c.account_id)]
    }
  }
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = [data.aws_caller_identity.c.account_id]
    }
  }
}
resource "aws_kms_key" "k" { policy = data.aws_iam_policy_document.k.json }
resource "aws_kms_key" "via" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*",
    Condition = { StringEquals = { "kms:ViaService" = "s3.\${data.aws_region.r.name}.amazonaws.com" } } }] })
}
`;
  expect(outcomes('keys/no-public-key-policy', text)).toEqual({ 'aws_kms_key.k': 'pass', 'aws_kms_key.via': 'fail' });
});

describe('a bucket module in the idioms of its kind', () => {
  const bucket = `
variable "key_arn" {
  type    = string
  default = null
}
resource "aws_s3_bucket" "this" {
  count  = 1
  bucket = "data"
}
resource "aws_kms_key" "this" { count = var.key_arn == null ? 1 : 0 }
resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = one(aws_s3_bucket.this[*].id)
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = coalesce(var.key_arn, try(aws_kms_key.this[0].arn, null))
    }
  }
}
data "aws_iam_policy_document" "tls" {
  count = 1
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [join("", aws_s3_bucket.this.*.arn), "\${join("", aws_s3_bucket.this.*.arn)}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = compact([try(data.aws_iam_policy_document.tls[0].json, ""), ""])
}
resource "aws_s3_bucket_policy" "this" {
  bucket = element(concat(aws_s3_bucket.this.*.id, [""]), 0)
  policy = join("", data.aws_iam_policy_document.all.*.json)
}
`;
  const files = { 'main.tf': 'module "b" { source = "./b" }\n', 'b/main.tf': bucket };

  test.each(['data/require-tls', 'data/require-customer-managed-key'])('%s', (policy) => {
    expect(outcomes(policy, files)).toEqual({ 'module.b.aws_s3_bucket.this[0]': 'pass' });
  });
});

test('a boundary is none of what a role is granted by AWS’s own policies', () => {
  const text = `${here}
resource "aws_iam_policy" "boundary" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
resource "aws_iam_role" "r" {
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:\${data.aws_partition.p.partition}:iam::aws:policy/ReadOnlyAccess"
}
`;
  expect(outcomes('identity/no-administrator-policy', text)['aws_iam_policy.boundary']).not.toBe('fail');
});

test('every action fails on resources that nobody knows yet', () => {
  const text = `
variable "resource" { type = string }
resource "aws_iam_policy" "p" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = var.resource }] })
}
`;
  expect(outcomes('identity/no-every-action', text)).toEqual({ 'aws_iam_policy.p': 'fail' });
  expect(outcomes('identity/no-administrator-policy', text)).toEqual({ 'aws_iam_policy.p': 'undecided' });
});

test('subnets of the first zones exist', () => {
  const text = `
data "aws_availability_zones" "z" { state = "available" }
locals { zones = slice(data.aws_availability_zones.z.names, 0, 2) }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "public" {
  count                   = length(local.zones)
  vpc_id                  = aws_vpc.v.id
  cidr_block              = cidrsubnet(aws_vpc.v.cidr_block, 8, count.index)
  availability_zone       = local.zones[count.index]
  map_public_ip_on_launch = true
}
`;
  expect(outcomes('network/no-auto-assigned-public-ip', text)).toEqual({
    'aws_subnet.public[0]': 'fail',
    'aws_subnet.public[1]': 'fail',
  });
});

test('default tags of the provider that a module is given say its zone', () => {
  const files = {
    'main.tf': `
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { "zt:zone" = "edge" }
  }
}
provider "aws" {
  alias  = "weights"
  region = "eu-west-1"
  default_tags {
    tags = { "zt:zone" = "weights" }
  }
}
module "m" {
  source    = "./m"
  providers = { aws.peer = aws.weights }
}
`,
    'm/main.tf': `
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.peer]
    }
  }
}
resource "aws_vpc" "edge" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "edge" { vpc_id = aws_vpc.edge.id }
resource "aws_vpc" "weights" {
  provider   = aws.peer
  cidr_block = "10.1.0.0/16"
  tags       = { Name = "weights" }
}
resource "aws_internet_gateway" "weights" {
  provider = aws.peer
  vpc_id   = aws_vpc.weights.id
}
`,
  };
  const found = outcomes('network/no-gateway-in-protected-zone', files);
  expect(Object.keys(found).filter((address) => found[address] === 'fail')).toEqual([
    'module.m.aws_internet_gateway.weights',
  ]);
});
