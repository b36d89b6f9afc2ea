/** Turns of a `for` expression, found by what they give: each is evaluated once for all findings, not once for each. */
import type { For } from '../../syntax/index.ts';
import { convert } from '../cty/convert.ts';
import { BOOL, STRING } from '../cty/type.ts';
import type { Cty } from '../cty/value.ts';
import { iterate } from '../evaluate/for-expression.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { evaluated, isAlone, type Place, type Surroundings, withBound } from './surroundings.ts';

/** The turn that gives the element of this key, or of this index. */
export function turnAt(node: For, place: Place, step: string | number): Surroundings | undefined {
  return indexOf(byKey, node, place, keyed).get(step)?.[0];
}

/** The turns whose result is this text, or may hold it in a list. */
export function turnsGiving(node: For, place: Place, text: string): readonly Surroundings[] {
  return indexOf(byResult, node, place, resulting).get(text) ?? [];
}

type Key = string | number | undefined;
type Index = ReadonlyMap<Key, readonly Surroundings[]>;
/** Where a name means the same each time the module stands for that; inside of a loop, the turn does. */
type Kept = WeakMap<For, WeakMap<ModuleScope | Surroundings, Index>>;

const byKey: Kept = new WeakMap();
const byResult: Kept = new WeakMap();

function indexOf(kept: Kept, node: For, place: Place, make: (node: For, place: Place) => Index): Index {
  const { around } = place;
  const whose = isAlone(around) ? around.scope : around;
  const inPlaces = kept.get(node) ?? new WeakMap<ModuleScope | Surroundings, Index>();
  kept.set(node, inPlaces);
  const known = inPlaces.get(whose);
  if (known !== undefined) return known;
  const made = make(node, place);
  inPlaces.set(whose, made);
  return made;
}

function keyed(node: For, place: Place): Index {
  const { resultKey } = node;
  const index = new Map<Key, Surroundings[]>();
  let count = 0;
  for (const turn of turnsOf(node, place)) {
    put(
      index,
      resultKey === undefined ? count : primitiveText(evaluated({ expression: resultKey, around: turn })),
      turn,
    );
    count += 1;
  }
  return index;
}

/** A turn that gives a list stands under each text in it. */
function resulting(node: For, place: Place): Index {
  const index = new Map<Key, Surroundings[]>();
  for (const turn of turnsOf(node, place)) {
    const value = evaluated({ expression: node.result, around: turn });
    for (const text of value === undefined ? [] : new Set(textsIn(value))) put(index, text, turn);
  }
  return index;
}

function* textsIn(value: Cty): Generator<string> {
  if ('items' in value) for (const item of value.items) yield* textsIn(item);
  const text = primitiveText(value);
  if (text !== undefined) yield text;
}

function put(index: Map<Key, Surroundings[]>, key: Key, turn: Surroundings): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [turn]);
  else there.push(turn);
}

/** The surroundings of each turn of a loop that its condition lets through. */
function* turnsOf(node: For, { around }: Place): Generator<Surroundings> {
  const collection = { expression: node.collection, around };
  const whole = evaluated(collection);
  const elements = whole === undefined || whole.kind === 'null' ? undefined : iterate(whole);
  for (const [key, value] of elements ?? []) {
    const element = { collection, key, value };
    const inner = withBound(around, [node.key, { ...element, as: 'key' }], [node.item, { ...element, as: 'value' }]);
    if (node.condition === undefined || isTrue(evaluated({ expression: node.condition, around: inner }))) yield inner;
  }
}

function isTrue(value: Cty | undefined): boolean {
  if (value === undefined || value.kind === 'null') return false;
  const bool = value.kind === 'bool' ? value : convert(value, BOOL);
  return bool.kind === 'bool' && bool.value;
}

/** The text of a known text, number or truth value. */
export function primitiveText(value: Cty | undefined): string | undefined {
  if (value?.kind !== 'string' && value?.kind !== 'number' && value?.kind !== 'bool') return undefined;
  const text = convert(value, STRING);
  return text.kind === 'string' ? text.value : undefined;
}
