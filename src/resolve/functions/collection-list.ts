import { convert } from '../cty/convert.ts';
import { add, compare, type Decimal, fromCount, signOf } from '../cty/decimal.ts';
import { elementsOf } from '../cty/elements.ts';
import { Known } from '../cty/set.ts';
import { compareText } from '../cty/text-order.ts';
import { isCollection, listOf, NUMBER, nameOf, STRING, type Type } from '../cty/type.ts';
import { unify } from '../cty/unify.ts';
import {
  type Cty,
  DYNAMIC,
  isWhole,
  list,
  marksWithin,
  nullOf,
  number,
  string,
  tuple,
  typeOf,
  type UnknownValue,
  unknownFrom,
  withMarks,
} from '../cty/value.ts';
import { getIndex } from '../evaluate/index-value.ts';
import { buildSequence, concatType, isSequence } from './collection-type.ts';
import { decimalAt, itemsAt, stringsOf, wholeAt } from './read-argument.ts';
import { argument, FunctionError, type Specification } from './specification.ts';

const anyList = { type: listOf(DYNAMIC) };
const anyInside = { type: DYNAMIC, inside: true } as const;

/** Functions that make a list of lists. */
export const listFunctions: Readonly<Record<string, Specification>> = {
  chunklist: {
    parameters: [{ ...anyList, inside: true }, { type: NUMBER }],
    type: (values) => listOf(typeOf(argument(values, 0))),
    call: chunkList,
  },
  compact: { parameters: [{ type: listOf(STRING) }], type: listOf(STRING), call: compact },
  concat: { parameters: [], rest: { type: DYNAMIC, marked: true }, type: typeOfConcat, call: concat },
  distinct: { parameters: [anyList], type: (values) => typeOf(argument(values, 0)), call: distinct },
  flatten: { parameters: [anyInside], type: flattenedType, call: flatten },
  matchkeys: {
    parameters: [anyList, anyList, anyList],
    type: (values) => {
      if (unify([typeOf(argument(values, 1)), typeOf(argument(values, 2))]) === undefined)
        throw new FunctionError('the keys and the wanted values are of different types');
      return typeOf(argument(values, 0));
    },
    call: matchKeys,
  },
  range: { parameters: [], rest: { type: NUMBER }, type: listOf(NUMBER), call: range },
  reverse: { parameters: [anyInside], type: reversedType, call: reverse },
  slice: {
    parameters: [{ ...anyInside, unknown: true }, { type: NUMBER }, { type: NUMBER }],
    type: sliceType,
    call: slice,
  },
  sort: { parameters: [{ type: listOf(STRING) }], type: listOf(STRING), call: sort },
};

/** As a list of this type, or unknown while one of the elements is. */
function whenWhole(values: readonly Cty[], type: Type, work: (items: readonly Cty[]) => Cty): Cty {
  const value = argument(values, 0);
  return isWhole(value) ? work(itemsAt(values, 0)) : unknownFrom(type, [value], { notNull: true });
}

function chunkList(values: readonly Cty[]): Cty {
  const items = itemsAt(values, 0);
  const size = wholeAt(values, 1);
  if (size < 0) throw new FunctionError('the size is negative');
  const type = typeOf(argument(values, 0));
  const element = isCollection(type) ? type.element : DYNAMIC;
  if (items.length === 0) return list(type, []);
  const chunks: Cty[] = [];
  for (let start = 0; start < items.length; start += size || items.length) {
    chunks.push(list(element, items.slice(start, start + (size || items.length))));
  }
  return list(type, chunks);
}

/** An unknown of which a piece is known is certainly kept. */
function compact(values: readonly Cty[], type: Type): Cty {
  const value = argument(values, 0);
  if (value.kind === 'unknown') return unknownFrom(type, [value], { notNull: true });
  const items = itemsAt(values, 0);
  const open = items.find((item) => item.kind === 'unknown' && !isNotEmpty(item));
  if (open !== undefined) return unknownFrom(type, [open], { notNull: true });
  return list(
    STRING,
    items.filter((item) => item.kind !== 'null' && !(item.kind === 'string' && item.value === '')),
  );
}

function isNotEmpty({ prefix, parts = [] }: UnknownValue): boolean {
  return (prefix ?? '') !== '' || parts.some((part) => typeof part === 'string' && part !== '');
}

function typeOfConcat(values: readonly Cty[]): Type {
  if (values.length === 0) throw new FunctionError('takes at least 1 argument, not 0');
  return concatType(values);
}

function concat(values: readonly Cty[], type: Type): Cty {
  const marks = values.reduce((all, value) => all | value.marks, 0);
  const items = values.flatMap((_, index) => itemsAt(values, index));
  return withMarks(buildSequence(type, items), marks);
}

function distinct(values: readonly Cty[], type: Type): Cty {
  return whenWhole(values, type, (items) => {
    const seen = new Known();
    return list(
      isCollection(type) ? type.element : DYNAMIC,
      items.filter((item) => seen.add(item)),
    );
  });
}

function flattenedType(values: readonly Cty[]): Type {
  const value = argument(values, 0);
  const type = typeOf(value);
  if (isWhole(value) && !isSequence(type))
    throw new FunctionError(`a list, set or tuple is required, not ${nameOf(type)}`);
  return DYNAMIC;
}

/** An element of unknown type may be a list, and a list of unknown length any number of elements. */
function flatten(values: readonly Cty[]): Cty {
  const value = argument(values, 0);
  const items = flattened(value);
  if (items === undefined) return withMarks(unknownFrom(DYNAMIC, [value]), marksWithin(value));
  return tuple(items, marksOfLists(value));
}

/** How many elements there are tells of every list that they come from. */
function marksOfLists(value: Cty): number {
  if (!isSequence(typeOf(value)) || !('items' in value)) return 0;
  return value.items.reduce((all, item) => all | marksOfLists(item), value.marks);
}

function flattened(value: Cty): readonly Cty[] | undefined {
  // Terraform lets an object through as long as something in it is unknown.
  if ('entries' in value) return flattened(tuple([...elementsOf(value)].map(([, item]) => item)));
  if (!('items' in value) || (value.kind === 'set' && !value.whole)) return undefined;
  const result: Cty[] = [];
  for (const item of value.items) {
    const type = typeOf(item);
    if (item.kind === 'unknown' && (type.kind === 'dynamic' || isSequence(type))) return undefined;
    if (item.kind === 'null' || !isSequence(type)) result.push(item);
    else {
      const inner = flattened(item);
      if (inner === undefined) return undefined;
      for (const one of inner) result.push(one);
    }
  }
  return result;
}

function matchKeys(values: readonly Cty[], type: Type): Cty {
  const [items, keys, wanted] = [itemsAt(values, 0), itemsAt(values, 1), itemsAt(values, 2)];
  if (items.length !== keys.length) throw new FunctionError('the values and the keys are not the same number');
  const element = isCollection(type) ? type.element : DYNAMIC;
  if (wanted.length === 0 || items.length === 0) return list(element, []);
  // With an unknown one among the wanted, Terraform 1.11 finds nothing, and something else once it is known. With an unknown value it
  // gives nothing at all, though the value may not be among those that are kept.
  if (!values.every(isWhole)) return unknownFrom(type, values, { notNull: true });
  // Keys and wanted values may be of different types that can be unified.
  const common = unify([typeOf(argument(values, 1)), typeOf(argument(values, 2))]) ?? DYNAMIC;
  const found = new Known();
  for (const one of itemsOf(convert(argument(values, 2), common))) found.add(one);
  const compared = itemsOf(convert(argument(values, 1), common));
  return list(
    element,
    items.filter((_, index) => found.has(compared[index] ?? nullOf(DYNAMIC))),
  );
}

function itemsOf(value: Cty): readonly Cty[] {
  return 'items' in value ? value.items : [];
}

/** Terraform makes no longer ones. */
const LONGEST_RANGE = 1024;

function range(values: readonly Cty[]): Cty {
  const [start, limit, step] = rangeOf(values);
  const direction = signOf(step);
  const ahead = compare(limit, start);
  if (ahead === 0) return list(NUMBER, []);
  if (direction === 0) throw new FunctionError('the step is zero');
  if ((direction > 0 && ahead < 0) || (direction < 0 && ahead > 0)) {
    throw new FunctionError('the step leads away from the limit');
  }
  const items: Cty[] = [];
  for (
    let value: Decimal | undefined = start;
    value !== undefined && compare(limit, value) * direction > 0;
    value = add(value, step)
  ) {
    if (items.length >= LONGEST_RANGE) throw new FunctionError(`there would be more than ${LONGEST_RANGE} values`);
    items.push(number(value));
  }
  return list(NUMBER, items);
}

function rangeOf(values: readonly Cty[]): readonly [Decimal, Decimal, Decimal] {
  const zero = fromCount(0);
  if (values.length < 1 || values.length > 3) throw new FunctionError(`takes 1 to 3 arguments, not ${values.length}`);
  const start = values.length === 1 ? zero : decimalAt(values, 0);
  const limit = decimalAt(values, values.length === 1 ? 0 : 1);
  if (values.length === 3) return [start, limit, decimalAt(values, 2)];
  return [start, limit, compare(limit, start) < 0 ? { ...fromCount(1), mantissa: -1n } : fromCount(1)];
}

function reversedType(values: readonly Cty[]): Type {
  const type = typeOf(argument(values, 0));
  if (type.kind === 'tuple') return { kind: 'tuple', elements: [...type.elements].reverse() };
  if (type.kind === 'list' || type.kind === 'set') return listOf(type.element);
  throw new FunctionError(`a list, set or tuple is required, not ${nameOf(type)}`);
}

function reverse(values: readonly Cty[], type: Type): Cty {
  return buildSequence(type, [...itemsAt(values, 0)].reverse());
}

function sliceType(values: readonly Cty[]): Type {
  const type = typeOf(argument(values, 0));
  if (type.kind !== 'list' && type.kind !== 'tuple')
    throw new FunctionError(`a list or tuple is required, not ${nameOf(type)}`);
  const { start, end } = sliceBounds(values);
  if (type.kind !== 'tuple') return type;
  return start === undefined || end === undefined
    ? DYNAMIC
    : { kind: 'tuple', elements: type.elements.slice(start, end) };
}

/** What is known of the places is held against each other and the length, whatever else is unknown. */
function sliceBounds(values: readonly Cty[]): {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
} {
  const length = lengthWritten(argument(values, 0));
  const [start, end] = [1, 2].map((index) =>
    argument(values, index).kind === 'number' ? wholeAt(values, index) : undefined,
  );
  const first = start ?? 0;
  const last = Math.min(end ?? length, length);
  if (first < 0 || (end ?? 0) < 0 || first > last || (end ?? 0) > length)
    throw new FunctionError(`${start ?? 'the start'} to ${end ?? 'the end'} is not within the list`);
  return { start, end };
}

/** The number of elements, infinite where it is not known. */
function lengthWritten(value: Cty): number {
  const type = typeOf(value);
  if (type.kind === 'tuple') return type.elements.length;
  return 'items' in value ? value.items.length : Number.POSITIVE_INFINITY;
}

function slice(values: readonly Cty[], type: Type): Cty {
  const value = argument(values, 0);
  if (value.kind === 'unknown') return sliceOfUnknown(value, values, type);
  const items = itemsAt(values, 0);
  const { start, end } = sliceBounds(values);
  return buildSequence(type, items.slice(start, end));
}

/** More elements than these nobody picks from the list of a data source. */
const MOST_PICKED = 1000;

/**
 * Of a list that a data source finds, such as the names of availability zones, the first three are three strings, or Terraform
 * stops. It reads data sources while it plans, so that it knows as much.
 */
function sliceOfUnknown(value: UnknownValue, values: readonly Cty[], type: Type): Cty {
  const [start, end] = [wholeAt(values, 1), wholeAt(values, 2)];
  const found = /(^|[./])data\./.test(value.reference?.$ref ?? '');
  if (!found || type.kind !== 'list' || start > end || end - start > MOST_PICKED) {
    return unknownFrom(type, [value], { notNull: true });
  }
  const items = Array.from({ length: end - start }, (_, at) => getIndex(value, number(fromCount(start + at))));
  return list(type.element, items);
}

/** Where an element is unknown, so is every place of the sorted list. */
function sort(values: readonly Cty[]): Cty {
  const items = itemsAt(values, 0);
  if (items.some((item) => item.kind === 'null')) throw new FunctionError('an element is null');
  const open = items.filter((item) => item.kind === 'unknown');
  if (open.length > 0)
    return list(
      STRING,
      items.map(() => unknownFrom(STRING, open)),
    );
  return list(STRING, [...stringsOf(items)].sort(compareText).map(string));
}
