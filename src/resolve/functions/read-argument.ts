import { type Decimal, isWhole, truncate } from '../cty/decimal.ts';
import type { Cty } from '../cty/value.ts';
import { argument, FunctionError } from './specification.ts';

/** An argument that its parameter makes a known string. */
export function textAt(values: readonly Cty[], index: number): string {
  const value = argument(values, index);
  if (value.kind !== 'string') throw new FunctionError(`argument ${index + 1} is no string`);
  return value.value;
}

export function decimalAt(values: readonly Cty[], index: number): Decimal {
  const value = argument(values, index);
  if (value.kind !== 'number') throw new FunctionError(`argument ${index + 1} is no number`);
  return value.value;
}

/**
 * A whole number of 64 bits, as Terraform takes for sizes and places. Beyond what JavaScript counts exactly it is the last that is,
 * which is larger than any size or place.
 */
export function wholeAt(values: readonly Cty[], index: number): number {
  const value = decimalAt(values, index);
  if (!isWhole(value)) throw new FunctionError(`argument ${index + 1} is no whole number`);
  const number = truncate(value);
  if (BigInt.asIntN(64, number) !== number) throw new FunctionError(`argument ${index + 1} is too large`);
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(number)));
}

/** The elements of a known list, set or tuple. */
export function itemsAt(values: readonly Cty[], index: number): readonly Cty[] {
  const value = argument(values, index);
  if (!('items' in value)) throw new FunctionError(`argument ${index + 1} is no list, set or tuple`);
  return value.items;
}

/** The members of a known map or object. */
export function entriesAt(values: readonly Cty[], index: number): ReadonlyMap<string, Cty> {
  const value = argument(values, index);
  if (!('entries' in value)) throw new FunctionError(`argument ${index + 1} is no map or object`);
  return value.entries;
}

/** Strings that must all be there; the caller has seen that none is unknown. */
export function stringsOf(items: readonly Cty[]): readonly string[] {
  return items.map((item, index) => {
    if (item.kind !== 'string') throw new FunctionError(`element ${index} is null`);
    return item.value;
  });
}
