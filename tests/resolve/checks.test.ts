import { expect, test } from 'vitest';
import { plain } from '../../src/model/index.ts';
import { resolveFolder } from './read.ts';

const HCL = `
locals {
  x = 1
}
check "health" {
  data "aws_vpc" "v" {
    id = "vpc-\${local.x}"
  }
  assert {
    condition     = data.aws_vpc.v.state == "available"
    error_message = "It is gone."
  }
  assert {
    condition     = local.x == 2
    error_message = "x is \${local.x}."
  }
}
output "o" {
  value = data.aws_vpc.v.arn
}
`;

const JSON_TEXT = JSON.stringify({
  locals: { x: 1 },
  check: {
    health: {
      data: { aws_vpc: { v: { id: 'vpc-${local.x}' } } },
      assert: [
        { condition: '${data.aws_vpc.v.state == "available"}', error_message: 'It is gone.' },
        { condition: '${local.x == 2}', error_message: 'x is ${local.x}.' },
      ],
    },
  },
  output: { o: { value: '${data.aws_vpc.v.arn}' } },
});

test.each([
  ['HCL', 'main.tf', HCL],
  ['JSON', 'main.tf.json', JSON_TEXT],
])('in %s the data source of a check is read, and an assertion that certainly fails is told', (_name, file, text) => {
  const { instances, diagnostics } = resolveFolder({ [file]: text });
  expect(instances.map(({ address, values }) => [address, values['id']])).toEqual([['data.aws_vpc.v', 'vpc-1']]);
  expect(diagnostics.map(({ id, what }) => `${id}: ${plain(what)}`)).toEqual([
    expect.stringMatching(/^resolve\/failed-check: .*check\.health.*x is 1\./),
    expect.stringMatching(/^resolve\/cannot-evaluate: .*only check\.health may refer to data\.aws_vpc\.v/),
  ]);
});

test('a check of a module is told for each of its instances', () => {
  const { diagnostics } = resolveFolder({
    'main.tf': 'module "m" {\n  source = "./m"\n  for_each = toset(["a", "b"])\n  x = each.key\n}\n',
    'm/main.tf':
      'variable "x" {}\ncheck "c" {\n  assert {\n    condition = var.x == "a"\n    error_message = "No."\n  }\n}\n',
  });
  expect(diagnostics.map(({ what }) => plain(what))).toEqual([expect.stringContaining('module.m["b"].check.c')]);
});
