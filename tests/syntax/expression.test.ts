import { expect, test } from 'vitest';
import { parseExpression } from '../../src/syntax/index.ts';
import { render } from './render.ts';

function parsed(text: string): string {
  const { expression, problems } = parseExpression({ path: 'x.tf', text });
  expect(problems).toEqual([]);
  return render(expression);
}

test.each([
  ['a whole number', '12', '12'],
  ['a fraction with an exponent', '1.50e-3', '1.50e-3'],
  ['more digits than a double holds', '123456789012345678901234567890', '123456789012345678901234567890'],
  ['true', 'true', 'true'],
  ['null', 'null', 'null'],
  ['a word that starts like a keyword', 'nullable', 'nullable'],
  ['a name with a dash', 'a-b', 'a-b'],
  ['a name beyond ASCII', 'größe', 'größe'],
  ['a string', '"a b"', '"a b"'],
  ['an empty string', '""', '""'],
  ['attributes and indexes', 'a.b[0]["c"].d', 'a.b[0]["c"].d'],
  ['the index syntax of old', 'a.0.b', 'a[0].b'],
  ['an index that is an expression', 'a[b.c + 1]', 'a[(+ b.c 1)]'],
  ['an attribute of a call', 'f(a).b', 'f(a).b'],
  ['an index of a tuple', '[1, 2][0]', '[1, 2][0]'],
])('operands: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['a full splat takes all that follows', 'a[*].b[1].c', '(each a @.b[1].c)'],
  ['full splats nest', 'a[*].b[*].c', '(each a (each @.b @.c))'],
  ['an attribute splat takes attributes', 'a.*.b.c', '(each a @.b.c)'],
  ['an attribute splat takes indexes of old', 'a.*.b.0', '(each a @.b[0])'],
  ['a bracket after an attribute splat indexes its result', 'a.*.b[0]', '(each a @.b)[0]'],
  ['a splat alone', 'a[*]', '(each a @)'],
])('splats: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['product before sum', 'a + b * c', '(+ a (* b c))'],
  ['sum before comparison', 'a < b + c', '(< a (+ b c))'],
  ['comparison before equality', 'a == b < c', '(== a (< b c))'],
  ['equality before and', 'a && b == c', '(&& a (== b c))'],
  ['and before or', 'a || b && c', '(|| a (&& b c))'],
  ['equal strength groups to the left', 'a - b - c', '(- (- a b) c)'],
  ['minus before product', '-a * b', '(* (- a) b)'],
  ['minus after attributes', '-a.b', '(- a.b)'],
  ['not twice', '!!a', '(! (! a))'],
  ['a conditional is weakest', 'a || b ? c : d', '(if (|| a b) c d)'],
  ['conditionals group to the right', 'a ? b : c ? d : e', '(if a b (if c d e))'],
  ['parentheses', '(a + b) * c', '(* (group (+ a b)) c)'],
  ['a newline inside parentheses', '(a\n  + b)', '(group (+ a b))'],
])('operators: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['a tuple with a comma at its end', '[1, 2,]', '[1, 2]'],
  ['a tuple over lines with comments', '[\n  1, # one\n  2 // two\n  /* end */\n]', '[1, 2]'],
  ['an object with both separators', '{ a = 1, b : 2 }', '{"a": 1, "b": 2}'],
  ['an object over lines', '{\n  a = 1\n\n  b = 2,\n}', '{"a": 1, "b": 2}'],
  ['a bare name is a key', '{ null = 1, true = 2 }', '{"null": 1, "true": 2}'],
  ['parentheses make a key an expression', '{ (a) = 1 }', '{(group a): 1}'],
  ['a key that is a template', '{ "${a}-b" = 1 }', '{(template a "-b"): 1}'],
  ['a number as a key', '{ 1 = 2 }', '{1: 2}'],
  ['an empty object', '{}', '{}'],
  ['for over a tuple', '[for v in a : v.b if v.c]', '(for v in a: v.b if v.c)'],
  ['for with key', '[for i, v in a : i]', '(for i v in a: i)'],
  ['for an object', '{for k, v in a : k => v}', '(for k v in a: k => v)'],
  ['for with grouping', '{for v in a : v.x => v...}', '(for v in a: v.x => v...)'],
  ['for over lines', '[\n  for v in a :\n  v\n]', '(for v in a: v)'],
  ['a call', 'f(1, "x",)', 'f(1, "x")'],
  ['a call with its last argument spread', 'f(a, b...)', 'f(a, b...)'],
  ['a function of a provider', 'provider::aws::arn_parse(a)', 'provider::aws::arn_parse(a)'],
  ['a call without arguments', 'f()', 'f()'],
])('collections and calls: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['nothing', '', 'expected an expression, not the end of the text'],
  ['an operator without its operand', 'a +', 'expected an expression, not the end of the text'],
  ['an open parenthesis', '(a', 'the parenthesis that starts here is not closed'],
  ['an open tuple', '[a, b', 'the `[` that starts here is not closed'],
  ['two values in a tuple', '[1 2]', 'expected `,` or `]`, not `2`'],
  ['half a conditional', 'a ? b', 'expected `:` and the false result of the conditional, not the end of the text'],
  ['a dot at the end', 'a.', "expected an attribute's name after `.`, not the end of the text"],
  ['two indexes of old in one', 'a.0.1', 'expected a whole number as an index, not 0.1; write [0][1] for two indexes'],
  ['single quotes', "'a'", "expected an expression, not the character '"],
  ['spread before the last argument', 'f(a..., b)', '`...` may follow the last argument only'],
  ['something after the end', 'a b', 'expected the end of the expression, not `b`'],
  ['a comment without its end', '1 /* x', 'the comment that starts here is not closed by */'],
])('refused: %s', (_situation, text, message) => {
  const { problems } = parseExpression({ path: 'x.tf', text });
  expect(problems.map((problem) => problem.message)).toEqual([message]);
});

test('a span of a text is parsed at its own offsets', () => {
  const text = 'key = a.b # rest';
  const { expression } = parseExpression({ path: 'x.tf', text }, { start: 6, end: 9 });
  expect([render(expression), expression.span]).toEqual(['a.b', { start: 6, end: 9 }]);
});
