import { ConversionError, convert } from '../cty/convert.ts';
import { truncate } from '../cty/decimal.ts';
import { isCollection, NUMBER, nameOf, STRING, sameType, type Type } from '../cty/type.ts';
import { unify } from '../cty/unify.ts';
import { type Cty, DYNAMIC, nullOf, typeOf, UNSEEN, unknown, unknownFrom, withMarks } from '../cty/value.ts';
import { isSequence } from './collection-type.ts';
import { decimalAt, entriesAt, itemsAt, textAt, wholeAt } from './read-argument.ts';
import { argument, FunctionError, RAW, type Specification } from './specification.ts';

/** Functions that pick one of several values. */
export const pickFunctions: Readonly<Record<string, Specification>> = {
  coalesce: {
    parameters: [],
    rest: RAW,
    type: (values) => commonType(values),
    call: coalesce,
    nullable: true,
  },
  coalescelist: {
    parameters: [],
    rest: { type: DYNAMIC, unknown: true, dynamic: true, null: true },
    type: listsType,
    call: coalesceList,
    nullable: true,
  },
  element: {
    parameters: [{ type: DYNAMIC, marked: true }, { type: NUMBER }],
    type: elementType,
    shallow: true,
    call: element,
    nullable: true,
  },
  lookup: {
    parameters: [{ type: DYNAMIC, marked: true }, { type: STRING }],
    rest: { type: DYNAMIC, unknown: true, dynamic: true, null: true, marked: true },
    type: lookupType,
    shallow: true,
    call: lookup,
    nullable: true,
  },
  one: { parameters: [{ type: DYNAMIC, marked: true }], type: oneType, shallow: true, call: one, nullable: true },
};

function commonType(values: readonly Cty[]): Type {
  if (values.length === 0) throw new FunctionError('takes at least 1 argument, not 0');
  const type = unify(values.map(typeOf));
  if (type === undefined) throw new FunctionError('all arguments must have the same type');
  return type;
}

/** The first argument that is neither null nor an empty string. */
function coalesce(values: readonly Cty[], type: Type): Cty {
  for (const [index, raw] of values.entries()) {
    const value = convertedOrNull(raw, type);
    if (value.kind === 'null' || (value.kind === 'string' && value.value === '')) continue;
    if (value.kind !== 'unknown') return value;
    // The last one is the result, or there is none.
    if (index === values.length - 1) return { ...value, notNull: true };
    // An unknown of which it is certain that it is neither is the result itself.
    if (value.notNull && (value.prefix ?? '') !== '') return value;
    return unknownFrom(type === UNSEEN ? DYNAMIC : type, [value], { notNull: true });
  }
  throw new FunctionError('no argument is neither null nor an empty string');
}

/** Terraform passes over an argument that does not convert to the common type. */
function convertedOrNull(value: Cty, type: Type): Cty {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) return nullOf(type);
    throw error;
  }
}

function listsType(values: readonly Cty[]): Type {
  const [first] = values;
  if (first === undefined) throw new FunctionError('takes at least 1 argument, not 0');
  for (const value of values) {
    // What stands after an unknown argument is not looked at.
    if (value.kind === 'unknown') return DYNAMIC;
    const type = typeOf(value);
    if (type.kind !== 'list' && type.kind !== 'tuple') {
      throw new FunctionError(`all arguments must be lists or tuples, not ${nameOf(type)}`);
    }
  }
  const type = typeOf(first);
  return values.every((value) => sameType(typeOf(value), type)) ? type : DYNAMIC;
}

function coalesceList(values: readonly Cty[], type: Type): Cty {
  for (const value of values) {
    if (value.kind === 'null') continue;
    if (value.kind === 'unknown') return unknownFrom(type, [value]);
    if ('items' in value && value.items.length > 0) return value;
  }
  throw new FunctionError('all lists are empty');
}

function elementType(values: readonly Cty[]): Type {
  const type = typeOf(argument(values, 0));
  if (type.kind === 'list') return type.element;
  if (type.kind !== 'tuple') throw new FunctionError(`a list or tuple is required, not ${nameOf(type)}`);
  const index = argument(values, 1);
  if (index.kind !== 'number') return DYNAMIC;
  if (type.elements.length === 0) throw new FunctionError('an empty list has no elements');
  if (isBeforeStart(values, type.elements.length)) return DYNAMIC;
  return type.elements[wrapped(values, type.elements.length)] ?? DYNAMIC;
}

/** The index after so many rounds through the list, below zero for one from the end. */
function placeAt(values: readonly Cty[], length: number): number {
  wholeAt(values, 1);
  return Number(truncate(decimalAt(values, 1)) % BigInt(length));
}

function isBeforeStart(values: readonly Cty[], length: number): boolean {
  return placeAt(values, length) < 0;
}

function wrapped(values: readonly Cty[], length: number): number {
  const index = placeAt(values, length);
  return index < 0 ? index + length : index;
}

function element(values: readonly Cty[]): Cty {
  const sequence = argument(values, 0);
  const items = itemsAt(values, 0);
  if (items.length === 0) throw new FunctionError('an empty list has no elements');
  if (sequence.kind === 'tuple' && isBeforeStart(values, items.length)) {
    return unknown(
      DYNAMIC,
      'a negative index into a tuple counts from the end in some versions of Terraform and fails in others',
    );
  }
  const item = items[wrapped(values, items.length)] ?? nullOf(DYNAMIC);
  return withMarks(item, sequence.marks);
}

function lookupType(values: readonly Cty[]): Type {
  if (values.length > 3) throw new FunctionError(`takes 2 or 3 arguments, not ${values.length}`);
  const type = typeOf(argument(values, 0));
  const key = argument(values, 1);
  if (type.kind === 'map') {
    if (values[2] !== undefined) convert(values[2], type.element);
    return type.element;
  }
  if (type.kind !== 'object') throw new FunctionError(`a map or object is required, not ${nameOf(type)}`);
  if (key.kind !== 'string') return DYNAMIC;
  const found = type.attributes.get(key.value);
  const fallback = values[2];
  if (found === undefined && fallback === undefined) throw new FunctionError(`there is no element "${key.value}"`);
  return found ?? (fallback === undefined ? DYNAMIC : typeOf(fallback));
}

function lookup(values: readonly Cty[], type: Type): Cty {
  const mapping = argument(values, 0);
  const key = textAt(values, 1);
  const found = entriesAt(values, 0).get(key);
  if (found !== undefined) return withMarks(found, mapping.marks);
  const fallback = values[2];
  if (fallback === undefined) throw new FunctionError(`there is no element "${key}"`);
  return withMarks(mapping.kind === 'map' ? convert(fallback, type) : fallback, mapping.marks);
}

function oneType(values: readonly Cty[]): Type {
  const type = typeOf(argument(values, 0));
  if (!isSequence(type)) throw new FunctionError(`a list, set or tuple is required, not ${nameOf(type)}`);
  if (isCollection(type)) return type.element;
  if (type.kind !== 'tuple' || type.elements.length > 1) throw new FunctionError('there is more than one element');
  return type.elements[0] ?? DYNAMIC;
}

function one(values: readonly Cty[], type: Type): Cty {
  const sequence = argument(values, 0);
  const [only, ...more] = itemsAt(values, 0);
  if (sequence.kind === 'set' && !sequence.whole && more.length > 0) return unknownFrom(type, [sequence]);
  if (more.length > 0) throw new FunctionError('there is more than one element');
  return withMarks(only ?? nullOf(type), sequence.marks);
}
