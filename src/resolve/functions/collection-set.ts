import { convert } from '../cty/convert.ts';
import { Known, makeSet } from '../cty/set.ts';
import { isCollection, listOf, nameOf, sameType, setOf, type Type } from '../cty/type.ts';
import { unify } from '../cty/unify.ts';
import { type Cty, DYNAMIC, isWhole, list, MOST_VALUES, tuple, typeOf, UNSEEN, unknownFrom } from '../cty/value.ts';
import type { World } from '../evaluate/world.ts';
import { isSequence, lengthOf } from './collection-type.ts';
import { itemsAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

const anySet = { type: setOf(DYNAMIC) };

type Combine = (left: readonly Cty[], right: readonly Cty[]) => readonly Cty[];

/** Functions of sets. */
export const setFunctions: Readonly<Record<string, Specification>> = {
  setunion: operation((left, right) => [...left, ...right], true),
  setintersection: operation((left, right) => keep(left, right, true), false),
  setsubtract: { ...operation((left, right) => keep(left, right, false), false), parameters: [anySet, anySet] },
  setproduct: {
    parameters: [],
    rest: { type: DYNAMIC, unknown: true, inside: true },
    type: productType,
    call: product,
  },
};

function operation(combine: Combine, openElements: boolean): Specification {
  return {
    parameters: [anySet],
    rest: anySet,
    type: unionType,
    call: (values, type) => {
      if (!openElements && !values.every(isWhole)) return unknownFrom(type, values, { notNull: true });
      const converted = values.map((value) => itemsOf(convert(value, type)));
      return makeSet(isCollection(type) ? type.element : DYNAMIC, converted.reduce(combine));
    },
  };
}

function unionType(values: readonly Cty[]): Type {
  const elements = values
    .map(typeOf)
    .filter(isCollection)
    .map(({ element }) => element);
  // An empty set of no type agrees with all.
  const typed = elements.filter((_, index) => !isEmptyUntyped(values[index]));
  if (typed.length === 0) return setOf(DYNAMIC);
  const element = unify(typed);
  if (element === undefined) throw new FunctionError('all sets must have elements of one type');
  return setOf(element);
}

function isEmptyUntyped(value: Cty | undefined): boolean {
  return value?.kind === 'set' && value.items.length === 0 && value.element.kind === 'dynamic';
}

function itemsOf(value: Cty): readonly Cty[] {
  return 'items' in value ? value.items : [];
}

function keep(left: readonly Cty[], right: readonly Cty[], wanted: boolean): readonly Cty[] {
  const there = new Known();
  for (const item of right) there.add(item);
  return left.filter((item) => there.has(item) === wanted);
}

function productType(values: readonly Cty[]): Type {
  if (values.length < 2) throw new FunctionError('takes at least 2 arguments');
  const elements = values.map((value) => {
    const type = typeOf(value);
    if (!isSequence(type)) throw new FunctionError(`a list, set or tuple is required, not ${nameOf(type)}`);
    if (isCollection(type)) return type.element;
    const common = type.kind === 'tuple' ? unify(type.elements) : undefined;
    if (common === undefined && type.kind === 'tuple' && type.elements.length > 0) {
      throw new FunctionError('all elements must be of one type');
    }
    return common ?? DYNAMIC;
  });
  const element: Type = { kind: 'tuple', elements };
  return values.some((value) => typeOf(value).kind === 'set') ? setOf(element) : listOf(element);
}

function withoutItems(type: Type): Cty {
  const element = isCollection(type) ? type.element : DYNAMIC;
  return type.kind === 'set' ? makeSet(element, []) : list(element, []);
}

/** Refuses more than can be held before any of it is made. */
function checkSize(values: readonly Cty[]): void {
  const rows = values.reduce((count, value) => count * (lengthOf(value).exact ?? 1), 1);
  if (rows * (values.length + 1) > MOST_VALUES) {
    throw new FunctionError(`would combine ${rows} times, and a value has at most ${MOST_VALUES} parts`);
  }
}

/** Where only `null` makes one type of several, Terraform finds too late that it cannot combine them. */
function checkAlike(items: readonly Cty[]): void {
  const types = items.map(typeOf).filter((type) => type !== UNSEEN);
  const [first] = types;
  if (first !== undefined && !types.every((type) => sameType(type, first)))
    throw new FunctionError('all elements must be of one type');
}

function product(values: readonly Cty[], type: Type, world: World): Cty {
  const lengths = values.map((value) => lengthOf(value).most);
  const open = values.filter((value) => value.kind === 'unknown' || (value.kind === 'set' && !isWhole(value)));
  // Nothing is to be combined with nothing, whatever it is, as long as there is so much of it.
  if (lengths.includes(0) && lengths.every(Number.isFinite)) return withoutItems(type);
  if (open.length > 0) return unknownFrom(type, open, { notNull: true });
  const element = isCollection(type) ? type.element : DYNAMIC;
  const wanted = element.kind === 'tuple' ? element.elements : [];
  checkSize(values);
  let rows: (readonly Cty[])[] = [[]];
  for (let index = 0; index < values.length; index++) {
    const items = itemsAt(values, index).map((item) => convert(item, wanted[index] ?? DYNAMIC));
    checkAlike(items);
    world.spend(rows.length * items.length);
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  const tuples = rows.map((row) => tuple(row));
  return type.kind === 'set' ? makeSet(element, tuples) : list(element, tuples);
}
