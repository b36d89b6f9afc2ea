/** Resources, data sources and modules: which instances there are, under which addresses, with which values. */
import { describe, expect, test } from 'vitest';
import { instance, resolveFolder, resolveHcl } from './read.ts';

function addresses(resolved: ReturnType<typeof resolveHcl>): readonly string[] {
  return resolved.instances.map(({ address }) => address);
}

test('count and for_each make instances, in the order of Terraform', () => {
  const resolved = resolveHcl(`
resource "aws_x" "c" {
  count = 11
  n     = count.index
}
resource "aws_x" "none" {
  count = 0
}
resource "aws_x" "each" {
  for_each = toset(["b", "a\\"\${1}"])
  key      = each.key
  value    = each.value
}
resource "aws_x" "map" {
  for_each = { k = { v = 1 } }
  v        = each.value.v
}
data "aws_y" "d" {}
`);
  expect(addresses(resolved)).toEqual([
    'data.aws_y.d',
    ...Array.from({ length: 11 }, (_, index) => `aws_x.c[${index}]`),
    'aws_x.each["a\\"1"]',
    'aws_x.each["b"]',
    'aws_x.map["k"]',
  ]);
  expect(instance(resolved, 'aws_x.c[10]')).toMatchObject({ key: 10, values: { n: 10 }, exists: 'yes' });
  expect(instance(resolved, 'aws_x.each["b"]')).toMatchObject({ key: 'b', values: { key: 'b', value: 'b' } });
  expect(instance(resolved, 'aws_x.map["k"]').values).toEqual({ v: 1 });
});

describe('an unknown number of instances is one that may exist', () => {
  test.each([
    ['count = length(data.aws_subnets.s.ids)', 'count: data.aws_subnets.s.ids is known only after apply'],
    ['for_each = toset(data.aws_subnets.s.ids)', 'for_each: data.aws_subnets.s.ids is known only after apply'],
    ['for_each = toset([data.aws_subnets.s.id])', 'for_each: data.aws_subnets.s.id is known only after apply'],
    ['for_each = { (data.aws_subnets.s.id) = 1 }', 'for_each: data.aws_subnets.s.id is known only after apply'],
    ['count = var.n', 'count: variable `n` has no value'],
  ])('%s', (argument, existsBecause) => {
    const resolved = resolveHcl(`
variable "n" {}
data "aws_subnets" "s" {}
resource "aws_x" "y" {
  ${argument}
  name = "known"
}
output "one" { value = aws_x.y[0].arn }
output "all" { value = aws_x.y[*].arn }
`);
    expect(instance(resolved, 'aws_x.y[*]')).toMatchObject({
      exists: 'unknown',
      existsBecause,
      values: { name: 'known' },
    });
    expect(resolved.stacks[0]?.outputs).toEqual({
      one: { $ref: 'aws_x.y[*]', $attribute: 'arn' },
      all: { $unknown: `aws_x.y has an unknown ${existsBecause}` },
    });
    expect(resolved.diagnostics).toEqual([]);
  });
});

test.each([
  ['count = -1', /whole number from 0/],
  ['count = "a"', /a number is required/],
  ['count = null', /count is null/],
  ['for_each = ["a"]', /map or a set of strings, not a tuple/],
  ['for_each = toset([1, 2])', /map or a set of strings, not a set of number/],
  ['for_each = null', /for_each is null/],
  ['count = 1000000', /more than 100000/],
])('%s is refused, and the resource may exist', (argument, message) => {
  const resolved = resolveHcl(`resource "aws_x" "y" {\n  ${argument}\n}\n`);
  expect(JSON.stringify(resolved.diagnostics)).toMatch(message);
  expect(resolved.instances).toMatchObject([{ address: 'aws_x.y[*]', exists: 'unknown' }]);
});

test('each of one block is an instance of another where neither is known to have any', () => {
  const resolved = resolveHcl(`
variable "names" {}
resource "aws_s3_bucket" "b" { for_each = var.names }
resource "aws_s3_bucket_versioning" "v" {
  for_each = aws_s3_bucket.b
  bucket   = each.value.id
  mfa      = each.key
}
`);
  expect(instance(resolved, 'aws_s3_bucket_versioning.v[*]')).toMatchObject({
    exists: 'unknown',
    values: { bucket: { $ref: 'aws_s3_bucket.b[*]', $attribute: 'id' }, mfa: { $unknown: expect.any(String) } },
  });
});

describe('nested blocks', () => {
  test('stay in order, dynamic ones in their place', () => {
    const resolved = resolveHcl(`
resource "aws_x" "y" {
  rule { n = 0 }
  dynamic "rule" {
    for_each = { b = 2, a = 1 }
    iterator = it
    content {
      n = it.value
      k = it.key
      dynamic "sub" {
        for_each = [it.value, 10]
        content { v = sub.value }
      }
    }
  }
  rule { n = 9 }
}
`);
    expect(instance(resolved, 'aws_x.y').values['rule']).toEqual([
      { n: 0 },
      { n: 1, k: 'a', sub: [{ v: 1 }, { v: 10 }] },
      { n: 2, k: 'b', sub: [{ v: 2 }, { v: 10 }] },
      { n: 9 },
    ]);
  });

  test('of an unknown number come after those that are there for certain', () => {
    const resolved = resolveHcl(`
variable "rules" {}
resource "aws_x" "y" {
  dynamic "rule" {
    for_each = var.rules
    content { n = rule.value }
  }
  rule { n = 0 }
  dynamic "rule" {
    for_each = [1]
    content { n = rule.value }
  }
  dynamic "alone" {
    for_each = var.rules
    content { n = alone.value }
  }
  other = 1
}
`);
    expect(instance(resolved, 'aws_x.y').values).toEqual({
      rule: [{ n: 0 }, { n: 1 }, { $unknown: 'variable `rules` has no value' }],
      alone: { $unknown: 'variable `rules` has no value' },
      other: 1,
    });
  });

  test('of an unknown number are unknown as a whole to others, as in Terraform', () => {
    const resolved = resolveHcl(`
variable "rules" {}
resource "aws_x" "y" {
  rule { n = 0 }
  dynamic "rule" {
    for_each = var.rules
    content { n = rule.value }
  }
}
resource "aws_x" "z" {
  count  = length(aws_x.y.rule)
  first  = aws_x.y.rule[0].n
}
`);
    expect(resolved.instances.find(({ name }) => name === 'z')).toMatchObject({
      address: 'aws_x.z[*]',
      values: { first: { $unknown: 'variable `rules` has no value' } },
    });
  });

  test('references of a dynamic block are those of its contents, not its iterator', () => {
    const resolved = resolveHcl(`
resource "aws_x" "y" {
  dynamic "rule_set" {
    for_each = local.rules
    content { v = rule_set.value == aws_x.z.id }
  }
}
resource "aws_x" "z" {}
locals { rules = [] }
`);
    expect(instance(resolved, 'aws_x.y').references).toEqual({ rule_set: ['local.rules', 'aws_x.z'] });
    expect(resolved.diagnostics).toEqual([]);
  });
});

describe('modules', () => {
  const child = `
variable "name" {}
variable "bucket" { default = null }
resource "aws_sns_topic" "t" { name = var.name }
resource "aws_s3_bucket_versioning" "v" { bucket = var.bucket }
output "arn" { value = aws_sns_topic.t.arn }
output "name" { value = var.name }
`;

  test('have an instance for each key, and outputs by key', () => {
    const resolved = resolveFolder({
      'main.tf': `
module "m" {
  source   = "./child"
  for_each = { x = 1, y = 2 }
  name     = "\${each.key}\${each.value}"
}
module "c" {
  source = "./child"
  count  = 2
  name   = count.index
}
output "arns" { value = { for k, m in module.m : k => m.arn } }
output "one" { value = module.m["x"].name }
output "counted" { value = module.c[*].name }
`,
      'child/main.tf': child,
    });
    expect(addresses(resolved).filter((address) => address.endsWith('.t'))).toEqual([
      'module.c[0].aws_sns_topic.t',
      'module.c[1].aws_sns_topic.t',
      'module.m["x"].aws_sns_topic.t',
      'module.m["y"].aws_sns_topic.t',
    ]);
    expect(resolved.stacks[0]?.outputs).toEqual({
      arns: {
        x: { $ref: 'module.m["x"].aws_sns_topic.t', $attribute: 'arn' },
        y: { $ref: 'module.m["y"].aws_sns_topic.t', $attribute: 'arn' },
      },
      one: 'x1',
      counted: [0, 1],
    });
    expect(resolved.modules.map(({ address, read }) => [address, read])).toEqual([
      ['module.c[0]', true],
      ['module.c[1]', true],
      ['module.m["x"]', true],
      ['module.m["y"]', true],
    ]);
  });

  test('pass on where a value is from', () => {
    const resolved = resolveFolder({
      'main.tf': `
resource "aws_s3_bucket" "b" { bucket = "lit" }
locals { name = aws_s3_bucket.b.bucket }
module "m" {
  source = "./child"
  name   = "n"
  bucket = local.name
}
`,
      'child/main.tf': child,
    });
    expect(instance(resolved, 'module.m.aws_s3_bucket_versioning.v')).toMatchObject({
      values: { bucket: 'lit' },
      origins: { '/bucket': { $ref: 'aws_s3_bucket.b', $attribute: 'bucket' } },
    });
  });

  test('know what was taken from another resource, also where it is not known', () => {
    const resolved = resolveFolder({
      'main.tf': `
variable "name" {}
resource "aws_s3_bucket" "b" { bucket = lower(var.name) }
resource "random_pet" "p" {}
resource "aws_s3_bucket" "c" { bucket = random_pet.p.id }
module "m" {
  source = "./child"
  names  = { b = aws_s3_bucket.b.bucket, c = aws_s3_bucket.c.bucket, upper = upper(aws_s3_bucket.b.bucket) }
}
`,
      'child/main.tf': `
variable "names" { type = map(string) }
resource "aws_s3_bucket_versioning" "v" {
  for_each = var.names
  bucket   = each.value
}
`,
    });
    const originsOf = (key: string) => instance(resolved, `module.m.aws_s3_bucket_versioning.v["${key}"]`).origins;
    expect(originsOf('b')).toEqual({ '/bucket': { $ref: 'aws_s3_bucket.b', $attribute: 'bucket' } });
    expect(originsOf('c')).toEqual({ '/bucket': { $ref: 'aws_s3_bucket.c', $attribute: 'bucket' } });
    expect(originsOf('upper')).toEqual({});
  });

  test('with an unknown count may exist, and all in them', () => {
    const resolved = resolveFolder({
      'main.tf':
        'variable "n" {}\nmodule "m" {\n  source = "./child"\n  count = var.n\n  name = "a"\n}\noutput "o" { value = module.m[0].arn }\n',
      'child/main.tf': child,
    });
    expect(instance(resolved, 'module.m[*].aws_sns_topic.t')).toMatchObject({
      exists: 'unknown',
      existsBecause: 'count: variable `n` has no value',
    });
    expect(resolved.stacks[0]?.outputs['o']).toMatchObject({ $unknown: expect.stringContaining('unknown count') });
  });

  test('that were not read give unknowns that say so', () => {
    const resolved = resolveHcl(
      'module "m" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.0.0"\n}\noutput "o" { value = [module.m.vpc_id, "x"] }\n',
    );
    expect(resolved.modules).toMatchObject([
      { address: 'module.m', source: 'terraform-aws-modules/vpc/aws', version: '5.0.0', read: false },
    ]);
    expect(resolved.stacks[0]?.outputs['o']).toEqual([
      { $unknown: expect.stringContaining('module.m was not read') },
      'x',
    ]);
  });

  test('do not see each other beyond their outputs: one output rests on one thing only', () => {
    const resolved = resolveFolder({
      'main.tf':
        'module "a" {\n  source = "./pair"\n  in = "start"\n  again = module.b.first\n}\nmodule "b" {\n  source = "./pair"\n  in = module.a.first\n  again = ""\n}\noutput "o" { value = module.a.second }\n',
      'pair/main.tf':
        'variable "in" {}\nvariable "again" {}\noutput "first" { value = "${var.in}." }\noutput "second" { value = "${var.again}!" }\n',
    });
    expect(resolved.diagnostics).toEqual([]);
    expect(resolved.stacks[0]?.outputs['o']).toBe('start..!');
  });

  test('lack of an argument is told', () => {
    const resolved = resolveFolder({ 'main.tf': 'module "m" {\n  source = "./child"\n}\n', 'child/main.tf': child });
    expect(resolved.diagnostics).toMatchObject([{ id: 'resolve/missing-argument', location: { line: 1 } }]);
  });
});

describe('providers', () => {
  const resolved = resolveFolder({
    'main.tf': `
variable "region" { default = "eu-west-1" }
provider "aws" {
  region = var.region
  default_tags { tags = { a = "b" } }
}
provider "aws" {
  alias  = "west"
  region = "us-west-2"
  assume_role { role_arn = aws_iam_role.r.arn }
}
resource "aws_iam_role" "r" {}
resource "aws_x" "w" { provider = aws.west }
module "plain" { source = "./m" }
module "passed" {
  source    = "./m"
  providers = { aws = aws.west }
}
module "own" { source = "./own" }
module "pair" {
  source    = "./pair"
  providers = {
    aws      = aws.west
    aws.peer = aws
    "aws.third" = aws.west
  }
}
module "half" {
  source    = "./pair"
  providers = { aws.peer = aws.west, aws.third = aws }
}
`,
    'pair/main.tf': `
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.peer, aws.third]
    }
  }
}
resource "aws_x" "y" {}
resource "aws_x" "peer" { provider = aws.peer }
module "deep" {
  source    = "../m"
  providers = { aws = aws.third }
}
`,
    'm/main.tf': 'resource "aws_x" "y" {}\n',
    'own/main.tf': 'provider "aws" {\n  region = "ap-south-1"\n}\nresource "aws_x" "y" {}\n',
  });

  test('are evaluated where they are written', () => {
    expect(resolved.diagnostics).toEqual([]);
    expect(resolved.stacks[0]?.providers).toEqual([
      { name: 'aws', module: '', values: { region: 'eu-west-1', default_tags: [{ tags: { a: 'b' } }] } },
      {
        name: 'aws.west',
        module: '',
        values: { region: 'us-west-2', assume_role: [{ role_arn: { $ref: 'aws_iam_role.r', $attribute: 'arn' } }] },
      },
      { name: 'aws', module: 'module.own', values: { region: 'ap-south-1' } },
    ]);
  });

  test.each([
    ['aws_iam_role.r', 'aws', ''],
    ['aws_x.w', 'aws.west', ''],
    ['module.plain.aws_x.y', 'aws', ''],
    ['module.passed.aws_x.y', 'aws.west', ''],
    ['module.own.aws_x.y', 'aws', 'module.own'],
    ['module.pair.aws_x.y', 'aws.west', ''],
    ['module.pair.aws_x.peer', 'aws', ''],
    ['module.pair.module.deep.aws_x.y', 'aws.west', ''],
    ['module.half.aws_x.y', 'aws', ''],
    ['module.half.aws_x.peer', 'aws.west', ''],
    ['module.half.module.deep.aws_x.y', 'aws', ''],
  ])('%s has %s', (address, provider, providerModule) => {
    expect(instance(resolved, address)).toMatchObject({ provider, providerModule });
  });
});

describe('cycles', () => {
  test('are told with the whole ring, and what is in them is unknown', () => {
    const resolved = resolveHcl(
      'locals {\n  a = local.b\n  b = [local.c]\n  c = "x${local.a}"\n  d = 1\n}\noutput "o" { value = [local.a, local.d] }\n',
    );
    expect(JSON.stringify(resolved.diagnostics)).toMatch(/local\.a -> local\.b -> local\.c -> local\.a/);
    expect(resolved.diagnostics[0]?.location).toMatchObject({ line: 2 });
    expect(resolved.stacks[0]?.outputs['o']).toEqual([{ $unknown: 'it is part of a reference cycle' }, 1]);
  });

  test('of resources keep who is meant', () => {
    const resolved = resolveHcl(
      'resource "aws_x" "a" {\n  peer = aws_x.b.id\n  n = 1\n}\nresource "aws_x" "b" {\n  peer = aws_x.a.id\n}\nresource "aws_x" "self" {\n  me = aws_x.self.id\n}\n',
    );
    expect(resolved.diagnostics).toHaveLength(2);
    expect(instance(resolved, 'aws_x.a').values).toEqual({ peer: { $ref: 'aws_x.b', $attribute: 'id' }, n: 1 });
    expect(instance(resolved, 'aws_x.b').values).toEqual({ peer: { $ref: 'aws_x.a', $attribute: 'id' } });
  });
});

test('the id and the ARN of what is declared are not null, which decides whether a module was given a key; other attributes may be', () => {
  const resolved = resolveFolder({
    'main.tf': `
resource "aws_kms_key" "k" {}
data "aws_kms_key" "d" { key_id = "alias/x" }
module "m" {
  source = "./m"
  keys   = [aws_kms_key.k.arn, aws_kms_key.k.id, data.aws_kms_key.d.arn, aws_kms_key.k.policy, other_key.k.arn, null]
}
resource "other_key" "k" {}
`,
    'm/main.tf': `
variable "keys" {}
resource "aws_x" "y" {
  count     = var.keys[0] == null ? 0 : 1
  algorithm = [for key in var.keys : key != null ? "aws:kms" : "AES256"]
}
`,
  });
  const unknown = { $unknown: expect.stringContaining('known only after apply') };
  expect(instance(resolved, 'module.m.aws_x.y[0]')).toMatchObject({
    exists: 'yes',
    values: { algorithm: ['aws:kms', 'aws:kms', 'aws:kms', unknown, unknown, 'AES256'] },
  });
});

test('what is said about a resource is kept as facts', () => {
  const resolved = resolveHcl(`
variable "v" { default = "x" }
resource "aws_x" "y" {
  lit  = "a"
  list = [1, "b"]
  ref  = var.v
  blk { p = aws_x.z[0].id }
  lifecycle {
    prevent_destroy      = true
    ignore_changes       = [tags["a"], lit]
    replace_triggered_by = [aws_x.z]
  }
  depends_on = [aws_x.z, data.aws_y.d]
  provisioner "local-exec" { command = "true" }
}
resource "aws_x" "z" { count = 1 }
data "aws_y" "d" {}
`);
  expect(instance(resolved, 'aws_x.y')).toMatchObject({
    values: { lit: 'a', list: [1, 'b'], ref: 'x', blk: [{ p: { $ref: 'aws_x.z[0]', $attribute: 'id' } }] },
    literal: ['lit', 'list'],
    references: { ref: ['var.v'], blk: ['aws_x.z'] },
    lifecycle: { prevent_destroy: true, ignore_changes: ['tags["a"]', 'lit'], replace_triggered_by: ['aws_x.z'] },
    dependsOn: ['aws_x.z', 'data.aws_y.d'],
  });
  expect(instance(resolved, 'aws_x.y').values).not.toHaveProperty('provisioner');
});
