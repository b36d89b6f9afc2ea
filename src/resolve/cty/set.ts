import { compare, type Decimal } from './decimal.ts';
import { shortestDigits } from './decimal-text.ts';
import { equal } from './equality.ts';
import { compareText } from './text-order.ts';
import type { Type } from './type.ts';
import { type Cty, isWhole, marksWithin, type SequenceValue, sortedSet, unmarkedDeep } from './value.ts';

/**
 * A set of these items: sorted as Terraform iterates it, each known item once. Marks of the items become marks of the set;
 * an unknown item equals no other, so each of them stays.
 */
export function makeSet(element: Type, items: readonly Cty[], marks = 0): SequenceValue {
  let all = marks;
  for (const item of items) all |= marksWithin(item);
  const plain = all === marks ? items : items.map(unmarkedDeep);
  return sortedSet(element, sortedOnce(plain), all);
}

/** Sorted in the order of a set, without duplicates. */
function sortedOnce(items: readonly Cty[]): readonly Cty[] {
  const ranked = items.map((item) => ({ item, key: sortKey(item) }));
  ranked.sort((left, right) => compareItems(left, right));
  const kept: { item: Cty; key: string }[] = [];
  for (const candidate of ranked) if (!alreadyIn(kept, candidate)) kept.push(candidate);
  return kept.map(({ item }) => item);
}

interface Ranked {
  readonly item: Cty;
  readonly key: string;
}

function alreadyIn(kept: readonly Ranked[], candidate: Ranked): boolean {
  if (!isWhole(candidate.item)) return false;
  for (let index = kept.length - 1; index >= 0; index--) {
    const other = kept[index];
    if (other === undefined || other.key !== candidate.key) return false;
    if (equal(other.item, candidate.item) === true) return true;
  }
  return false;
}

function compareItems(left: Ranked, right: Ranked): number {
  const rank = rankOf(left.item) - rankOf(right.item);
  if (rank !== 0) return rank;
  if (left.item.kind === 'number' && right.item.kind === 'number') return compare(left.item.value, right.item.value);
  return compareText(left.key, right.key);
}

/** What is known first, then what is not, then null. */
function rankOf(item: Cty): number {
  if (item.kind === 'unknown') return 1;
  return item.kind === 'null' ? 2 : 0;
}

/** Items by what they are, so that only few need be compared. What is not wholly known equals nothing. */
export class Known {
  readonly #buckets = new Map<string, Cty[]>();

  /** False if an equal one is there already. */
  add(item: Cty): boolean {
    if (this.has(item)) return false;
    if (!isWhole(item)) return true;
    const key = likeness(item);
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, [item]);
    else bucket.push(item);
    return true;
  }

  has(item: Cty): boolean {
    if (!isWhole(item)) return false;
    return this.#buckets.get(likeness(item))?.some((other) => equal(other, item) === true) ?? false;
  }
}

/** The same for all that are equal. */
function likeness(item: Cty): string {
  return item.kind === 'string' ? item.value : hashText(item);
}

function sortKey(item: Cty): string {
  if (item.kind === 'string') return item.value;
  if (item.kind === 'bool') return item.value ? '1' : '0';
  return hashText(item);
}

/** The text by which `cty` orders items that are not primitive. */
function hashText(item: Cty): string {
  switch (item.kind) {
    case 'unknown':
      return '?';
    case 'null':
      return '~';
    case 'bool':
      return item.value ? 'T' : 'F';
    case 'number':
      return tenDigits(item.value);
    case 'string':
      return JSON.stringify(item.value);
    case 'list':
    case 'set':
      return `[${item.items.map((inner) => `${hashText(inner)};`).join('')}]`;
    case 'tuple':
      return `<${item.items.map((inner) => `${hashText(inner)};`).join('')}>`;
    case 'map':
      return `{${sortedKeys(item.entries)
        .map(([key, inner]) => `${JSON.stringify(key)}:${hashText(inner)};`)
        .join('')}}`;
    default:
      return `<${sortedKeys(item.entries)
        .map(([, inner]) => `${hashText(inner)};`)
        .join('')}>`;
  }
}

function sortedKeys(entries: ReadonlyMap<string, Cty>): [string, Cty][] {
  return [...entries].sort(([left], [right]) => compareText(left, right));
}

const rounded = new WeakMap<Decimal, string>();

/** Go's `%.10g`. One number is often in many items, as in those of `setproduct`. */
function tenDigits(value: Decimal): string {
  const known = rounded.get(value);
  if (known !== undefined) return known;
  const text = roundToTen(value);
  rounded.set(value, text);
  return text;
}

function roundToTen(value: Decimal): string {
  if (value.infinite !== undefined) return value.infinite > 0 ? '+Inf' : '-Inf';
  const sign = value.mantissa < 0n ? '-' : '';
  const { digits, tens } = shortestDigits(value);
  const exponent = digits.length + tens - 1;
  const kept = digits.length <= 10 ? digits : roundDigits(digits);
  const carried = kept.length > Math.min(10, digits.length) ? 1 : 0;
  const power = exponent + carried;
  const bare = kept.slice(0, 10).replace(/0+$/, '') || '0';
  if (power < -4 || power >= 10) return `${sign}${scientific(bare, power)}`;
  if (power >= 0) return `${sign}${positional(bare, power)}`;
  return `${sign}0.${'0'.repeat(-power - 1)}${bare}`;
}

function roundDigits(digits: string): string {
  const head = BigInt(digits.slice(0, 10));
  return (head + (digits.charCodeAt(10) >= 53 ? 1n : 0n)).toString();
}

function scientific(digits: string, power: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const size = Math.abs(power).toString().padStart(2, '0');
  return `${digits.charAt(0)}${fraction}e${power < 0 ? '-' : '+'}${size}`;
}

function positional(digits: string, power: number): string {
  if (digits.length <= power + 1) return digits.padEnd(power + 1, '0');
  return `${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}
