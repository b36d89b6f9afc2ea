import type { AddressRange } from './address-block.ts';

/** A set of addresses of one family: ranges in order, apart from each other by at least one address. Made by `addressSet`. */
export type AddressSet = readonly AddressRange[];

/** The union of ranges, in any order, overlapping or not. */
export function addressSet(ranges: readonly AddressRange[]): AddressSet {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const set: AddressRange[] = [];
  for (const range of sorted) {
    const previous = set.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) set.push({ first: range.first, last: range.last });
    else if (range.last > previous.last) set[set.length - 1] = { first: previous.first, last: range.last };
  }
  return set;
}

/** What is in `from` and not in `without`. */
export function subtractAddresses(from: AddressSet, without: AddressSet): AddressSet {
  const left: AddressRange[] = [];
  for (const range of from) {
    let { first } = range;
    for (const hole of without) {
      if (hole.last < first) continue;
      if (hole.first > range.last) break;
      if (hole.first > first) left.push({ first, last: hole.first - 1n });
      first = hole.last + 1n;
    }
    if (first <= range.last) left.push({ first, last: range.last });
  }
  return left;
}

export function intersectAddresses(left: AddressSet, right: AddressSet): AddressSet {
  return subtractAddresses(left, subtractAddresses(left, right));
}

export function countAddresses(set: AddressSet): bigint {
  return set.reduce((count, { first, last }) => count + last - first + 1n, 0n);
}
