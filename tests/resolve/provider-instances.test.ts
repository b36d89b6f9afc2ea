/** OpenTofu documentation, "Provider Configuration", `for_each`: one block makes several configurations, chosen by key. */
import { expect, test } from 'vitest';
import { resolveFolder } from './read.ts';

const PROVIDER = `
variable "regions" {
  default = ["eu-west-1", "us-east-1"]
}
provider "aws" {
  alias               = "by_region"
  for_each            = toset(var.regions)
  region              = each.value
  allowed_account_ids = ["123456789012"]
}
`;
const MODULE = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n';

test('what is chosen by key is declared, and may be any of them', () => {
  const resolved = resolveFolder({
    'main.tf': `${PROVIDER}
resource "aws_vpc" "v" {
  for_each   = toset(var.regions)
  provider   = aws.by_region[each.key]
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "one" {
  provider   = aws.by_region["eu-west-1"]
  cidr_block = "10.0.0.0/16"
}
data "aws_region" "here" {
  provider = aws.by_region["eu-west-1"]
}
output "region" {
  value = data.aws_region.here.name
}
module "m" {
  source    = "./m"
  for_each  = toset(var.regions)
  providers = { aws = aws.by_region[each.key] }
}
`,
    'm/main.tf': `${MODULE}resource "aws_vpc" "in" {\n  cidr_block = "10.0.0.0/16"\n}\n`,
  });
  expect(resolved.diagnostics).toEqual([]);
  expect(new Set(resolved.instances.filter(({ mode }) => mode === 'managed').map(({ provider }) => provider))).toEqual(
    new Set(['aws.by_region']),
  );
  expect(resolved.stacks[0]?.providers).toEqual([
    {
      name: 'aws.by_region',
      module: '',
      values: {
        region: { $unknown: expect.stringMatching(/several configurations/) },
        allowed_account_ids: ['123456789012'],
      },
    },
  ]);
  expect(resolved.stacks[0]?.outputs['region']).not.toEqual(expect.any(String));
});

test('the same in JSON', () => {
  const resolved = resolveFolder({
    'main.tf.json': JSON.stringify({
      provider: { aws: [{ alias: 'r', for_each: '${toset(["a"])}', region: '${each.value}' }] },
      module: { m: { source: './m', for_each: '${toset(["a"])}', providers: { aws: '${aws.r[each.key]}' } } },
    }),
    'm/main.tf': `${MODULE}resource "aws_vpc" "in" {\n  cidr_block = "10.0.0.0/16"\n}\n`,
  });
  expect(resolved.diagnostics).toEqual([]);
  expect(resolved.instances.map(({ provider }) => provider)).toEqual(['aws.r']);
});

test('a key of a provider that nobody writes is still told', () => {
  const { diagnostics } = resolveFolder({ 'main.tf': 'resource "aws_vpc" "v" {\n  provider = aws.none["x"]\n}\n' });
  expect(diagnostics.map(({ id }) => id)).toEqual(['resolve/undeclared']);
});
