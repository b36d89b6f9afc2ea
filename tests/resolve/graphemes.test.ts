import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countGraphemes, graphemes } from '../../src/resolve/functions/graphemes.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const piece = fc.oneof(
  fc.constantFrom(
    'a',
    '\r',
    '\n',
    '\r\n',
    '\u0301',
    '\u200d',
    '🇩',
    '👩',
    '🏽',
    '\u1100',
    '\u1161',
    '\u11a8',
    'é',
    '\u0600',
    '\u0915\u094d',
    '\ud800',
  ),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc
    .integer({ min: 60, max: 70 })
    .chain((count) => fc.constantFrom('🇩', '\u0301', 'x', '👩\u200d').map((one) => one.repeat(count))),
);

test('characters are those of the whole text, though it is looked at in windows', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const expected = [...segmenter.segment(text)].map(({ segment }) => segment);
      expect(graphemes(text)).toEqual(expected);
      expect(countGraphemes(text)).toBe(expected.length);
    }),
    { numRuns: 500 },
  );
});

test('a long text of characters beyond ASCII fits into memory', () => {
  expect(countGraphemes('é'.repeat(300_000))).toBe(300_000);
  expect(countGraphemes(`a${'\u0301'.repeat(300_000)}`)).toBe(1);
});
