/** RE2 regular expressions: what they match is what JavaScript's engine matches, where both have the same meaning. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Matcher } from '../../src/resolve/regex/match.ts';
import { parsePattern } from '../../src/resolve/regex/parse.ts';
import { compilePattern } from '../../src/resolve/regex/program.ts';

function match(pattern: string, text: string, from = 0): readonly (string | undefined)[] | undefined {
  const { pattern: tree, groups } = parsePattern(pattern);
  const found = new Matcher(compilePattern(tree), text, () => undefined).find(from);
  if (found === undefined) return undefined;
  return Array.from({ length: groups.length + 1 }, (_, group) => {
    const [start, end] = [found[group * 2], found[group * 2 + 1]];
    return start === undefined || end === undefined ? undefined : text.slice(start, end);
  });
}

const { pattern: patterns } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', 'ab', '.', '[ab]', '[^a]', '\\d', '\\w', '^', '$', '\\b', 'x?', 'é'),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => left + right),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(?:${left}|${right})`),
    // JavaScript resets groups in loops and cuts empty rounds short, so loops here are over something that takes a character.
    fc
      .tuple(fc.constantFrom('a', '[ab]', '.', '(?:ab)'), fc.constantFrom('*', '+', '?', '*?', '+?', '{1,2}', '{2}'))
      .map(([item, times]) => item + times),
    tie('pattern').map((inner) => `(${inner})`),
  ),
}));

test('the same text is matched, with the same groups', () => {
  fc.assert(
    fc.property(
      patterns,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', 'é', '\n'), maxLength: 8 }),
      (pattern, text) => {
        const wanted = new RegExp(pattern, 'u').exec(text);
        expect(match(pattern, text)).toEqual(wanted === null ? undefined : [...wanted]);
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ['(?i)HeLLo', 'hello', ['hello']],
  ['(?s)a.b', 'a\nb', ['a\nb']],
  ['a.b', 'a\nb', undefined],
  ['(?m)^b$', 'a\nb\nc', ['b']],
  ['(?U)a+', 'aaa', ['a']],
  ['(?U)a+?', 'aaa', ['aaa']],
  ['(?P<n>a)(?<m>b)', 'ab', ['ab', 'a', 'b']],
  ['[[:alpha:]]+', '12ab3', ['ab']],
  ['[[:^digit:]]', '1a', ['a']],
  ['\\pL+', '12Ünï', ['Ünï']],
  ['\\p{Greek}', 'aβ', ['β']],
  ['\\P{Lu}', 'Aa', ['a']],
  ['\\Qa.b\\E', 'axb a.b', ['a.b']],
  ['\\x41\\x{42}\\103', 'ABC', ['ABC']],
  ['a{,2}', 'a{,2}', ['a{,2}']],
  ['[]a]+', ']a', [']a']],
  ['[a-]+', 'a-', ['a-']],
  ['\\A\\z', '', ['']],
  ['(a|ab)(c|bcd)', 'abcd', ['abcd', 'a', 'bcd']],
  ['🤔+', 'x🤔🤔', ['🤔🤔']],
  ['(?i:a)b', 'Ab', ['Ab']],
])('%s on %j', (pattern, text, expected) => {
  expect(match(pattern, text)).toEqual(expected);
});

test.each([
  '(',
  ')',
  '[',
  'a**',
  '*',
  '(?=a)',
  '(?<!a)',
  '\\1',
  '\\Z',
  'a{2,1}',
  'a{1001}',
  '[b-a]',
  '(?P<n>a)(?P<n>b)',
  '\\p{Nope}',
  'a\\',
])('%s is refused', (pattern) => {
  expect(() => parsePattern(pattern)).toThrow();
});
