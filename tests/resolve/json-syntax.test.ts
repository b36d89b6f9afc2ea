/** What Terraform's JSON syntax says, beside and under HCL: digits, overrides, plain values. Each was once read otherwise. */
import { describe, expect, test } from 'vitest';
import { instance, resolveFolder } from './read.ts';

const output = (json: string) => {
  const resolved = resolveFolder({ 'main.tf.json': json });
  return { value: resolved.stacks[0]?.outputs['it'], diagnostics: resolved.diagnostics.map(({ id }) => id) };
};

describe('numbers keep all their digits', () => {
  test.each([
    ['where there is no template', '12345678901234567890', '12345678901234567890'],
    ['beside a template', '["${1 + 1}", 9007199254740993]', [2, '9007199254740993']],
    ['within objects in arrays', '[{"a": {"b": 18446744073709551616}}]', [{ a: { b: '18446744073709551616' } }]],
    ['and fractions are the nearest double', '0.1000000000000000000001', 0.1],
    ['with large exponents', '1e400', `1${'0'.repeat(400)}`],
  ])('%s', (_where, json, value) => {
    expect(output(`{"output": {"it": {"value": ${json}}}}`)).toEqual({ value, diagnostics: [] });
  });

  test('in defaults, whose strings are no templates', () => {
    const json =
      '{"variable": {"v": {"default": [12345678901234567891, "$${x}"]}}, "output": {"it": {"value": "${var.v}"}}}';
    expect(output(json)).toEqual({ value: ['12345678901234567891', '$${x}'], diagnostics: [] });
  });

  test('in arithmetic', () => {
    const json = '{"locals": {"n": 9007199254740993}, "output": {"it": {"value": "${local.n - 9007199254740992}"}}}';
    expect(output(json)).toEqual({ value: 1, diagnostics: [] });
  });

  test('in a resource', () => {
    const resolved = resolveFolder({ 'main.tf.json': '{"resource": {"aws_x": {"y": {"n": 12345678901234567890}}}}' });
    expect(instance(resolved, 'aws_x.y').values).toEqual({ n: '12345678901234567890' });
  });
});

test('an override in HCL replaces an argument of a block in JSON', () => {
  const resolved = resolveFolder({
    'main.tf.json': '{"resource": {"aws_x": {"y": {"name": "written", "other": 1}}}}',
    'override.tf': 'resource "aws_x" "y" {\n  name = upper("over")\n}\n',
  });
  expect(instance(resolved, 'aws_x.y').values).toEqual({ name: 'OVER', other: 1 });
});

test('terraform_data that is plain JSON shows others what is written in it', () => {
  const json =
    '{"resource": {"terraform_data": {"t": {"input": {"a": [1]}}}}, "output": {"it": {"value": "${terraform_data.t.input.a[0]}"}}}';
  expect(output(json)).toEqual({ value: 1, diagnostics: [] });
});

test('a zero keeps its sign', () => {
  const signed = resolveFolder({
    'main.tf.json': '{"locals":{"z":-0,"p":0},"resource":{"aws_x":{"y":{"v":"${local.z} ${local.p}"}}}}',
  });
  expect(instance(signed, 'aws_x.y').values['v']).toBe('-0 0');
});

describe('a string that is no template', () => {
  test.each([
    ['an argument', '{"resource": {"aws_x": {"y": {"name": "${1 +"}}}}', ['1:45']],
    ['a list', '{"resource": {"aws_x": {"y": {"name": ["a", "${foo bar}"]}}}}', ['1:52']],
    ['a directive', '{"resource": {"aws_x": {"y": {"name": "%{ if true }x"}}}}', ['1:40']],
    ['a key', '{"resource": {"aws_x": {"y": {"tags": {"${": 1}}}}}', ['1:42']],
    ['a local value', '{"locals": {"a": "${"}, "resource": {"aws_x": {"y": {"name": "${local.a}"}}}}', ['1:21']],
    ['a local value that nothing reads', '{"locals": {"a": "${"}}', ['1:21']],
    ['an output', '{"output": {"a": {"value": "${try(1 + , 2)}"}}}', ['1:39']],
  ])('in %s is an error at its place', (_where, json, places) => {
    const { diagnostics } = resolveFolder({ 'main.tf.json': json });
    expect(diagnostics.map(({ id, severity }) => [id, severity])).toEqual([['resolve/syntax', 'error']]);
    expect(diagnostics.map(({ location }) => `${location?.line}:${location?.column}`)).toEqual(places);
  });

  test('in a count leaves the resource in question', () => {
    const resolved = resolveFolder({ 'main.tf.json': '{"resource": {"aws_x": {"y": {"count": "${}"}}}}' });
    expect(resolved.diagnostics.map(({ id }) => id)).toEqual(['resolve/syntax']);
    expect(resolved.instances.map(({ exists }) => exists)).toEqual(['unknown']);
  });
});
