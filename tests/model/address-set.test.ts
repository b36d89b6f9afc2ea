import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AddressRange, AddressSet } from '../../src/model/index.ts';
import { addressSet, countAddresses, intersectAddresses, subtractAddresses } from '../../src/model/index.ts';

/** Addresses of six bits, so that a set can be written out. */
const space = Array.from({ length: 64 }, (_, address) => BigInt(address));

const blocks: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: 6 }))
  .map(([address, prefix]) => {
    const size = 2 ** (6 - prefix);
    const first = BigInt(address - (address % size));
    return { first, last: first + BigInt(size) - 1n };
  });
const lists = fc.array(blocks, { maxLength: 6 });

function members(ranges: readonly AddressRange[]): bigint[] {
  return space.filter((address) => ranges.some(({ first, last }) => first <= address && address <= last));
}

function inOrderAndApart(set: AddressSet): boolean {
  return set.every((range, index) => {
    const next = set[index + 1];
    return range.first <= range.last && (next === undefined || range.last + 1n < next.first);
  });
}

test('a union has the addresses of its ranges, in any order and any number of times', () => {
  fc.assert(
    fc.property(lists, (ranges) => {
      const set = addressSet(ranges);
      expect(members(set)).toEqual(members(ranges));
      expect(inOrderAndApart(set)).toBe(true);
      expect(addressSet([...ranges].reverse().concat(ranges))).toEqual(set);
      expect(countAddresses(set)).toBe(BigInt(members(ranges).length));
    }),
  );
});

test('a difference has the addresses of the one that are not in the other', () => {
  fc.assert(
    fc.property(lists, lists, (from, without) => {
      const difference = subtractAddresses(addressSet(from), addressSet(without));
      const gone = new Set(members(without));
      expect(members(difference)).toEqual(members(from).filter((address) => !gone.has(address)));
      expect(inOrderAndApart(difference)).toBe(true);
    }),
  );
});

test('an intersection has the addresses of both', () => {
  fc.assert(
    fc.property(lists, lists, (left, right) => {
      const common = intersectAddresses(addressSet(left), addressSet(right));
      const other = new Set(members(right));
      expect(members(common)).toEqual(members(left).filter((address) => other.has(address)));
    }),
  );
});
