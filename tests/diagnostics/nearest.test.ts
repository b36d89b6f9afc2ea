import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../src/diagnostics/index.ts';

test.each([
  ['a letter changed', 'gaze', ['gate', 'zones'], 'gate'],
  ['neighbours swapped', 'gaet', ['gate', 'zones'], 'gate'],
  ['a letter too many', 'zoones', ['gate', 'zones'], 'zones'],
  ['a letter missing', 'undecidd', ['undecided'], 'undecided'],
  ['another case', 'GATE', ['gate'], 'gate'],
  ['the nearer of two', 'no-ingres', ['no-egress', 'no-ingress'], 'no-ingress'],
  ['the first of two as near', 'abc', ['abd', 'abe'], 'abd'],
  ['nothing near', 'waivers', ['gate', 'zones'], undefined],
  ['nothing allowed', 'gate', [], undefined],
  ['too short to guess from', 'ab', ['ac'], undefined],
  ['no letters', '', ['gate'], undefined],
] as const)('%s', (_situation, word, allowed, meant) => {
  expect(nearest(word, allowed)).toBe(meant);
});

test('a word that is allowed is nearest to itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.array(fc.string({ maxLength: 20 })), (word, others) => {
      expect(nearest(word, [...others, word])?.toLowerCase()).toBe(word.toLowerCase());
    }),
  );
});
