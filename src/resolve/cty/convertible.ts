import {
  type CollectionType,
  isCollection,
  isPrimitive,
  type ObjectType,
  sameType,
  type TupleType,
  type Type,
} from './type.ts';
import { unify } from './unify.ts';

/**
 * True if values of one type can be converted to another. `unsafe` includes the conversions that fail for some values. A value
 * may still fail: this says only what the types allow.
 */
export function canConvert(from: Type, to: Type, unsafe = true): boolean {
  if (to.kind === 'dynamic' || from.kind === 'dynamic' || sameType(from, to)) return true;
  if (isPrimitive(to)) return isPrimitive(from) && canConvertPrimitive(from.kind, to.kind, unsafe);
  if (isCollection(to)) return canCollect(from, to, unsafe);
  if (to.kind === 'tuple') return from.kind === 'tuple' && canConvertTuple(from, to, unsafe);
  if (from.kind === 'object') return canConvertObject(from, to, unsafe);
  return from.kind === 'map' && unsafe && [...to.attributes.values()].every((type) => canConvert(from.element, type));
}

function canConvertPrimitive(from: string, to: string, unsafe: boolean): boolean {
  if (from === to || to === 'string') return true;
  return unsafe && from === 'string';
}

function canCollect(from: Type, to: CollectionType, unsafe: boolean): boolean {
  if (to.kind === 'map') {
    if (from.kind === 'map') return canConvert(from.element, to.element, unsafe);
    return from.kind === 'object' && canConvertEach([...from.attributes.values()], to.element, unsafe);
  }
  if (from.kind === 'tuple') return canCollectTuple(from, to.element, unsafe);
  if (from.kind !== 'list' && from.kind !== 'set') return false;
  if (from.kind === 'list' && to.kind === 'set' && !unsafe) return false;
  return canConvert(from.element, to.element, unsafe);
}

/** Of no given type the elements of a list or set agree on one that is seen, as those of a map need not; all may be without one. */
function canCollectTuple({ elements }: TupleType, to: Type, unsafe: boolean): boolean {
  const isOpen = to.kind === 'dynamic' && elements.some(({ kind }) => kind !== 'dynamic');
  if (isOpen && unify(elements, !unsafe)?.kind === 'dynamic') return false;
  return canConvertEach(elements, to, unsafe);
}

/** Elements that are to become one of no given type must agree on one. */
function canConvertEach(elements: readonly Type[], to: Type, unsafe: boolean): boolean {
  if (elements.length === 0) return true;
  const wanted = to.kind === 'dynamic' ? unify(elements, !unsafe) : to;
  return wanted !== undefined && elements.every((element) => canConvert(element, wanted, unsafe));
}

function canConvertTuple(from: TupleType, to: TupleType, unsafe: boolean): boolean {
  if (from.elements.length !== to.elements.length) return false;
  return to.elements.every((type, index) => canConvert(from.elements[index] ?? type, type, unsafe));
}

/** An object converts to one with fewer attributes, or with optional ones that it has not. */
function canConvertObject(from: ObjectType, to: ObjectType, unsafe: boolean): boolean {
  return [...to.attributes].every(([name, type]) => {
    const given = from.attributes.get(name);
    return given === undefined ? (to.optional?.has(name) ?? false) : canConvert(given, type, unsafe);
  });
}
