/** Where a value was written that came to a resource through variables, locals, modules, loops and functions. */
import { describe, expect, test } from 'vitest';
import type { Path } from '../../src/model/index.ts';
import { instance, resolveFolder } from './read.ts';

/** `file:line text` of the place, to the end of what stands there. */
function origin(
  folder: Readonly<Record<string, string>>,
  address: string,
  path: Path,
  options = {},
): string | undefined {
  const location = instance(resolveFolder(folder, options), address).writtenAt?.(path);
  if (location === undefined) return undefined;
  const { file, line = 0, column = 1, endColumn } = location;
  const text = (folder[file.replace('root/', '')] ?? '').split('\n')[line - 1] ?? '';
  return `${file.replace('root/', '')}:${line} ${text.slice(column - 1, (endColumn ?? Number.NaN) - 1)}`;
}

/** The origin of `v` in `aws_x.y`, in a root module with these declarations. */
function inRoot(declarations: string, expression: string, path: Path = ['v'], address = 'aws_x.y'): string | undefined {
  return origin({ 'main.tf': `resource "aws_x" "y" {\n  v = ${expression}\n}\n${declarations}` }, address, path);
}

describe('in one module', () => {
  test.each([
    ['a local', 'locals {\n  a = "x"\n}\n', 'local.a', ['v'], 'main.tf:5 "x"'],
    [
      'locals in a row',
      'locals {\n  a = local.b\n  b = { c = ["p", "q"] }\n}\n',
      'local.a.c[1]',
      ['v'],
      'main.tf:6 "q"',
    ],
    ['a default', 'variable "a" {\n  default = ["p", "q"]\n}\n', 'var.a', ['v', 1], 'main.tf:5 "q"'],
    ['the branch taken', 'locals {\n  a = "x"\n}\n', 'local.a == "x" ? local.a : "y"', ['v'], 'main.tf:5 "x"'],
    ['lookup', 'locals {\n  m = { k = "x" }\n}\n', 'lookup(local.m, "k", "d")', ['v'], 'main.tf:5 "x"'],
    ['the default of lookup', 'locals {\n  d = "x"\n}\n', 'lookup({}, "k", local.d)', ['v'], 'main.tf:5 "x"'],
    ['merge', 'locals {\n  m = { k = "x" }\n}\n', 'merge({ k = "y" }, local.m)', ['v', 'k'], 'main.tf:5 "x"'],
    ['concat', 'locals {\n  m = ["x", "y"]\n}\n', 'concat(["a"], local.m)', ['v', 2], 'main.tf:5 "y"'],
    ['element', 'locals {\n  m = ["x", "y"]\n}\n', 'element(local.m, 3)', ['v'], 'main.tf:5 "y"'],
    ['try', 'locals {\n  m = { k = "x" }\n}\n', 'try(local.m.none, local.m.k)', ['v'], 'main.tf:5 "x"'],
    ['coalesce', 'locals {\n  m = "x"\n}\n', 'coalesce(null, "", local.m)', ['v'], 'main.tf:5 "x"'],
    ['toset', 'locals {\n  m = ["y", "x"]\n}\n', 'toset(local.m)', ['v', 0], undefined],
    ['a splat', 'locals {\n  m = [{ k = "x" }, { k = "y" }]\n}\n', 'local.m[*].k', ['v', 1], 'main.tf:5 "y"'],
    [
      'a loop with a condition',
      'locals {\n  m = ["x", "y", "z"]\n}\n',
      '[for e in local.m : e if e != "x"]',
      ['v', 1],
      'main.tf:5 "z"',
    ],
    [
      'a loop that makes an object',
      'locals {\n  m = { a = "x" }\n}\n',
      '{ for k, e in local.m : "${k}1" => e }',
      ['v', 'a1'],
      'main.tf:5 "x"',
    ],
    [
      'a computed text is written where it is computed',
      'locals {\n  a = "x${1}"\n}\n',
      'local.a',
      ['v'],
      'main.tf:5 "x${1}"',
    ],
    [
      'another resource',
      'resource "aws_z" "w" {\n  count = 2\n  a = "n${count.index}"\n}\n',
      'aws_z.w[1].a',
      ['v'],
      'main.tf:6 "n${count.index}"',
    ],
    ['what is not known', 'variable "a" {}\n', 'var.a', ['v'], undefined],
    ['a ring', 'locals {\n  a = local.b\n  b = local.a\n}\n', 'local.a', ['v'], undefined],
  ] as const)('%s', (_name, declarations, expression, path, expected) => {
    expect(inRoot(declarations, expression, path)).toBe(expected);
  });

  test('each, in a map and in a set', () => {
    const folder = {
      'main.tf': `
locals {
  ports = { web = { port = 443 } }
}
resource "aws_x" "m" {
  for_each = local.ports
  v        = each.value.port
}
resource "aws_x" "s" {
  for_each = toset(["b",
    "a"])
  v        = each.key
}
`,
    };
    expect(origin(folder, 'aws_x.m["web"]', ['v'])).toBe('main.tf:3 443');
    expect(origin(folder, 'aws_x.s["a"]', ['v'])).toBe('main.tf:11 "a"');
  });

  test('dynamic blocks, within each other and after others', () => {
    const folder = {
      'main.tf': `
locals {
  rules = [{ port = 1, from = ["x"] }, { port = 2, from = ["y",
    "z"] }]
}
resource "aws_x" "y" {
  rule {
    port = 0
  }
  dynamic "rule" {
    for_each = local.rules
    iterator = it
    content {
      port = it.value.port
      dynamic "source" {
        for_each = it.value.from
        content {
          name = source.value
        }
      }
    }
  }
}
`,
    };
    expect(origin(folder, 'aws_x.y', ['rule', 0, 'port'])).toBe('main.tf:8 0');
    expect(origin(folder, 'aws_x.y', ['rule', 2, 'port'])).toBe('main.tf:3 2');
    expect(origin(folder, 'aws_x.y', ['rule', 2, 'source', 1, 'name'])).toBe('main.tf:4 "z"');
  });
});

describe('through modules', () => {
  const folder = {
    'main.tf': `
variable "given" { default = "d" }
variable "kept" {
  default  = "k"
  nullable = false
}
module "m" {
  source   = "./m"
  for_each = { one = "1", two = "2" }
  a        = each.value
  b        = var.given
  c        = null
}
module "after" {
  source = "./m"
  a      = module.m["two"].out
  b      = ""
}
`,
    'terraform.tfvars': 'given = "t"\n',
    'm/main.tf': `
variable "a" {}
variable "b" {}
variable "c" {
  default  = "n"
  nullable = false
}
resource "aws_x" "y" {
  a = var.a
  b = var.b
  c = var.c
}
output "out" { value = var.a }
`,
  };
  test.each([
    ['an argument of a call that goes through a map', 'module.m["two"].aws_x.y', ['a'], 'main.tf:9 "2"'],
    ['a file of variables', 'module.m["one"].aws_x.y', ['b'], 'terraform.tfvars:1 "t"'],
    ['the default where null is given to what cannot be null', 'module.m["one"].aws_x.y', ['c'], 'm/main.tf:5 "n"'],
    ['the output of another module', 'module.after.aws_x.y', ['a'], 'main.tf:9 "2"'],
  ] as const)('%s', (_name, address, path, expected) => {
    expect(origin(folder, address, path)).toBe(expected);
  });

  test('Terraform JSON', () => {
    const json = {
      'main.tf.json': JSON.stringify({
        locals: { a: [{ b: 'x' }] },
        resource: { aws_x: { y: { v: '${local.a[0].b}', w: { inner: '${local.a[0].b}' } } } },
      }),
    };
    expect(origin(json, 'aws_x.y', ['v'])).toBe('main.tf.json:1 "x"');
    expect(origin(json, 'aws_x.y', ['w', 'inner'])).toBe('main.tf.json:1 "x"');
  });
});

describe('thousands of values that come through loops', () => {
  const placesOf = (forEach: string) =>
    resolveFolder({
      'main.tf': `resource "aws_x" "y" {\n  for_each = ${forEach}\n  v = each.value\n}\n`,
    }).instances.map((one) => one.writtenAt?.(['v']));

  test.each([
    ['of a set', 'toset([for i in range(1000) : "n${i}"])', 1000],
    ['of a map', '{ for i in range(1000) : "k${i}" => "n${i}" }', 1000],
    ['in loops', 'toset(flatten([for i in range(60) : [for j in range(60) : "n${i}-${j}"]]))', 3600],
  ])('%s are all followed', (_name, forEach, count) => {
    const places = placesOf(forEach);
    expect(places).toHaveLength(count);
    expect(places.filter((place) => place === undefined)).toEqual([]);
  });

  test('are followed as far as a bounded number of steps leads', () => {
    const places = placesOf('toset(flatten([for i in range(200) : [for j in range(200) : "n${i}-${j}"]]))');
    expect(places).toHaveLength(40_000);
    expect(places.some((place) => place !== undefined)).toBe(true);
    expect(places.at(-1)).toBeUndefined();
  });
});
