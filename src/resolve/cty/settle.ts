import { compare } from './decimal.ts';
import type { Type } from './type.ts';
import { type Cty, list, map, number, sortedSet, type UnknownValue, unknownFrom } from './value.ts';

const LONGEST = 1000;

/**
 * A number between equal bounds is known, and a list of certain length is one of so many unknown elements; so is a set of one, while more
 * could turn out to be the same.
 */
export function settled(value: UnknownValue): Cty {
  const { type, leastLength, mostLength, notNull, lower, upper } = value;
  if (notNull && lower?.inclusive && upper?.inclusive && compare(lower.value, upper.value) === 0)
    return number(lower.value);
  if (mostLength === 0 && notNull && (type.kind === 'set' || type.kind === 'map'))
    return empty(type.kind, type.element);
  if (type.kind === 'set' && notNull && leastLength === 1 && mostLength === 1)
    return sortedSet(type.element, [unknownFrom(type.element, [value])]);
  if (type.kind !== 'list' || notNull === undefined || leastLength !== mostLength || leastLength === undefined)
    return value;
  if (leastLength > LONGEST) return value;
  return list(
    type.element,
    Array.from({ length: leastLength }, () => unknownFrom(type.element, [value])),
  );
}

function empty(kind: 'set' | 'map', element: Type): Cty {
  return kind === 'set' ? sortedSet(element, []) : map(element, new Map());
}
