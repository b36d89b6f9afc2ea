/** What data sources of AWS say of the place where Terraform runs (documentation of the AWS provider). */
import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/model/index.ts';
import { instance, resolveFolder, resolveHcl } from './read.ts';

/** The values of an `input = {...}`, after these blocks. */
function values(blocks: string, input: string): Value | undefined {
  const resolved = resolveHcl(`${blocks}\nresource "aws_x" "y" {\n  v = ${input}\n}`);
  expect(resolved.diagnostics).toEqual([]);
  return instance(resolved, 'aws_x.y').values['v'];
}

const sources = `
data "aws_region" "r" {}
data "aws_partition" "p" {}
data "aws_caller_identity" "c" {}
data "aws_default_tags" "t" {}
`;
const provider = (settings: string) => `provider "aws" {\n${settings}\n}\n${sources}`;

describe('the region of the provider', () => {
  test.each<[string, string, Value]>([
    ['region = "eu-west-1"', 'data.aws_region.r.name', 'eu-west-1'],
    ['region = "eu-west-1"', 'data.aws_region.r.region', 'eu-west-1'],
    ['region = "eu-west-1"', 'data.aws_region.r.id', 'eu-west-1'],
    ['region = "eu-west-1"', 'data.aws_partition.p.partition', 'aws'],
    ['region = "eu-west-1"', 'data.aws_partition.p.dns_suffix', 'amazonaws.com'],
    ['region = "us-gov-west-1"', 'data.aws_partition.p.id', 'aws-us-gov'],
    ['region = "cn-north-1"', 'data.aws_partition.p.reverse_dns_prefix', 'cn.com.amazonaws'],
    ['region = "eusc-de-east-1"', 'data.aws_partition.p.partition', 'aws-eusc'],
    ['region = local.r', 'data.aws_region.r.name', 'ap-south-1'],
  ])('%s: %s', (settings, expression, expected) => {
    expect(values(`${provider(settings)}locals {\n  r = "ap-south-1"\n}`, expression)).toEqual(expected);
  });

  test.each([
    ['no region, as it is taken from the environment', ''],
    ['a region that is not known', 'region = var.r'],
    ['a region of no partition that we know', 'region = "xx-moon-1"'],
    ['an empty one', 'region = ""'],
  ])('%s', (_why, settings) => {
    const blocks = `${provider(settings)}variable "r" {}`;
    expect(values(blocks, 'data.aws_partition.p.partition')).toEqual({
      $ref: 'data.aws_partition.p',
      $attribute: 'partition',
    });
  });

  test.each([
    ['name = "us-east-1"', 'id', 'us-east-1'],
    ['region = "us-east-1"', 'name', 'us-east-1'],
    ['endpoint = "ec2.us-east-1.amazonaws.com"', 'name', { $ref: 'data.aws_region.other', $attribute: 'name' }],
  ])('what is looked up instead: %s', (argument, attribute, expected) => {
    const blocks = `${provider('region = "eu-west-1"')}data "aws_region" "other" {\n  ${argument}\n}`;
    expect(values(blocks, `data.aws_region.other.${attribute}`)).toEqual(expected);
  });

  test('an alias has its own, also where a module is given it', () => {
    const resolved = resolveFolder({
      'main.tf': `
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
data "aws_region" "us" { provider = aws.us }
module "m" {
  source    = "./m"
  providers = { aws = aws.us }
}
resource "aws_x" "y" { v = [data.aws_region.us.name, module.m.region] }
`,
      'm/main.tf': 'data "aws_region" "r" {}\noutput "region" { value = data.aws_region.r.region }\n',
    });
    expect(resolved.diagnostics).toEqual([]);
    expect(instance(resolved, 'aws_x.y').values['v']).toEqual(['us-east-1', 'us-east-1']);
  });

  test('a provider that waits for the data source itself leaves it open', () => {
    const resolved = resolveHcl(
      'provider "aws" {\n  region = data.aws_region.r.name\n}\ndata "aws_region" "r" {}\nresource "aws_x" "y" {\n  v = data.aws_region.r.name\n}',
    );
    expect(instance(resolved, 'aws_x.y').values['v']).toEqual({ $ref: 'data.aws_region.r', $attribute: 'name' });
  });
});

describe('default tags', () => {
  test.each<[string, Value]>([
    ['default_tags {\n  tags = { a = "b" }\n}', { a: 'b', c: 'd' }],
    ['', { $unknown: expect.any(String) as unknown as string }],
    [
      'default_tags {\n  tags = { a = "b" }\n}\nignore_tags {\n  keys = ["a"]\n}',
      { $unknown: expect.any(String) as unknown as string },
    ],
  ])('%s', (settings, expected) => {
    expect(values(provider(settings), 'merge(data.aws_default_tags.t.tags, { c = "d" })')).toMatchObject(
      expected as object,
    );
  });
});

describe('what stands around an attribute stays known', () => {
  const account = { $ref: 'data.aws_caller_identity.c', $attribute: 'account_id' };
  const partition = { $ref: 'data.aws_partition.p', $attribute: 'partition' };
  test.each([
    'format("arn:%s:iam::%s:root", data.aws_partition.p.partition, data.aws_caller_identity.c.account_id)',
    'format("arn:%v:iam::%v:root", data.aws_partition.p.partition, data.aws_caller_identity.c.account_id)',
    'join(":", ["arn", data.aws_partition.p.partition, "iam", "", data.aws_caller_identity.c.account_id, "root"])',
    '"arn:${data.aws_partition.p.partition}:iam::${data.aws_caller_identity.c.account_id}:root"',
  ])('%s', (expression) => {
    expect(values(sources, expression)).toMatchObject({ $parts: ['arn:', partition, ':iam::', account, ':root'] });
  });

  test('a slice of the zones has as many as were asked for', () => {
    const resolved = resolveHcl(`
data "aws_availability_zones" "z" { state = "available" }
locals { azs = slice(data.aws_availability_zones.z.names, 0, 2) }
resource "aws_subnet" "s" {
  count             = length(local.azs)
  availability_zone = local.azs[count.index]
}
resource "aws_subnet" "all" {
  count = length(data.aws_availability_zones.z.names)
}
`);
    expect(resolved.diagnostics).toEqual([]);
    expect(resolved.instances.map(({ address, exists }) => [address, exists])).toEqual(
      expect.arrayContaining([
        ['aws_subnet.s[0]', 'yes'],
        ['aws_subnet.s[1]', 'yes'],
        ['aws_subnet.all[*]', 'unknown'],
      ]),
    );
    expect(instance(resolved, 'aws_subnet.s[1]').values['availability_zone']).toEqual({
      $ref: 'data.aws_availability_zones.z',
      $attribute: 'names[1]',
    });
  });
});
