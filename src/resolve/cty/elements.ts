import { fromCount } from './decimal.ts';
import { compareText } from './text-order.ts';
import { type Cty, number, string, unmarked } from './value.ts';

/** Keys and values of a known collection, tuple or object, in the order in which Terraform iterates. Set elements are their own keys. */
export function* elementsOf(collection: Cty): Generator<readonly [Cty, Cty]> {
  const plain = unmarked(collection);
  if ('entries' in plain) {
    for (const key of sortedKeys(plain.entries)) {
      const value = plain.entries.get(key);
      if (value !== undefined) yield [string(key), value];
    }
  } else if (plain.kind === 'set') {
    for (const item of plain.items) yield [item, item];
  } else if ('items' in plain) {
    for (const [index, item] of plain.items.entries()) yield [number(fromCount(index)), item];
  }
}

const kept = new WeakMap<ReadonlyMap<string, Cty>, readonly string[]>();

export function sortedKeys(entries: ReadonlyMap<string, Cty>): readonly string[] {
  const known = kept.get(entries);
  if (known !== undefined) return known;
  const keys = [...entries.keys()].sort(compareText);
  kept.set(entries, keys);
  return keys;
}
