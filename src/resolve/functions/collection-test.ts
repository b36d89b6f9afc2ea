import { fromCount, parseDecimal } from '../cty/decimal.ts';
import { equal } from '../cty/equality.ts';
import { BOOL, isCollection, listOf, NUMBER, nameOf, type Type } from '../cty/type.ts';
import { bool, type Cty, DYNAMIC, isDynamic, number, SETTLED, typeOf, unknownFrom, withMarks } from '../cty/value.ts';
import { isSequence, lengthOf } from './collection-type.ts';
import { countGraphemes } from './graphemes.ts';
import { itemsAt } from './read-argument.ts';
import { argument, FunctionError, type Specification } from './specification.ts';

/** Functions that tell something of a collection. */
export const testFunctions: Readonly<Record<string, Specification>> = {
  alltrue: { parameters: [{ type: listOf(BOOL) }], type: BOOL, call: (values) => quantified(values, false) },
  anytrue: { parameters: [{ type: listOf(BOOL) }], type: BOOL, call: (values) => quantified(values, true) },
  contains: { parameters: [{ type: DYNAMIC }, { type: DYNAMIC }], type: BOOL, call: contains },
  index: { parameters: [{ type: DYNAMIC }, { type: DYNAMIC }], type: NUMBER, call: indexOf },
  length: {
    parameters: [{ type: DYNAMIC, unknown: true, dynamic: true, marked: true }],
    type: NUMBER,
    shallow: true,
    call: length,
  },
};

/** One element that decides it decides it, whatever else is unknown. A null counts as false. */
function quantified(values: readonly Cty[], deciding: boolean): Cty {
  const items = itemsAt(values, 0);
  const decides = (item: Cty): boolean =>
    item.kind === 'bool' ? item.value === deciding : item.kind === 'null' && !deciding;
  const at = items.findIndex(decides);
  // Terraform stops at the first unknown.
  const isSettled = items.slice(0, Math.max(0, at)).some((item) => item.kind === 'unknown');
  if (at >= 0) return withMarks(bool(deciding), isSettled ? SETTLED : 0);
  const open = items.filter((item) => item.kind === 'unknown');
  return open.length > 0 ? unknownFrom(BOOL, open, { notNull: true }) : bool(!deciding);
}

function sequenceType(value: Cty): Type {
  const type = typeOf(value);
  if (!isSequence(type)) throw new FunctionError(`a list, set or tuple is required, not ${nameOf(type)}`);
  return type;
}

function contains(values: readonly Cty[]): Cty {
  const collection = argument(values, 0);
  const wanted = argument(values, 1);
  sequenceType(collection);
  const same = itemsAt(values, 0).map((item) => equal(wanted, item));
  if (same.includes(true)) return bool(true);
  return same.includes(undefined) ? unknownFrom(BOOL, [collection, wanted], { notNull: true }) : bool(false);
}

function indexOf(values: readonly Cty[]): Cty {
  const type = sequenceType(argument(values, 0));
  if (type.kind === 'set') throw new FunctionError('a list or tuple is required, not a set');
  const wanted = argument(values, 1);
  for (const [index, item] of itemsAt(values, 0).entries()) {
    const same = equal(item, wanted);
    if (same === undefined) return unknownFrom(NUMBER, [item, wanted], { notNull: true });
    if (same) return number(fromCount(index));
  }
  throw new FunctionError('the element is not there');
}

function length(values: readonly Cty[]): Cty {
  const value = argument(values, 0);
  const type = typeOf(value);
  if (value.kind === 'string') return counted(countGraphemes(value.value), value);
  if (type.kind === 'number' || type.kind === 'bool') throw new FunctionError(`a ${type.kind} has no length`);
  if (value.kind === 'unknown' && (isDynamic(value) || type.kind === 'string')) {
    return openLength(value, countGraphemes(value.prefix ?? ''), Number.POSITIVE_INFINITY);
  }
  const { exact, least, most } = lengthOf(value);
  return exact === undefined ? openLength(value, least, most) : counted(exact, value);
}

function counted(count: number, value: Cty): Cty {
  return { ...number(fromCount(count)), marks: value.marks };
}

/** No collection has more elements than fit a whole number of 64 bits. */
const LONGEST = parseDecimal('9223372036854775807');

function openLength(value: Cty, least: number, most: number): Cty {
  const longest = Number.isFinite(most) ? fromCount(most) : isCollection(typeOf(value)) ? LONGEST : undefined;
  const upper = longest === undefined ? {} : { upper: { value: longest, inclusive: true } };
  const bounds = { notNull: true as const, lower: { value: fromCount(least), inclusive: true }, ...upper };
  return { ...unknownFrom(NUMBER, [value], bounds), marks: value.marks };
}
