import { describe, expect, test } from 'vitest';
import { read, told } from './read.ts';

/** Diagnostics of one file, beside which there may be an override. */
function toldOf(text: string, override?: string): readonly string[] {
  const files = override === undefined ? {} : { 'in/override.tf': override };
  return told(read({ 'in/main.tf': text, ...files }).diagnostics);
}

describe('blocks of the language contain what Terraform knows', () => {
  test.each([
    [
      'variable "v" {\n  defualt = 1\n}\n',
      '2:3 unexpected-in-block: variable has no argument defualt; did you mean default?',
    ],
    ['variable "v" {\n  other {\n  }\n}\n', '2:3 unexpected-in-block: variable has no block other'],
    [
      'variable "count" {\n}\n',
      '1:1 reserved-name: no variable can be called count, which has a meaning of its own in a module block',
    ],
    ['variable "v" {\n  default = upper("a")\n}\n', '2:13 only-constants: default may not call a function'],
    ['variable "v" {\n  sensitive = local.x\n}\n', '2:15 only-constants: sensitive may not refer to anything'],
    [
      'variable "v" {\n  validation {\n    condition = var.v > 1\n  }\n}\n',
      '2:15 incomplete-block: validation lacks error_message',
    ],
    ['output "o" {\n}\n', '1:1 incomplete-block: output lacks value'],
    ['locals {\n  a {\n  }\n}\n', '2:3 unexpected-in-block: locals has no block a'],
    ['moved {\n  from = a_b.c\n}\n', '1:1 incomplete-block: moved lacks to'],
    ['import {\n  to = a_b.c\n}\n', '1:1 incomplete-block: import lacks id or identity'],
    ['check "c" {\n}\n', '1:1 incomplete-block: check lacks assert'],
    [
      'resource "a_b" "c" {\n  count = 1\n  for_each = {}\n}\n',
      '1:1 mixed-repetition: `count` and `for_each` stand in one block',
    ],
    [
      'resource "a_b" "c" {\n  lifecycle {\n    ignore = all\n  }\n}\n',
      '3:5 unexpected-in-block: lifecycle has no argument ignore',
    ],
    [
      'resource "a_b" "c" {\n  lifecycle {\n    ignore_changes = tags\n  }\n}\n',
      '3:22 no-list: ignore_changes must be written as a list',
    ],
    [
      'data "a_b" "c" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n',
      '3:5 unexpected-in-block: lifecycle has no argument prevent_destroy',
    ],
  ])('%j', (text, expected) => {
    expect(toldOf(text)).toEqual([`in/main.tf:${expected}`]);
  });

  test.each([
    'variable "v" {\n  type = string\n  default = null\n  nullable = true\n  sensitive = "true"\n  ephemeral = false\n  deprecated = "no"\n}\n',
    'variable "v" {\n  default = [for x in ["a"] : { (x) = "${x}%{ if x == "b" }b%{ endif }" }]\n}\n',
    'resource "a_b" "c" {\n  anything = 1\n  some {\n  }\n  lifecycle {\n    ignore_changes = all\n    enabled = true\n    action_trigger {\n    }\n  }\n}\n',
    'removed {\n  from = a_b.c\n  lifecycle {\n    destroy = false\n  }\n}\n',
    'terraform {\n  required_version = ">= 1"\n  cloud {\n  }\n  required_providers {\n    aws = {}\n  }\n}\n',
    'check "c" {\n  data "a_b" "c" {\n  }\n  assert {\n    condition = true\n    error_message = "No."\n  }\n}\n',
  ])('nothing is told of %j', (text) => {
    expect(toldOf(text)).toEqual([]);
  });

  test('in JSON as well, where a comment is none of it', () => {
    const text = JSON.stringify({
      '//': 'c',
      variable: { v: { '//': 'c', validation: [{ condition: `\${var.v > 1}` }] } },
      resource: { a_b: { c: { lifecycle: { nonsense: 1 } } } },
      output: { o: { value: 1, vlaue: 2 } },
    });
    expect(told(read({ 'in/main.tf.json': text }).diagnostics).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'incomplete-block: validation lacks error_message',
      'unexpected-in-block: lifecycle has no argument nonsense',
      'unexpected-in-block: output has no argument vlaue; did you mean value?',
    ]);
  });
});

test.each([
  ['check "c" {\n  assert {\n    condition = true\n    error_message = "No."\n  }\n}\n', 'check'],
  ['moved {\n  from = a_b.x\n  to = a_b.c\n}\n', 'moved'],
  ['resource "a_b" "c" {\n  depends_on = [a_b.d]\n}\n', 'depends_on'],
  [
    'resource "a_b" "c" {\n  lifecycle {\n    precondition {\n      condition = true\n      error_message = "No."\n    }\n  }\n}\n',
    'precondition',
  ],
])('an override file may not have %j', (override, what) => {
  expect(toldOf('resource "a_b" "c" {\n}\n', override).map((line) => line.replace(/^\S+ /, ''))).toEqual([
    `not-overridable: an override file may not contain ${what}`,
  ]);
});

test('what a module has only once is told at both places', () => {
  const backend = 'terraform {\n  backend "local" {\n  }\n}\n';
  expect(toldOf(backend + backend)).toEqual([
    'in/main.tf:2:20 declared-again: backend is declared a second time at in/main.tf:6:20',
    'in/main.tf:6:20 declared-twice: backend is declared twice; the first declaration is at in/main.tf:2:20',
  ]);
});

describe('calls', () => {
  const MODULE = { 'in/m/main.tf': 'variable "name" {\n}\n' };

  test.each([
    [
      'source = "./m"\n  nmae = 1',
      'unexpected-in-call: module m is given nmae, for which it has no variable; did you mean name?',
    ],
    [
      'source = "./m"\n  version = "1"\n  name = 1',
      'local-version: module m has a version, and its source is a folder',
    ],
    ['source = ""', 'module-missing: module m was not read: its `source` is empty'],
    ['source = null', 'module-missing: module m was not read: its `source` is empty'],
    ['source = "m"', 'module-missing: module m was not read: its source m is no address; a folder is written ./m'],
  ])('%j', (body, expected) => {
    const files = { 'in/main.tf': `module "m" {\n  ${body}\n}\n`, ...MODULE };
    const lines = told(read(files).diagnostics).filter((line) => !line.includes('other-folders'));
    expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([expected]);
  });
});

describe('an installed module is the one that is asked for', () => {
  const manifest = (entry: object): string =>
    JSON.stringify({ Modules: [{ Key: 'm', Dir: '.terraform/modules/m', ...entry }] });
  const REGISTRY = { Source: 'registry.terraform.io/acme/net/aws', Version: '1.2.3' };

  test.each([
    [REGISTRY, 'source = "acme/net/aws"', undefined],
    [REGISTRY, 'source = "acme/net/aws"\n  version = "~> 1.0"', undefined],
    [{ ...REGISTRY, Source: 'acme/net/aws' }, 'source = "registry.opentofu.org/acme/net/aws"', undefined],
    [
      REGISTRY,
      'source = "acme/net/aws"\n  version = ">= 2"',
      '.terraform/modules holds its version 1.2.3, and not >= 2',
    ],
    [
      REGISTRY,
      'source = "acme/other/aws"',
      '.terraform/modules holds registry.terraform.io/acme/net/aws in the place of its source acme/other/aws',
    ],
    [{ Source: 'git::https://example.com/a.git' }, 'source = "example.com/a.git"', undefined],
  ])('%j for %j', (entry, body, why) => {
    const { stacks, diagnostics } = read({
      'in/main.tf': `module "m" {\n  ${body}\n}\n`,
      'in/.terraform/modules/modules.json': manifest(entry),
      'in/.terraform/modules/m/main.tf': '',
    });
    const call = stacks[0]?.kind === 'source' ? stacks[0].module.calls[0] : undefined;
    expect(call?.why).toBe(why);
    expect(call?.module === undefined).toBe(why !== undefined);
    expect(diagnostics).toHaveLength(why === undefined ? 0 : 1);
  });

  test('a local module is where the manifest says that it is', () => {
    const { stacks } = read({
      'in/main.tf': 'module "m" {\n  source = "./m"\n}\n',
      'in/m/main.tf': '',
      'in/n/main.tf': '',
      'in/.terraform/modules/modules.json': manifest({ Source: './m', Dir: 'n' }),
    });
    const call = stacks[0]?.kind === 'source' ? stacks[0].module.calls[0] : undefined;
    expect(call?.module?.folder).toBe('in/n');
  });
});
