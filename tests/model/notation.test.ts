import { expect, test } from 'vitest';
import type { Path, Value } from '../../src/model/index.ts';
import { attributeOf, describeValue, literalOf, reasonsIn } from '../../src/model/index.ts';

const paths: readonly [Path, string][] = [
  [[], ''],
  [['ingress', 0, 'cidr_blocks'], 'ingress[0].cidr_blocks'],
  [['tags', 'zt:zone'], 'tags["zt:zone"]'],
  [['a', 'b-c', 1, 2], 'a.b-c[1][2]'],
  [['tags', '$$price'], 'tags["$price"]'],
  [['tags', 'a"\n'], 'tags["a\\"\\n"]'],
  [['0'], '["0"]'],
];
test.each(paths)('the path %j is %s', (path, notation) => {
  expect(attributeOf(path)).toBe(notation);
});

const arn = { $ref: 'aws_kms_key.k', $attribute: 'arn' };
const open = { $unknown: 'variable `cidr` has no value' };
const partly = { $unknown: 'variable `bucket` has no value', $parts: ['arn:aws:s3:::', { $unknown: 'x' }, '/', arn] };

const partlyText = `"arn:aws:s3:::\${?}/\${aws_kms_key.k.arn}"`;

const values: readonly [string, Value | undefined, string, string][] = [
  ['text', 'web', 'web', '"web"'],
  ['empty text', '', '', '""'],
  ['null', null, 'null', 'null'],
  ['a number', 22, '22', '22'],
  ['a list', ['0.0.0.0/0', '::/0'], '0.0.0.0/0, ::/0', '["0.0.0.0/0", "::/0"]'],
  ['an empty list', [], 'none', '[]'],
  ['a map', { a: 1, $$b: [true] }, '{ "a": 1, "$b": [true] }', '{ "a": 1, "$b": [true] }'],
  ['an empty map', {}, '{}', '{}'],
  ['a reference', arn, 'aws_kms_key.k.arn', 'aws_kms_key.k.arn'],
  ['a whole resource', { $ref: 'aws_kms_key.k', $attribute: '' }, 'aws_kms_key.k', 'aws_kms_key.k'],
  ['an unknown', open, '(not known: variable `cidr` has no value)', '(not known: variable `cidr` has no value)'],
  ['a text known in part', partly, partlyText, partlyText],
  [
    'a list with an unknown',
    ['a', open],
    'a, (not known: variable `cidr` has no value)',
    '["a", (not known: variable `cidr` has no value)]',
  ],
];
test.each(values)('%s, in a sentence and as a literal', (_situation, value, sentence, literal) => {
  expect(describeValue(value)).toBe(sentence);
  expect(literalOf(value ?? null)).toBe(literal);
});

test('reasons are gathered from any depth, each once', () => {
  expect(reasonsIn({ a: [open, { b: arn }], c: open })).toEqual([
    'variable `cidr` has no value',
    'aws_kms_key.k.arn is known only after apply',
  ]);
  expect(reasonsIn({ a: 1, $$unknown: 'spoof' })).toEqual([]);
});
