import { convert } from '../cty/convert.ts';
import { isCollection, nameOf, sameType, type Type } from '../cty/type.ts';
import { unify } from '../cty/unify.ts';
import { type Cty, DYNAMIC, isDynamic, list, map, object, tuple, typeOf } from '../cty/value.ts';
import { FunctionError } from './specification.ts';

export function isSequence(type: Type): boolean {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'tuple';
}

/** The number of elements, if it is known, and bounds of it in any case. */
export function lengthOf(value: Cty): { readonly exact?: number; readonly least: number; readonly most: number } {
  const type = typeOf(value);
  if (type.kind === 'tuple') return exactly(type.elements.length);
  if (type.kind === 'object') return exactly(type.attributes.size);
  if (value.kind === 'unknown') {
    const [least, most] = [value.leastLength ?? 0, value.mostLength ?? Number.POSITIVE_INFINITY];
    return least === most ? exactly(least) : { least, most };
  }
  if (value.kind === 'set' && !value.whole) return { least: Math.min(1, value.items.length), most: value.items.length };
  if ('items' in value) return exactly(value.items.length);
  return exactly('entries' in value ? value.entries.size : 0);
}

function exactly(length: number): { exact: number; least: number; most: number } {
  return { exact: length, least: length, most: length };
}

/** The type of `concat`: a list where all are lists of one type, else a tuple of all elements. */
export function concatType(values: readonly Cty[]): Type {
  const types = values.map(typeOf);
  for (const type of types) {
    if (type.kind !== 'list' && type.kind !== 'tuple')
      throw new FunctionError(`all arguments must be lists or tuples, not ${nameOf(type)}`);
  }
  if (types.every((type) => type.kind === 'list')) {
    const common = unify(types);
    if (common !== undefined) return common;
  }
  const elements: Type[] = [];
  for (const value of values) {
    const type = typeOf(value);
    if (type.kind === 'tuple') for (const element of type.elements) elements.push(element);
    else if (value.kind === 'unknown') return DYNAMIC;
    else if (isCollection(type) && 'items' in value) for (const _ of value.items) elements.push(type.element);
  }
  return { kind: 'tuple', elements };
}

/** The type of `merge`: that of the arguments where they agree, else an object with the attributes of all. */
export function mergeType(values: readonly Cty[]): Type {
  const attributes = new Map<string, Type>();
  let open = false;
  for (const value of values) {
    const type = typeOf(value);
    if (isDynamic(value)) return DYNAMIC;
    if (type.kind !== 'map' && type.kind !== 'object')
      throw new FunctionError(`arguments must be maps or objects, not ${nameOf(type)}`);
    if (type.kind === 'object' && value.kind !== 'null')
      for (const [name, inner] of type.attributes) attributes.set(name, inner);
    if (type.kind === 'map' && value.kind === 'unknown') open = true;
    if (type.kind === 'map' && value.kind === 'map')
      for (const key of value.entries.keys()) attributes.set(key, type.element);
  }
  const [first] = values;
  const type = first === undefined ? undefined : typeOf(first);
  if (type !== undefined && values.every((value) => sameType(typeOf(value), type))) return type;
  return open ? DYNAMIC : { kind: 'object', attributes };
}

/** A value of a type that `type` functions have worked out, from elements that fit it. */
export function buildSequence(type: Type, items: readonly Cty[]): Cty {
  if (type.kind !== 'list') return tuple(items);
  const element = type.element.kind === 'dynamic' ? commonElement(items) : type.element;
  return list(
    element,
    items.map((item) => convert(item, element)),
  );
}

/** A list of no known type takes the type that its elements have. */
function commonElement(items: readonly Cty[]): Type {
  const types = items.filter((item) => !isDynamic(item)).map(typeOf);
  const [first = DYNAMIC] = types;
  if (!types.every((type) => sameType(type, first)))
    throw new FunctionError(`the elements are of different types: ${types.map(nameOf).join(', ')}`);
  return items.some((item) => item.kind === 'unknown' && isDynamic(item)) ? DYNAMIC : first;
}

export function buildMapping(type: Type, entries: ReadonlyMap<string, Cty>): Cty {
  return type.kind === 'map' ? map(type.element, entries) : object(entries);
}
