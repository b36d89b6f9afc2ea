import { expect, test } from 'vitest';
import type { ReadOptions, Stack } from '../../src/ingest/index.ts';
import { render } from '../syntax/render.ts';
import { read, stopped, told } from './read.ts';

/** The values in force, as `name = value (from)`. */
function valuesOf(stack: Stack | undefined): readonly string[] {
  if (stack?.kind !== 'source') throw new Error('expected a stack of source');
  return [...stack.variables].map(([name, { value, from }]) => {
    const shown = 'text' in value ? `text ${value.text}` : render(value.expression);
    return `${name} = ${shown} (${from})`;
  });
}

const DECLARED = 'variable "a" {}\nvariable "b" {}\n';

/** Terraform documentation, "Variable Definition Precedence": each row adds a source that wins over the rows before. */
test.each([
  ['nothing is given', {}, {}, []],
  ['the environment, when asked for', {}, { environment: new Map([['a', '1']]) }, ['a = text 1 (TF_VAR_a)']],
  [
    'terraform.tfvars',
    { 'in/terraform.tfvars': 'a = 2\n' },
    { environment: new Map([['a', '1']]) },
    ['a = 2 (in/terraform.tfvars)'],
  ],
  [
    'terraform.tfvars.json',
    { 'in/terraform.tfvars': 'a = 2\n', 'in/terraform.tfvars.json': '{"a": 3}' },
    {},
    ['a = (json 3) (in/terraform.tfvars.json)'],
  ],
  [
    '*.auto.tfvars in order of names',
    { 'in/terraform.tfvars.json': '{"a": 3}', 'in/y.auto.tfvars.json': '{"a": 5}', 'in/x.auto.tfvars': 'a = 4\n' },
    {},
    ['a = (json 5) (in/y.auto.tfvars.json)'],
  ],
  [
    'the command line in its own order',
    { 'in/x.auto.tfvars': 'a = 4\n', 'extra.tfvars': 'a = 6\nb = 6\n' },
    { given: [{ assignment: 'a=5' }, { file: 'extra.tfvars' }, { assignment: 'b=[7]' }] },
    ['a = 6 (extra.tfvars)', 'b = text [7] (--var b)'],
  ],
  ['files of other names are not loaded', { 'in/prod.tfvars': 'a = 9\n' }, {}, []],
] as const)('%s', (_situation, files, options: ReadOptions, expected) => {
  const { stacks, diagnostics } = read({ 'in/main.tf': DECLARED, ...files }, ['in'], options);
  expect(valuesOf(stacks[0])).toEqual(expected);
  expect(diagnostics).toEqual([]);
});

test('strings of a JSON file are no templates', () => {
  const { stacks } = read({ 'in/main.tf': DECLARED, 'in/terraform.tfvars.json': '{"a": "${x}"}' });
  const [stack] = stacks;
  const given = stack?.kind === 'source' ? stack.variables.get('a')?.value : undefined;
  const tree = given !== undefined && 'expression' in given ? given.expression : undefined;
  expect(tree?.kind === 'json' && tree.templates).toBe(false);
});

test.each([
  [
    'an undeclared variable',
    'c = 1\n',
    'in/terraform.tfvars:1:1 undeclared-variable: in/terraform.tfvars gives a value to the variable c, which is not declared',
  ],
  [
    'a block',
    'c {\n}\n',
    'in/terraform.tfvars:1:1 block-in-variable-file: in/terraform.tfvars gives values to variables and may not contain blocks',
  ],
  [
    'a syntax error',
    'a = \nb = 1\n',
    'in/terraform.tfvars:1:4 syntax: syntax error: expected an expression, not the end of the line',
  ],
])('tells of %s in a variable file', (_situation, text, expected) => {
  expect(told(read({ 'in/main.tf': DECLARED, 'in/terraform.tfvars': text }).diagnostics)).toEqual([expected]);
});

test.each([
  [
    'an undeclared name',
    { given: [{ assignment: 'aa=1' }] },
    '- undeclared-variable: a value was given to the variable aa, which no stack declares',
  ],
  [
    'no equals sign',
    { given: [{ assignment: 'a' }] },
    '- bad-variable: what stands after --var gives no variable a value',
  ],
  [
    'a missing file',
    { given: [{ file: 'none.tfvars' }] },
    '- no-such-variable-file: the variable file none.tfvars does not exist',
  ],
])('stops at a command line with %s', (_situation, options: ReadOptions, expected) => {
  expect(stopped({ 'in/main.tf': DECLARED }, ['in'], options)).toBe(expected);
});

test('with several stacks, one of them must declare what the command line gives', () => {
  const contents = { 'one/main.tf': 'variable "a" {}\n', 'two/main.tf': 'variable "b" {}\n' };
  const { stacks } = read(contents, ['one', 'two'], { given: [{ assignment: 'a=1' }] });
  expect(stacks.map(valuesOf)).toEqual([['a = text 1 (--var a)'], []]);
});

test('with several stacks, one of them must declare what a file on the command line gives', () => {
  const contents = { 'one/main.tf': 'variable "a" {}\n', 'two/main.tf': 'variable "b" {}\n' };
  const given = (text: string) => ({ ...contents, 'all.tfvars': text, 'all.tfvars.json': '{"b": 1, "d": 2}' });
  const files = { given: [{ file: 'all.tfvars' }, { file: 'all.tfvars.json' }] };
  expect(told(read(given('a = 1\nc = 2\n'), ['one', 'two'], files).diagnostics)).toEqual([
    'all.tfvars:2:5 undeclared-variable: all.tfvars gives a value to the variable c, which is not declared',
    'all.tfvars.json:1:15 undeclared-variable: all.tfvars.json gives a value to the variable d, which is not declared',
  ]);
});

test('the workspace is passed on', () => {
  const [stack] = read({ 'in/main.tf': '' }, ['in'], { workspace: 'prod' }).stacks;
  expect(stack?.kind === 'source' && stack.workspace).toBe('prod');
});
