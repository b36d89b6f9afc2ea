import { compare } from './decimal.ts';
import { conforms, hasDynamic, sameType } from './type.ts';
import { type Cty, isSet, isWhole, type MapValue, type ObjectValue, typeOf, type UnknownValue } from './value.ts';

/**
 * Terraform's `==`: nulls are equal whatever their type, values of different types are not. `undefined` when it is not known.
 * Where one pair inside differs for certain, the whole differs, whatever else is unknown.
 */
export function equal(left: Cty, right: Cty): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return equalUnknown(left, right);
  if (left.kind === 'null' || right.kind === 'null') return left.kind === right.kind;
  if (left.kind === 'string') return right.kind === 'string' && left.value === right.value;
  if (left.kind === 'bool') return right.kind === 'bool' && left.value === right.value;
  if (left.kind === 'number') return right.kind === 'number' && compare(left.value, right.value) === 0;
  if (left.kind !== right.kind) return false;
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (sameType(leftType, rightType)) return equalInside(left, right);
  // What is not known yet may still turn out to be of the other's type.
  const open = (hasDynamic(leftType) || hasDynamic(rightType)) && !(isWhole(left) && isWhole(right));
  return open && equalInside(left, right) !== false ? undefined : false;
}

function equalUnknown(left: Cty, right: Cty): boolean | undefined {
  if (left.kind === 'unknown' && right.kind === 'unknown') return undefined;
  const open = left.kind === 'unknown' ? left : (right as UnknownValue);
  const known = left.kind === 'unknown' ? right : left;
  if (known.kind === 'null') return isSet(open) ? false : undefined;
  if (excludes(open, known)) return false;
  const type = typeOf(known);
  if (hasDynamic(open.type)) return undefined;
  return sameType(open.type, type) ? undefined : false;
}

/** True if what is known about the unknown rules the value out. */
function excludes(open: UnknownValue, known: Cty): boolean {
  if (!conforms(typeOf(known), open.type)) return true;
  if (known.kind === 'string') return open.prefix !== undefined && !known.value.startsWith(open.prefix);
  if (known.kind === 'number') {
    const { lower, upper } = open;
    if (lower !== undefined && beyond(compare(known.value, lower.value), lower.inclusive)) return true;
    return upper !== undefined && beyond(compare(upper.value, known.value), upper.inclusive);
  }
  const length = 'items' in known ? known.items.length : 'entries' in known ? known.entries.size : undefined;
  if (length === undefined) return false;
  return (open.leastLength ?? 0) > length || (open.mostLength ?? Number.POSITIVE_INFINITY) < length;
}

function beyond(order: number, inclusive: boolean): boolean {
  return inclusive ? order < 0 : order <= 0;
}

function equalInside(left: Cty, right: Cty): boolean | undefined {
  if ('items' in left && 'items' in right) {
    if (left.kind === 'set' && right.kind === 'set') return equalSets(left.items, right.items);
    return equalItems(left.items, right.items);
  }
  if ('entries' in left && 'entries' in right) return equalEntries(left, right);
  return false;
}

function equalItems(left: readonly Cty[], right: readonly Cty[]): boolean | undefined {
  if (left.length !== right.length) return false;
  let result: boolean | undefined = true;
  for (const [index, item] of left.entries()) {
    const other = right[index];
    const same = other === undefined ? false : equal(item, other);
    if (same === false) return false;
    if (same === undefined) result = undefined;
  }
  return result;
}

function equalEntries(left: MapValue | ObjectValue, right: MapValue | ObjectValue): boolean | undefined {
  if (left.entries.size !== right.entries.size) return false;
  let result: boolean | undefined = true;
  for (const [key, item] of left.entries) {
    const other = right.entries.get(key);
    const same = other === undefined ? false : equal(item, other);
    if (same === false) return false;
    if (same === undefined) result = undefined;
  }
  return result;
}

/** With an unknown item the number of different items is open, so only whole sets can be compared. */
function equalSets(left: readonly Cty[], right: readonly Cty[]): boolean | undefined {
  if ((left.length === 0) !== (right.length === 0)) return false;
  if (!left.every(isWhole) || !right.every(isWhole)) return undefined;
  return equalItems(left, right);
}
