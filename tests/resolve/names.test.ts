/** Names that are not declared are told wherever they stand, once and at their place, as Terraform does before it evaluates anything. */
import { describe, expect, test } from 'vitest';
import { interpolate, resolveFolder, resolveHcl, resolveJson } from './read.ts';

interface Told {
  readonly message: string;
  readonly line: number | undefined;
}

function told({ diagnostics }: ReturnType<typeof resolveHcl>): readonly Told[] {
  return diagnostics.map(({ what, location }) => ({
    message: what.map((part) => (typeof part === 'string' ? part : part.data)).join(''),
    line: location?.line,
  }));
}

describe('told, though nothing is evaluated there', () => {
  test.each([
    ['a for over nothing', 'locals {\n  a = [for v in [] : aws_vpc.v.id]\n}', 'aws_vpc.v is referred to', 2],
    ['a lone name', 'locals {\n  a = [for v in [] : k]\n}', '"k" is not the name', 2],
    ['an argument that try passes over', 'locals {\n  a = try(1, local.b)\n}', 'local.b is referred to', 2],
    ['a lone name in try', 'locals {\n  a = try(\n    k, 1)\n}', '"k" is not the name', 3],
    ['no instance', 'resource "aws_vpc" "v" {\n  count = 0\n  cidr_block = var.c\n}', 'var.c is referred to', 3],
    [
      'a nested block of no instance',
      'resource "aws_vpc" "v" {\n  count = 0\n  tags {\n    a = data.aws_vpc.x.id\n  }\n}',
      'data.aws_vpc.x is referred to',
      4,
    ],
    [
      'a dynamic block over nothing',
      'resource "aws_vpc" "v" {\n  dynamic "a" {\n    for_each = []\n    content {\n      b = module.m.c\n    }\n  }\n}',
      'module.m is referred to',
      5,
    ],
    [
      'a type that has no underscore',
      'locals {\n  a = [for v in [] : x.y]\n}',
      'x.y is not declared in this module',
      2,
    ],
  ])('%s', (_where, text, message, line) => {
    const all = told(resolveHcl(text));
    expect(all).toHaveLength(1);
    expect(all[0]?.message).toContain(message);
    expect(all[0]?.line).toBe(line);
  });

  test('in JSON, at its string', () => {
    const resolved = resolveJson({
      resource: { aws_vpc: { v: { count: 0, tags: [{ a: interpolate('aws_vpc.w.id') }] } } },
    });
    expect(told(resolved).map(({ message }) => message)).toEqual([expect.stringContaining('aws_vpc.w is referred to')]);
    expect(resolved.diagnostics[0]?.location).toMatchObject({ pointer: '/resource/aws_vpc/v/tags/0/a' });
  });

  test('once for a module of many instances', () => {
    const resolved = resolveFolder({
      'main.tf': 'module "m" {\n  source = "./m"\n  count = 3\n}',
      'm/main.tf': 'locals {\n  a = [for v in [] : local.nope]\n}',
    });
    expect(told(resolved)).toHaveLength(1);
  });
});

test('once, where evaluation tells it too', () => {
  const resolved = resolveHcl('locals {\n  a = [aws_vpc.v.id, local.b, k, x.y]\n}');
  expect(told(resolved)).toHaveLength(4);
});

test('nothing is told of names that are none of the module', () => {
  const resolved = resolveHcl(`
provider "aws" {
  alias = "west"
}
resource "aws_security_group" "g" {
  provider   = aws.west
  depends_on = [aws_vpc.v]
  for_each   = toset([])
  name       = each.key
  dynamic "ingress" {
    for_each = []
    iterator = rule
    content {
      from_port = rule.value.port
      dynamic "inner" {
        for_each = rule.value.list
        content {
          a = [inner.key, rule.key]
        }
      }
    }
  }
  lifecycle {
    ignore_changes = [tags, name]
  }
  provisioner "local-exec" {
    command = self.id
  }
}
resource "aws_vpc" "v" {
  tags = { for name, value in {} : name => "\${value} %{ for x in [] }\${x}%{ endfor }" }
}
locals {
  a = [path.module, terraform.workspace, aws_vpc.v[*].id, { tags = 1 }]
}
`);
  expect(told(resolved)).toEqual([]);
});

test('nor of those of dynamic blocks in JSON', () => {
  const resolved = resolveJson({
    resource: {
      aws_security_group: {
        g: {
          count: 0,
          vpc_id: interpolate('aws_vpc.nope.id'),
          dynamic: { ingress: { for_each: [], content: { port: interpolate('ingress.value') } } },
        },
      },
    },
  });
  expect(told(resolved).map(({ message }) => message)).toEqual([expect.stringContaining('aws_vpc.nope')]);
});
