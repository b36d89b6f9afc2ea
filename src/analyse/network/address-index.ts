import type { AddressSet } from '../../model/index.ts';
import { countAddresses } from '../../model/index.ts';

/** A set of addresses, prepared to say how many there are together with those of other sets. */
export interface AddressIndex {
  /** How many addresses are in this set or in the other; takes no longer for a larger one of this than its logarithm. */
  readonly with: (other: AddressSet) => bigint;
}

export function indexAddresses(set: AddressSet): AddressIndex {
  /** How many addresses the ranges before each have; one more than there are ranges. */
  const before = [0n];
  for (const { first, last } of set) before.push((before.at(-1) ?? 0n) + last - first + 1n);
  const size = before.at(-1) ?? 0n;
  const upTo = (address: bigint): bigint => {
    let [low, high] = [0, set.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((set[middle]?.first ?? address) <= address) low = middle + 1;
      else high = middle;
    }
    const { last } = set[low - 1] ?? { last: address };
    return (before[low] ?? 0n) - (last > address ? last - address : 0n);
  };
  return {
    with: (other) =>
      other.reduce((sum, { first, last }) => sum - (upTo(last) - upTo(first - 1n)), size + countAddresses(other)),
  };
}
