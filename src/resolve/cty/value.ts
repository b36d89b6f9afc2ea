import type { Decimal } from './decimal.ts';
import { BOOL, DYNAMIC, NUMBER, STRING, type Type } from './type.ts';
import type {
  BoolValue,
  Cty,
  MapValue,
  NullValue,
  NumberValue,
  ObjectValue,
  Refinements,
  SequenceValue,
  StringValue,
  TupleValue,
  UnknownValue,
} from './value-type.ts';

export type * from './value-type.ts';

/** Bits of `marks`. */
export const SENSITIVE = 1;
export const EPHEMERAL = 2;
/** Means nothing to Terraform: text that came from a secret, to be masked wherever it goes. */
export const SECRET = 4;

/**
 * Known here, and unknown to Terraform's plan, which does not decide `false && unknown`. Terraform may then not know the type of what
 * rests on it either, and converts what stands beside it only once it does: at apply.
 */
export const SETTLED = 8;
/** Set with `SETTLED` where Terraform certainly does not know the type, as of a `for` whose `if` it does not know. */
export const TYPE_OPEN = 16;
export const OPEN = SETTLED | TYPE_OPEN;

/** The marks of a result that is of the same type whatever the values with these marks are. */
export function marksOfTyped(marks: number): number {
  return marks & ~TYPE_OPEN;
}

/** The marks of a result whose type depends on values with these marks. */
export function marksOfUntyped(marks: number): number {
  return (marks & SETTLED) === 0 ? marks : marks | OPEN;
}

/** What must not be shown. */
export const HIDDEN = SENSITIVE | EPHEMERAL | SECRET;

/**
 * The type of an attribute that only a provider's schema could tell. Unlike `DYNAMIC` it is no type of its own in Terraform,
 * which knows the schema: where types are unified, the other types decide.
 */
export const UNSEEN: Type = { kind: 'dynamic' };

export const TRUE: BoolValue = { kind: 'bool', value: true, marks: 0 };
export const FALSE: BoolValue = { kind: 'bool', value: false, marks: 0 };

export function bool(value: boolean): BoolValue {
  return value ? TRUE : FALSE;
}

/** Strings are normalised to NFC, as in Terraform. */
export function string(value: string): StringValue {
  return { kind: 'string', value: isAscii(value) ? value : value.normalize('NFC'), marks: 0 };
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

export function number(value: Decimal): NumberValue {
  return { kind: 'number', value, marks: 0 };
}

export function nullOf(type: Type): NullValue {
  return { kind: 'null', type, marks: 0 };
}

export function unknown(type: Type, reason: string, refinements: Refinements = {}): UnknownValue {
  return { kind: 'unknown', type, reason, marks: 0, ...refinements };
}

export function marksWithin(value: Cty): number {
  return 'deepMarks' in value ? value.deepMarks : value.marks;
}

export function isWhole(value: Cty): boolean {
  if (value.kind === 'unknown') return false;
  return 'whole' in value ? value.whole : true;
}

/** Values may be shared any number of times: so many are walked through, and no more. */
export const MOST_VALUES = 2_000_000;

/** See `Compound.size`. */
export function sizeOf(value: Cty): number {
  if ('size' in value) return value.size;
  if (value.kind === 'string') return 1 + (value.value.length >> 6);
  return value.kind === 'unknown' ? 1 + (value.json ?? value.parts ?? []).length + (value.members?.size ?? 0) : 1;
}

/** Values may nest through any number of names: so deep, which is as deep as one expression may be, and no deeper. */
export const MOST_LEVELS = 400;

type Summary = Pick<TupleValue, 'marks' | 'deepMarks' | 'whole' | 'size' | 'depth'>;

function summary(values: Iterable<Cty>, marks: number): Summary {
  let deepMarks = marks;
  let size = 1;
  let depth = 1;
  let whole = true;
  for (const value of values) {
    deepMarks |= marksWithin(value);
    size += sizeOf(value);
    if ('depth' in value && value.depth >= depth) depth = value.depth + 1;
    whole &&= isWhole(value);
  }
  return { marks, deepMarks, whole, size, depth };
}

export function tuple(items: readonly Cty[], marks = 0): TupleValue {
  return { kind: 'tuple', items, ...summary(items, marks) };
}

export function object(entries: ReadonlyMap<string, Cty>, marks = 0): ObjectValue {
  return { kind: 'object', entries, ...summary(entries.values(), marks) };
}

export function list(element: Type, items: readonly Cty[], marks = 0): SequenceValue {
  return { kind: 'list', element, items, ...summary(items, marks) };
}

export function map(element: Type, entries: ReadonlyMap<string, Cty>, marks = 0): MapValue {
  return { kind: 'map', element, entries, ...summary(entries.values(), marks) };
}

/** A set whose items are already sorted and unique. */
export function sortedSet(element: Type, items: readonly Cty[], marks = 0): SequenceValue {
  return { kind: 'set', element, items, ...summary(items, marks) };
}

const structuralTypes = new WeakMap<Cty, Type>();

export function typeOf(value: Cty): Type {
  switch (value.kind) {
    case 'null':
    case 'unknown':
      return value.type;
    case 'bool':
      return BOOL;
    case 'number':
      return NUMBER;
    case 'string':
      return STRING;
    case 'list':
    case 'set':
    case 'map':
      return { kind: value.kind, element: value.element };
    default:
      return structuralTypeOf(value);
  }
}

function structuralTypeOf(value: TupleValue | ObjectValue): Type {
  const kept = structuralTypes.get(value);
  if (kept !== undefined) return kept;
  const type: Type =
    value.kind === 'tuple'
      ? { kind: 'tuple', elements: value.items.map(typeOf) }
      : { kind: 'object', attributes: new Map([...value.entries].map(([name, item]) => [name, typeOf(item)])) };
  structuralTypes.set(value, type);
  return type;
}

export function isDynamic(value: Cty): boolean {
  return (value.kind === 'unknown' || value.kind === 'null') && value.type.kind === 'dynamic';
}

/** True if the value is certainly not null. */
export function isSet(value: Cty): boolean {
  return value.kind === 'unknown' ? value.notNull === true : value.kind !== 'null';
}

export function withMarks(value: Cty, marks: number): Cty {
  if ((value.marks & marks) === marks) return value;
  const all = value.marks | marks;
  return 'deepMarks' in value ? { ...value, marks: all, deepMarks: value.deepMarks | marks } : { ...value, marks: all };
}

/** The value without its own marks; those of what is in it stay. */
export function unmarked(value: Cty): Cty {
  if (value.marks === 0) return value;
  switch (value.kind) {
    case 'tuple':
      return tuple(value.items);
    case 'object':
      return object(value.entries);
    case 'map':
      return map(value.element, value.entries);
    case 'list':
      return list(value.element, value.items);
    case 'set':
      return sortedSet(value.element, value.items);
    default:
      return { ...value, marks: 0 };
  }
}

/** The value with no mark anywhere. */
export function unmarkedDeep(value: Cty): Cty {
  if (marksWithin(value) === 0) return value;
  switch (value.kind) {
    case 'tuple':
      return tuple(value.items.map(unmarkedDeep));
    case 'list':
      return list(value.element, value.items.map(unmarkedDeep));
    case 'set':
      return sortedSet(value.element, value.items.map(unmarkedDeep));
    case 'map':
      return map(value.element, mapEntries(value.entries, unmarkedDeep));
    case 'object':
      return object(mapEntries(value.entries, unmarkedDeep));
    default:
      return { ...value, marks: 0 };
  }
}

export function mapEntries(entries: ReadonlyMap<string, Cty>, change: (value: Cty) => Cty): ReadonlyMap<string, Cty> {
  const changed = new Map<string, Cty>();
  for (const [key, value] of entries) changed.set(key, change(value));
  return changed;
}

/** The reason of the first unknown in a value, for what is unknown because of it. */
export function reasonOf(value: Cty): string {
  return reasonWithin(value) ?? 'it rests on a value that is not known';
}

function reasonWithin(value: Cty): string | undefined {
  if (value.kind === 'unknown') return value.reason;
  if (isWhole(value)) return undefined;
  const inner = 'items' in value ? value.items : 'entries' in value ? value.entries.values() : [];
  for (const item of inner) {
    const reason = reasonWithin(item);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** An unknown of a type, because of one of these values: of one that is not known at all, rather than of one with something unknown in it. */
export function unknownFrom(type: Type, causes: readonly Cty[], refinements: Refinements = {}): UnknownValue {
  const cause = causes.find(({ kind }) => kind === 'unknown') ?? causes.find((value) => !isWhole(value));
  return unknown(type, cause === undefined ? 'it rests on a value that is not known' : reasonOf(cause), refinements);
}

export const EMPTY_TUPLE = tuple([]);
export const EMPTY_OBJECT = object(new Map());
export { DYNAMIC };
