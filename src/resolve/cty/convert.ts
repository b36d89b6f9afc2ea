import { canConvert } from './convertible.ts';
import { parseDecimal } from './decimal.ts';
import { decimalText } from './decimal-text.ts';
import { makeSet } from './set.ts';
import { settled } from './settle.ts';
import {
  type CollectionType,
  DYNAMIC,
  isCollection,
  nameOf,
  type ObjectType,
  sameType,
  type TupleType,
  type Type,
} from './type.ts';
import { unify } from './unify.ts';
import {
  bool,
  type Cty,
  isWhole,
  list,
  type MapValue,
  MOST_VALUES,
  map,
  marksOfTyped,
  nullOf,
  number,
  object,
  type SequenceValue,
  sizeOf,
  string,
  tuple,
  typeOf,
  UNSEEN,
  type UnknownValue,
  unknownFrom,
  unmarked,
  withMarks,
} from './value.ts';

/** A value that cannot be converted: one lower-case clause, with the place inside the value. */
export class ConversionError extends Error {
  constructor(
    message: string,
    readonly path: readonly (string | number)[] = [],
  ) {
    super(path.length === 0 ? message : `${pathText(path)}: ${message}`);
  }
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

type Where = readonly (string | number)[];

/** Converts as an argument, a variable or an element is converted. Throws `ConversionError`. */
export function convert(value: Cty, to: Type, path: Where = []): Cty {
  if (to.kind === 'dynamic') return value;
  if (value.kind === 'unknown') return convertUnknown(value, to, path);
  if (value.kind === 'null') {
    if (!canConvert(value.type, to)) throw mismatch(value.type, to, path);
    return { ...nullOf(concrete(to, value.type)), marks: value.marks };
  }
  if (sizeOf(value) > MOST_VALUES) throw new ConversionError(`a value has more than ${MOST_VALUES} parts`);
  if (value.marks !== 0) {
    const marks = marksOfTyped(value.marks);
    if (marks === value.marks && alreadyOf(value, to)) return value;
    return withMarks(convert(unmarked(value), to, path), marks);
  }
  if (alreadyOf(value, to)) return value;
  return convertKnown(value, to, path);
}

/** Converts to the outcome of `unify`: an attribute that only a schema could type stays one, where its type would say too much. */
export function convertUnified(value: Cty, to: Type, path: Where = []): Cty {
  const unseen = value.kind === 'unknown' && value.type === UNSEEN;
  if (unseen && (to.kind === 'tuple' || to.kind === 'object')) return value;
  return convert(value, to, path);
}

function alreadyOf(value: Cty, to: Type): boolean {
  if (isPrimitiveKind(to.kind)) return value.kind === to.kind;
  return value.kind === to.kind && to.kind !== 'object' && sameType(typeOf(value), to);
}

function isPrimitiveKind(kind: Type['kind']): boolean {
  return kind === 'string' || kind === 'number' || kind === 'bool';
}

function convertUnknown(value: UnknownValue, to: Type, path: Where): Cty {
  if (!canConvert(value.type, to)) throw mismatch(value.type, to, path);
  const type = concrete(to, value.type);
  if (sameType(type, value.type) && value.type.kind !== 'dynamic') return value;
  const { reason, marks, notNull, reference, from } = value;
  const converted: UnknownValue = {
    kind: 'unknown',
    type,
    reason,
    marks,
    ...(notNull === undefined ? {} : { notNull }),
    ...(reference === undefined || !keepsIdentity(value.type, type) ? {} : { reference }),
    ...(from === undefined ? {} : { from }),
    ...(value.host === undefined || to.kind !== 'string' ? {} : { host: value.host }),
    ...(value.parts === undefined || to.kind !== 'string' ? {} : { parts: value.parts }),
    ...(isCollection(type) ? keptLengths(value, type) : {}),
  };
  return reference === undefined ? withMarks(settled(converted), marks) : converted;
}

/** An attribute of unseen type that is wanted as some type is still that attribute. */
function keepsIdentity(from: Type, to: Type): boolean {
  return from.kind === 'dynamic' || from.kind === to.kind || (isCollection(from) && isCollection(to));
}

function keptLengths(value: UnknownValue, to: CollectionType): object {
  const shrinks = to.kind === 'set' && value.type.kind !== 'set';
  if (value.type.kind === 'tuple') {
    const length = value.type.elements.length;
    return { leastLength: shrinks ? Math.min(1, length) : length, mostLength: length };
  }
  if (value.type.kind === 'object')
    return { leastLength: value.type.attributes.size, mostLength: value.type.attributes.size };
  return {
    ...(value.leastLength === undefined
      ? {}
      : { leastLength: shrinks ? Math.min(1, value.leastLength) : value.leastLength }),
    ...(value.mostLength === undefined ? {} : { mostLength: value.mostLength }),
  };
}

/** The wanted type with what it leaves open taken from the given one, and without optional attributes. */
function concrete(to: Type, from: Type): Type {
  if (to.kind === 'dynamic') return from;
  if (isCollection(to)) {
    const given = isCollection(from) ? from.element : DYNAMIC;
    return { kind: to.kind, element: concrete(to.element, given) };
  }
  if (to.kind === 'tuple') {
    const given = from.kind === 'tuple' ? from.elements : [];
    return { kind: 'tuple', elements: to.elements.map((type, index) => concrete(type, given[index] ?? DYNAMIC)) };
  }
  if (to.kind !== 'object') return to;
  const given = from.kind === 'object' ? from.attributes : new Map<string, Type>();
  const attributes = new Map(
    [...to.attributes].map(([name, type]) => [name, concrete(type, given.get(name) ?? DYNAMIC)]),
  );
  return { kind: 'object', attributes };
}

function convertKnown(value: Cty, to: Type, path: Where): Cty {
  // What has no elements says by its type alone whether it converts.
  if (isCollection(to) && 'element' in value && value.whole && isEmpty(value) && !canConvert(typeOf(value), to)) {
    throw mismatch(typeOf(value), to, path);
  }
  switch (to.kind) {
    case 'string':
      return convertToString(value, path);
    case 'number':
      return convertToNumber(value, path);
    case 'bool':
      return convertToBool(value, path);
    case 'list':
    case 'set':
      return convertToSequence(value, to, path);
    case 'map':
      return convertToMap(value, to, path);
    case 'tuple':
      return convertToTuple(value, to, path);
    case 'object':
      return convertToObject(value, to, path);
    default:
      return value;
  }
}

function isEmpty(value: SequenceValue | MapValue): boolean {
  return 'items' in value ? value.items.length === 0 : value.entries.size === 0;
}

function mismatch(from: Type, to: Type, path: Where): ConversionError {
  return new ConversionError(`${nameOf(to)} required, got ${nameOf(from)}`, path);
}

function convertToString(value: Cty, path: Where): Cty {
  if (value.kind === 'number') return string(decimalText(value.value));
  if (value.kind === 'bool') return string(String(value.value));
  throw mismatch(typeOf(value), { kind: 'string' }, path);
}

function convertToNumber(value: Cty, path: Where): Cty {
  if (value.kind !== 'string') throw mismatch(typeOf(value), { kind: 'number' }, path);
  const parsed = parseDecimal(value.value);
  if (parsed === undefined) throw new ConversionError('a number is required', path);
  return number(parsed);
}

function convertToBool(value: Cty, path: Where): Cty {
  if (value.kind !== 'string') throw mismatch(typeOf(value), { kind: 'bool' }, path);
  if (value.value === 'true' || value.value === '1') return bool(true);
  if (value.value === 'false' || value.value === '0') return bool(false);
  throw new ConversionError('a bool is required', path);
}

function convertToSequence(value: Cty, to: CollectionType, path: Where): Cty {
  if (value.kind !== 'list' && value.kind !== 'set' && value.kind !== 'tuple') throw mismatch(typeOf(value), to, path);
  if (value.kind === 'set' && !value.whole && to.kind === 'list') return openList(value, to);
  if (value.kind === 'tuple' && !canConvert(typeOf(value), to)) {
    throw new ConversionError('all elements must have the same type', path);
  }
  const element = elementType(value.items, to.element, path, value.kind === 'tuple' ? undefined : value.element);
  const as = to.element.kind === 'dynamic' ? convertUnified : convert;
  const items = alike(
    value.items.map((item, index) => as(item, element, [...path, index])),
    element,
    path,
    to.kind === 'set',
  );
  const type = concrete(element, commonType(items, element));
  return to.kind === 'set' ? makeSet(type, items) : list(type, items);
}

/** Unknown elements of a set may turn out to be the same: how many there are is then not known. */
function openList(value: SequenceValue, to: CollectionType): Cty {
  const [only] = value.items;
  if (only !== undefined && value.items.length === 1) {
    const item = convert(only, to.element);
    return list(concrete(to.element, typeOf(item)), [item]);
  }
  const type: Type = { kind: 'list', element: concrete(to.element, value.element) };
  const lengths = { leastLength: Math.min(1, value.items.length), mostLength: value.items.length };
  return settled(unknownFrom(type, [value], { notNull: true, ...lengths }));
}

function convertToMap(value: Cty, to: CollectionType, path: Where): Cty {
  if (value.kind !== 'map' && value.kind !== 'object') throw mismatch(typeOf(value), to, path);
  const items = [...value.entries.values()];
  const element = elementType(items, to.element, path, value.kind === 'object' ? undefined : value.element);
  const as = to.element.kind === 'dynamic' ? convertUnified : convert;
  const entries = new Map<string, Cty>();
  const converted = alike(
    [...value.entries].map(([key, item]) => as(item, element, [...path, key])),
    element,
    path,
  );
  for (const [index, key] of [...value.entries.keys()].entries()) {
    const item = converted[index];
    if (item !== undefined) entries.set(key, item);
  }
  return map(concrete(element, commonType(converted, element)), entries);
}

/** The type that elements are to have: the given one, with what it leaves open settled by the elements themselves. */
function elementType(items: readonly Cty[], wanted: Type, path: Where, given: Type | undefined): Type {
  if (wanted.kind !== 'dynamic') return wanted;
  if (given !== undefined) return given;
  if (items.length === 0) return DYNAMIC;
  const unified = unify(items.map(typeOf));
  if (unified === undefined) throw new ConversionError('all elements must have the same type', path);
  return unified;
}

/** Elements in which `any` turned out to be several types are made one type once more: `[[1], ["a"]]` as a list of lists of any. */
function alike(items: readonly Cty[], element: Type, path: Where, inSet = false): readonly Cty[] {
  const [first, ...others] = items;
  if (first === undefined || element.kind === 'dynamic' || !hasOpenPart(element)) return items;
  const type = typeOf(first);
  if (others.every((item) => sameType(typeOf(item), type))) return items;
  // Terraform does so for lists and maps alone.
  const unified = inSet && items.every(isWhole) ? undefined : unify(items.map(typeOf));
  if (unified === undefined) throw new ConversionError('all elements must have the same type', path);
  return items.map((item, index) => convertUnified(item, unified, [...path, index]));
}

function hasOpenPart(type: Type): boolean {
  if (type.kind === 'dynamic') return true;
  if (isCollection(type)) return hasOpenPart(type.element);
  if (type.kind === 'tuple') return type.elements.some(hasOpenPart);
  return type.kind === 'object' && [...type.attributes.values()].some(hasOpenPart);
}

/** What `any` inside an element type turned out to be. */
function commonType(items: readonly Cty[], element: Type): Type {
  const [first] = items;
  if (first === undefined) return element;
  return items.every(isWhole) ? typeOf(first) : element;
}

function convertToTuple(value: Cty, to: TupleType, path: Where): Cty {
  if (value.kind !== 'tuple') throw mismatch(typeOf(value), to, path);
  if (value.items.length !== to.elements.length) {
    throw new ConversionError(`tuple of ${to.elements.length} required, got ${value.items.length}`, path);
  }
  return tuple(value.items.map((item, index) => convert(item, to.elements[index] ?? DYNAMIC, [...path, index])));
}

function convertToObject(value: Cty, to: ObjectType, path: Where): Cty {
  if (value.kind !== 'map' && value.kind !== 'object') throw mismatch(typeOf(value), to, path);
  const entries = new Map<string, Cty>();
  for (const [name, type] of to.attributes) {
    const given = value.entries.get(name);
    if (given !== undefined) entries.set(name, convert(given, type, [...path, name]));
    else if (to.optional?.has(name)) entries.set(name, nullOf(concrete(type, DYNAMIC)));
    else throw new ConversionError(`attribute "${name}" is required`, path);
  }
  return object(entries);
}
