import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFacts } from '../../src/decide/encode-facts.ts';
import type { Facts } from '../../src/shapes/index.ts';
import { bucket, bucketFacts } from './sample-facts.ts';

const all = { resources: null, data: null };

const names = fc.oneof(fc.string(), fc.constantFrom('', '__proto__', 'é', '"'));
const anything = fc.array(fc.jsonValue(), { maxLength: 3 });

test('property: the pieces are the text of all', () => {
  fc.assert(
    fc.property(fc.dictionary(names, anything), anything, anything, (resources, rules, keys) => {
      const sample = bucketFacts('b');
      const facts = { ...sample, resources, keys, network: { ...sample.network, rules } } as unknown as Facts;
      const text = `{"facts":${JSON.stringify(facts)}}`;
      expect(JSON.parse([...encodeFacts(facts, all)].join(''))).toEqual(JSON.parse(text));
      if (!text.includes('\\ud')) expect([...encodeFacts(facts, all)].join('')).toBe(text);
    }),
  );
});

test('a large estate is no piece of its own', () => {
  const facts = bucketFacts('b');
  const many = Array.from({ length: 5_000 }, (_, index) => bucket(`b${index}`, { values: { text: 'x'.repeat(100) } }));
  const pieces = [...encodeFacts({ ...facts, resources: { aws_s3_bucket: many } }, all)];
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2 * 65_536);
});
