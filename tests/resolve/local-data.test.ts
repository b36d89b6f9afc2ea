import { describe, expect, test } from 'vitest';
import { plain } from '../../src/model/index.ts';
import { resolveFolder } from './read.ts';

function valuesOf(main: string, files: Readonly<Record<string, string>> = {}) {
  const resolved = resolveFolder({ 'main.tf': main, ...files });
  return {
    value: resolved.stacks[0]?.outputs['it'],
    diagnostics: resolved.diagnostics.map(({ id, what }) => `${id}: ${plain(what)}`),
  };
}

describe('a template of the provider hashicorp/template', () => {
  const template = (vars: string, text = 'a file') =>
    valuesOf(
      `resource "aws_kms_key" "k" {}\ndata "template_file" "t" {\n  template = ${text === 'a file' ? 'file("t.txt")' : text}\n${vars}}\noutput "it" {\n  value = data.template_file.t.rendered\n}\n`,
      { 't.txt': '${a}-${upper("b")}' },
    ).value;

  test.each([
    ['is rendered with its variables', '  vars = { a = "x" }\n', undefined, 'x-B'],
    ['has strings as variables', '  vars = { a = 1 }\n', undefined, '1-B'],
    ['may have none', '', '"$${1 + 1}"', '2'],
    [
      'keeps what is known around what is not',
      '  vars = { a = aws_kms_key.k.arn }\n',
      undefined,
      { $parts: [{ $attribute: 'arn' }, '-B'] },
    ],
    [
      'is known after apply where it cannot be rendered',
      '',
      undefined,
      { $ref: 'data.template_file.t', $attribute: 'rendered' },
    ],
    ['sees no name of the module', '', '"$${path.module}"', { $ref: 'data.template_file.t' }],
    ['is known after apply where it is not known', '', 'aws_kms_key.k.arn', { $ref: 'data.template_file.t' }],
  ])('%s', (_name, vars, text, expected) => {
    const value = template(vars, text);
    if (typeof expected === 'string') expect(value).toBe(expected);
    else expect(value).toMatchObject(expected);
  });
});

describe('a file of the provider hashicorp/local', () => {
  const file = (expression: string, body: string) =>
    valuesOf(
      `resource "aws_kms_key" "k" {}\ndata "local_file" "f" {\n  ${body}\n}\noutput "it" {\n  value = ${expression}\n}\n`,
      { 'a.txt': 'x', '../outside/b.txt': 'y' },
    );

  test.each([
    ['content', 'data.local_file.f.content', 'filename = "${path.module}/a.txt"', 'x'],
    ['base64', 'data.local_file.f.content_base64', 'filename = "a.txt"', 'eA=='],
    ['a digest', 'data.local_file.f.content_md5 == filemd5("a.txt")', 'filename = "a.txt"', true],
  ])('%s', (_name, expression, body, expected) => {
    expect(file(expression, body)).toEqual({ value: expected, diagnostics: [] });
  });

  test.each([
    ['that is not there', 'filename = "nope.txt"'],
    ['of a name that is not known', 'filename = aws_kms_key.k.id'],
    ['that something else writes first', 'filename = "a.txt"\n  depends_on = [aws_kms_key.k]'],
  ])('%s is known after apply', (_name, body) => {
    expect(file('data.local_file.f.content', body)).toMatchObject({
      value: { $ref: 'data.local_file.f', $attribute: 'content' },
      diagnostics: [],
    });
  });

  test('outside of the folders that may be read is told, once', () => {
    const { value, diagnostics } = file('data.local_file.f.content', 'filename = "../outside/b.txt"');
    expect(value).toHaveProperty('$unknown');
    expect(diagnostics).toEqual([expect.stringContaining('resolve/file-outside')]);
  });
});
