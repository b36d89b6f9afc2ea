import type { Type } from './type.ts';
import {
  type Cty,
  DYNAMIC,
  list,
  map,
  mapEntries,
  marksWithin,
  object,
  SETTLED,
  TYPE_OPEN,
  tuple,
  typeOf,
  unknown,
} from './value.ts';

/** The type of a value as far as Terraform's plan knows it. */
export function typeInPlan(value: Cty): Type {
  if ((value.marks & TYPE_OPEN) !== 0) return DYNAMIC;
  if ((marksWithin(value) & TYPE_OPEN) === 0) return typeOf(value);
  if (value.kind === 'tuple') return { kind: 'tuple', elements: value.items.map(typeInPlan) };
  if (value.kind !== 'object') return typeOf(value);
  return { kind: 'object', attributes: new Map([...value.entries].map(([name, item]) => [name, typeInPlan(item)])) };
}

/** The value as Terraform's plan knows it: what is marked as settled is not known. */
export function asInPlan(value: Cty): Cty {
  if ((marksWithin(value) & SETTLED) === 0) return value;
  if ((value.marks & SETTLED) !== 0) {
    return { ...unknown(typeInPlan(value), 'it rests on a value that is not known'), marks: value.marks };
  }
  switch (value.kind) {
    case 'tuple':
      return tuple(value.items.map(asInPlan), value.marks);
    case 'object':
      return object(mapEntries(value.entries, asInPlan), value.marks);
    case 'list':
      return list(value.element, value.items.map(asInPlan), value.marks);
    case 'map':
      return map(value.element, mapEntries(value.entries, asInPlan), value.marks);
    default:
      return value;
  }
}
