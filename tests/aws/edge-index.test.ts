import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgeIndex } from '../../src/aws/edge-index.ts';
import { mayMeet } from '../../src/aws/edges.ts';

/** Few letters, half of a surrogate pair among them, so that many begin or end alike. */
const text = fc
  .array(fc.constantFrom('a', 'b', '\ud83d', '\ude00'), { maxLength: 4 })
  .map((letters) => letters.join(''));
const edges = fc.record({ start: text, end: text });

test('property: an index finds what looking at each finds', () => {
  fc.assert(
    fc.property(fc.array(edges, { maxLength: 12 }), edges, (items, wanted) => {
      const numbered = items.map((item, number) => ({ ...item, number }));
      const found = [...edgeIndex(numbered).meeting(wanted)].map(({ number }) => number).sort((one, two) => one - two);
      expect(found).toEqual(numbered.filter((item) => mayMeet(item, wanted)).map(({ number }) => number));
    }),
    { numRuns: 2000 },
  );
});
