import { sortedKeys } from '../cty/elements.ts';
import { isCollection, listOf, mapOf, nameOf, STRING, type Type } from '../cty/type.ts';
import {
  type Cty,
  DYNAMIC,
  EMPTY_OBJECT,
  isWhole,
  list,
  map,
  nullOf,
  object,
  string,
  tuple,
  typeOf,
  unknownFrom,
  withMarks,
} from '../cty/value.ts';
import { buildMapping, mergeType } from './collection-type.ts';
import { entriesAt, itemsAt, stringsOf } from './read-argument.ts';
import { argument, FunctionError, type Specification } from './specification.ts';

/** Functions of maps and objects. */
export const mapFunctions: Readonly<Record<string, Specification>> = {
  keys: { parameters: [{ type: DYNAMIC, unknown: true, marked: true }], type: keysType, shallow: true, call: keys },
  merge: {
    parameters: [],
    rest: { type: DYNAMIC, dynamic: true, null: true, marked: true },
    type: (values) => (values.length === 0 ? typeOf(EMPTY_OBJECT) : mergeType(values)),
    call: merge,
    nullable: true,
  },
  transpose: { parameters: [{ type: mapOf(listOf(STRING)) }], type: mapOf(listOf(STRING)), call: transpose },
  values: { parameters: [{ type: DYNAMIC, marked: true }], type: valuesType, shallow: true, call: valuesOf },
  zipmap: { parameters: [{ type: listOf(STRING) }, { type: DYNAMIC, marked: true }], type: zipType, call: zipMap },
};

function mappingType(value: Cty): Type & { kind: 'map' | 'object' } {
  const type = typeOf(value);
  if (type.kind !== 'map' && type.kind !== 'object')
    throw new FunctionError(`a map or object is required, not ${nameOf(type)}`);
  return type as Type & { kind: 'map' | 'object' };
}

function keysType(values: readonly Cty[]): Type {
  const type = mappingType(argument(values, 0));
  return type.kind === 'object'
    ? { kind: 'tuple', elements: [...type.attributes.keys()].map(() => STRING) }
    : listOf(STRING);
}

/** The keys of an object are known by its type. */
function keys(values: readonly Cty[], type: Type): Cty {
  const value = argument(values, 0);
  const own = mappingType(value);
  if (own.kind === 'object') return withMarks(tuple(sortedNames(own.attributes).map(string)), value.marks);
  if (value.kind === 'unknown') return withMarks(unknownFrom(type, [value], { notNull: true }), value.marks);
  return withMarks(list(STRING, sortedKeys(entriesAt(values, 0)).map(string)), value.marks);
}

function sortedNames(attributes: ReadonlyMap<string, Type>): readonly string[] {
  return sortedKeys(new Map([...attributes.keys()].map((name) => [name, nullOf(DYNAMIC)])));
}

function valuesType(values: readonly Cty[]): Type {
  const type = mappingType(argument(values, 0));
  if (type.kind === 'map') return listOf(type.element);
  return { kind: 'tuple', elements: sortedNames(type.attributes).map((name) => type.attributes.get(name) ?? DYNAMIC) };
}

function valuesOf(values: readonly Cty[], type: Type): Cty {
  const value = argument(values, 0);
  const entries = entriesAt(values, 0);
  const items = sortedKeys(entries).map((key) => entries.get(key) ?? nullOf(DYNAMIC));
  return type.kind === 'list' ? list(type.element, items, value.marks) : tuple(items, value.marks);
}

function merge(values: readonly Cty[], type: Type): Cty {
  const merged = new Map<string, Cty>();
  let marks = 0;
  for (const [index, value] of values.entries()) {
    marks |= value.marks;
    // A null among the arguments makes Terraform look at no type, and of a list without elements it then notices nothing.
    if (value.kind === 'null' || ('items' in value && value.items.length === 0)) continue;
    for (const [key, item] of entriesAt(values, index)) merged.set(key, item);
  }
  const nothing = values.length > 0 && values.every((value) => value.kind === 'null');
  if (nothing && type.kind === 'object') return withMarks(nullOf(type), marks);
  return withMarks(buildMapping(type, merged), marks);
}

function transpose(values: readonly Cty[], type: Type): Cty {
  const value = argument(values, 0);
  if (!isWhole(value)) return unknownFrom(type, [value], { notNull: true });
  const turned = new Map<string, string[]>();
  const entries = entriesAt(values, 0);
  for (const key of sortedKeys(entries)) {
    const item = entries.get(key);
    for (const name of stringsOf(item !== undefined && 'items' in item ? item.items : [])) {
      const keys = turned.get(name);
      if (keys === undefined) turned.set(name, [key]);
      else keys.push(key);
    }
  }
  const result = new Map<string, Cty>();
  for (const [name, own] of turned) result.set(name, list(STRING, own.map(string)));
  return map(listOf(STRING), result);
}

function zipType(values: readonly Cty[]): Type {
  const type = typeOf(argument(values, 1));
  if (type.kind === 'list') return mapOf(type.element);
  if (type.kind !== 'tuple') throw new FunctionError(`a list or tuple is required, not ${nameOf(type)}`);
  const keyed = argument(values, 0);
  if (!isWhole(keyed) || !('items' in keyed)) return DYNAMIC;
  const names = stringsOf(keyed.items);
  if (names.length !== type.elements.length) throw new FunctionError('the keys and the values are not the same number');
  return { kind: 'object', attributes: new Map(names.map((name, index) => [name, type.elements[index] ?? DYNAMIC])) };
}

function zipMap(values: readonly Cty[], type: Type): Cty {
  const keyed = argument(values, 0);
  const { marks } = argument(values, 1);
  if (!isWhole(keyed)) return withMarks(unknownFrom(type, [keyed], { notNull: true }), marks);
  const names = stringsOf(itemsAt(values, 0));
  const items = itemsAt(values, 1);
  if (names.length !== items.length) throw new FunctionError('the keys and the values are not the same number');
  const entries = new Map(names.map((name, index) => [name, items[index] ?? nullOf(DYNAMIC)]));
  return isCollection(type) ? map(type.element, entries, marks) : object(entries, marks);
}
