import { expect, test } from 'vitest';
import { notConstant, parseExpression, refersToNothing } from '../../src/syntax/index.ts';

const parsed = (text: string) => parseExpression({ path: 'x', text }).expression;

test.each([
  ['1', undefined, true],
  ['"a${1 + 2}"', undefined, true],
  ['{ a = 1, "b" = [null], (1) = true ? 1 : -2 }', undefined, true],
  ['[for k, v in { a = 1 } : "${k}${v}" if v > 0]', undefined, true],
  ['[[1]][*][0]', undefined, true],
  ['<<EOT\n%{ for x in [1] }${x}%{ endfor }\nEOT\n', undefined, true],
  ['upper("a")', 'call', true],
  ['upper(var.a)', 'call', false],
  ['upper(lower(local.a))', 'call', false],
  ['var.a', 'name', false],
  ['{ (a) = 1 }', 'name', false],
  ['"${a}"', 'name', false],
  ['"%{ if a }b%{ endif }"', 'name', false],
  ['"%{ for x in [1] }${y}%{ endfor }"', 'name', false],
  ['[for x in [1] : y]', 'name', false],
  ['[for x in x : 1]', 'name', false],
  ['{ for x in [1] : x => x... if y }', 'name', false],
  ['[1][a]', 'name', false],
  ['a[*].b', 'name', false],
  ['!a', 'name', false],
  ['(1 + a)', 'name', false],
])('%j', (text, kind, alone) => {
  expect(notConstant(parsed(text))?.kind).toBe(kind);
  expect(refersToNothing(parsed(text))).toBe(alone);
});
