/** Input variables: types, defaults, where values come from, and what is refused. */
import { describe, expect, test } from 'vitest';
import { resolveFolder, resolveHcl } from './read.ts';

function converted(type: string, value: string): { readonly value: unknown; readonly troubles: readonly string[] } {
  const resolved = resolveHcl(
    `variable "v" {\n  type    = ${type}\n  default = ${value}\n}\noutput "it" { value = var.v }\n`,
  );
  return { value: resolved.stacks[0]?.outputs['it'], troubles: resolved.diagnostics.map(({ id }) => id) };
}

describe('a value is converted to the type', () => {
  test.each([
    ['string', '5', '5'],
    ['number', '"5"', 5],
    ['bool', '"true"', true],
    ['any', '[1, "a"]', [1, 'a']],
    ['list(string)', '[1, true]', ['1', 'true']],
    ['set(number)', '["2", 1, 2]', [1, 2]],
    ['map(string)', '{ a = 1 }', { a: '1' }],
    ['list(any)', '[1, "a"]', ['1', 'a']],
    ['tuple([string, number])', '[1, "2"]', ['1', 2]],
    ['object({ a = string })', '{ a = 1, b = 2 }', { a: '1' }],
    ['object({ a = optional(string), b = optional(number, 7) })', '{}', { a: null, b: 7 }],
    ['object({ b = optional(number, 7) })', '{ b = null }', { b: 7 }],
    [
      'map(object({ on = optional(bool, true) }))',
      '{ x = {}, y = { on = false } }',
      { x: { on: true }, y: { on: false } },
    ],
    ['list(object({ t = optional(map(string), { k = "v" }) }))', '[{}, { t = {} }]', [{ t: { k: 'v' } }, { t: {} }]],
    ['object({ o = optional(object({ p = optional(string, "q") }), {}) })', '{}', { o: { p: 'q' } }],
    ['object({ o = optional(object({ p = optional(string, "q") })) })', '{}', { o: null }],
    ['list', '[1, 2]', [1, 2]],
  ])('%s from %s', (type, value, expected) => {
    expect(converted(type, value)).toEqual({ value: expected, troubles: [] });
  });

  test.each([
    ['number', '"x"'],
    ['list(string)', '"x"'],
    ['object({ a = string })', '{}'],
    ['map(number)', '{ a = "x" }'],
    ['bool', '[true]'],
  ])('%s refuses %s', (type, value) => {
    expect(converted(type, value)).toEqual({
      value: { $unknown: 'the value of variable `v` is not valid' },
      troubles: ['resolve/invalid-variable'],
    });
  });

  test('a type that is none is told', () => {
    expect(converted('strin', '"x"')).toEqual({ value: 'x', troubles: ['resolve/invalid-type'] });
    expect(converted('list(string, number)', '["x"]').troubles).toEqual(['resolve/invalid-type']);
    expect(converted('"string"', '"x"')).toEqual({ value: 'x', troubles: ['resolve/invalid-type'] });
    expect(converted('object({ a = optional(string, "x", "y") })', '{}').troubles).toEqual(['resolve/invalid-type']);
  });
});

describe('where values come from', () => {
  const files = {
    'main.tf':
      'variable "s" { default = "default" }\nvariable "n" {\n  type = number\n  default = 1\n}\nvariable "l" {\n  type = list(string)\n  default = []\n}\noutput "it" { value = [var.s, var.n, var.l] }\n',
  };
  const it = (more: Record<string, string>, options = {}) =>
    resolveFolder({ ...files, ...more }, options).stacks[0]?.outputs['it'];

  test('the default, then files in the order of Terraform', () => {
    expect(it({})).toEqual(['default', 1, []]);
    expect(it({ 'terraform.tfvars': 's = "file"\nl = ["a", 2]\n' })).toEqual(['file', 1, ['a', '2']]);
    expect(it({ 'terraform.tfvars': 's = "file"\n', 'a.auto.tfvars': 's = "auto"\nn = "3"\n' })).toEqual([
      'auto',
      3,
      [],
    ]);
  });
});

test('null is a value, unless the variable cannot be null', () => {
  const files = (nullable: string) => ({
    'main.tf': 'module "m" {\n  source = "./m"\n  v = null\n}\noutput "it" { value = module.m.v }\n',
    'm/main.tf': `variable "v" {\n  default = "d"\n${nullable}}\noutput "v" { value = var.v }\n`,
  });
  expect(resolveFolder(files('')).stacks[0]?.outputs['it']).toBe(null);
  expect(resolveFolder(files('  nullable = false\n')).stacks[0]?.outputs['it']).toBe('d');
});

test('a variable without a value is unknown, of its type', () => {
  const resolved = resolveHcl(
    'variable "v" { type = list(string) }\nvariable "w" {\n  type = object({ a = string })\n  nullable = false\n}\noutput "it" { value = [var.v, var.w.a, length(var.w)] }\n',
  );
  expect(resolved.variables).toMatchObject([
    { id: 'var.v', hasDefault: false, sensitive: false, value: { $unknown: 'variable `v` has no value' } },
    { id: 'var.w', value: { $unknown: 'variable `w` has no value', $set: true } },
  ]);
  expect(resolved.stacks[0]?.outputs['it']).toEqual([
    { $unknown: 'variable `v` has no value' },
    { $unknown: 'variable `w` has no value' },
    1,
  ]);
});

describe('validation', () => {
  const rule = (condition: string, value: string) =>
    resolveHcl(
      `variable "v" {\n  default = ${value}\n  validation {\n    condition     = ${condition}\n    error_message = "v is \${var.v}"\n  }\n}\nvariable "u" {}\n`,
    ).diagnostics;

  test('a rule that is broken is told where it stands, in its own words', () => {
    expect(rule('var.v > 3', '2')).toMatchObject([{ id: 'resolve/invalid-variable', location: { line: 4 } }]);
    expect(JSON.stringify(rule('var.v > 3', '2'))).toContain('v is 2');
  });

  test('a rule that holds, or may hold, is not', () => {
    expect(rule('var.v > 3', '5')).toEqual([]);
    expect(rule('var.v > var.u', '5')).toEqual([]);
  });
});
