import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrap } from '../../src/cli/wrap.ts';

test.each([
  ['short', 'a b', 10, '', 'a b'],
  ['breaks at the width', 'aaa bbb ccc', 7, '', 'aaa bbb\nccc'],
  ['indents', 'aaa bbb', 5, '  ', '  aaa\n  bbb'],
  ['a word longer than the line', 'a bbbbbbbb c', 4, '', 'a\nbbbbbbbb\nc'],
  ['nothing', '', 10, '  ', '  '],
])('%s', (_situation, text, width, indent, wrapped) => {
  expect(wrap(text, width, indent)).toBe(wrapped);
});

test('wrapping keeps every word in its order, and only a single word stands over the edge', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (given, width) => {
      const lines = wrap(given.join(' '), width).split('\n');
      expect(lines.flatMap((line) => line.split(' ').filter((word) => word !== ''))).toEqual(given);
      for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
    }),
  );
});
