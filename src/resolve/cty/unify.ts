import { canConvert } from './convertible.ts';
import {
  type CollectionType,
  DYNAMIC,
  isCollection,
  isPrimitive,
  type ObjectType,
  sameType,
  type TupleType,
  type Type,
} from './type.ts';
import { UNSEEN } from './value.ts';

/**
 * The one type to which values of all these types can be converted, as Terraform chooses it for the two results of a conditional
 * or the elements of a list; `undefined` where there is none. `UNSEEN` types do not take part: Terraform would know them.
 * `safe` leaves out conversions that may fail, such as string to number.
 */
export function unify(types: readonly Type[], safe = false): Type | undefined {
  const seen = types.filter((type) => type !== UNSEEN);
  if (seen.length === 0) return types.length === 0 ? undefined : UNSEEN;
  const [first] = seen;
  if (first !== undefined && seen.every((type) => sameType(type, first))) return first;
  const structural = unifyByKind(seen, safe);
  return structural === 'try each' ? firstThatFits(seen, safe) : structural;
}

function unifyByKind(types: readonly Type[], safe: boolean): Type | undefined | 'try each' {
  const count = (kind: Type['kind']) => types.filter((type) => type.kind === kind).length;
  const open = count('dynamic');
  const all = (...kinds: readonly Type['kind'][]) =>
    kinds.reduce((sum, kind) => sum + count(kind), 0) + open === types.length;
  if (count('map') > 0 && all('map')) return unifyCollections('map', types, safe);
  if (count('map') > 0 && all('map', 'object')) return unifyAsCollection('map', types, safe) ?? 'try each';
  if (count('list') > 0 && all('list')) return unifyCollections('list', types, safe);
  if (count('list') > 0 && all('list', 'tuple')) return unifyAsCollection('list', types, safe) ?? 'try each';
  if (count('set') > 0 && all('set')) return unifyCollections('set', types, safe);
  if (count('object') > 0 && all('object')) return open > 0 ? DYNAMIC : unifyObjects(types as ObjectType[], safe);
  if (count('tuple') > 0 && all('tuple')) return open > 0 ? DYNAMIC : unifyTuples(types as TupleType[], safe);
  if (count('object') > 0 && count('tuple') > 0) return undefined;
  return 'try each';
}

function unifyCollections(kind: CollectionType['kind'], types: readonly Type[], safe: boolean): Type | undefined {
  if (types.some((type) => type.kind === 'dynamic')) return DYNAMIC;
  const element = unify(
    types.filter(isCollection).map((type) => type.element),
    safe,
  );
  return element === undefined ? undefined : { kind, element };
}

/** Maps with objects, or lists with tuples: the structural ones are taken as collections where all their elements agree. */
function unifyAsCollection(kind: 'map' | 'list', types: readonly Type[], safe: boolean): Type | undefined {
  const elements: Type[] = [];
  for (const type of types) {
    if (isCollection(type)) elements.push(type.element);
    else if (type.kind === 'object' || type.kind === 'tuple') {
      const inner = type.kind === 'object' ? [...type.attributes.values()] : type.elements;
      if (inner.length === 0) continue;
      const own = unify(inner, safe);
      if (own === undefined) return undefined;
      elements.push(own);
    }
  }
  // With one of unknown type among them the structural ones stay what they are.
  if (types.some((type) => type.kind === 'dynamic')) return undefined;
  const element = unify(elements, safe);
  const result: Type | undefined = element === undefined ? undefined : { kind, element };
  return result !== undefined && types.every((type) => canConvert(type, result, !safe)) ? result : undefined;
}

function unifyObjects(types: readonly ObjectType[], safe: boolean): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  const names = [...first.attributes.keys()];
  const alike = types.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  );
  if (!alike)
    return asOneCollection(
      'map',
      types.flatMap(({ attributes }) => [...attributes.values()]),
      types,
      safe,
    );
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(
      types.map((each) => each.attributes.get(name) ?? DYNAMIC),
      safe,
    );
    if (type === undefined) return undefined;
    attributes.set(name, type);
  }
  return { kind: 'object', attributes };
}

function unifyTuples(types: readonly TupleType[], safe: boolean): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.some(({ elements }) => elements.length !== first.elements.length)) {
    return asOneCollection(
      'list',
      types.flatMap(({ elements }) => elements),
      types,
      safe,
    );
  }
  const elements: Type[] = [];
  for (let index = 0; index < first.elements.length; index++) {
    const type = unify(
      types.map((each) => each.elements[index] ?? DYNAMIC),
      safe,
    );
    if (type === undefined) return undefined;
    elements.push(type);
  }
  return { kind: 'tuple', elements };
}

function asOneCollection(
  kind: 'map' | 'list',
  elements: readonly Type[],
  types: readonly Type[],
  safe: boolean,
): Type | undefined {
  const element = unify(elements, safe);
  if (element === undefined) return undefined;
  const result: Type = { kind, element };
  return types.every((type) => canConvert(type, result, !safe)) ? result : undefined;
}

function firstThatFits(types: readonly Type[], safe: boolean): Type | undefined {
  return inPreference(types).find((wanted) =>
    types.every((type) => sameType(type, wanted) || canConvert(type, wanted, !safe)),
  );
}

/** Most general first; a type that nothing is preferred to comes before the others, in the order given. */
function inPreference(types: readonly Type[]): readonly Type[] {
  const waiting = [...types];
  const order: Type[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex((type) => !waiting.some((other) => other !== type && preference(other, type) < 0));
    order.push(...waiting.splice(Math.max(0, at), 1));
  }
  return order;
}

/** Negative if the left type is the more general one. */
function preference(left: Type, right: Type): number {
  if (left.kind === 'dynamic' || right.kind === 'dynamic') {
    return Number(left.kind === 'dynamic') - Number(right.kind === 'dynamic');
  }
  if (isPrimitive(left) && isPrimitive(right)) return Number(right.kind === 'string') - Number(left.kind === 'string');
  if (left.kind === right.kind && isCollection(left) && isCollection(right)) {
    return preference(left.element, right.element);
  }
  if (isMoreGeneral(left, right)) return -1;
  return isMoreGeneral(right, left) ? 1 : 0;
}

function isMoreGeneral(left: Type, right: Type): boolean {
  const over: Partial<Record<Type['kind'], readonly Type['kind'][]>> = {
    list: ['tuple', 'set'],
    tuple: ['set'],
    map: ['object'],
  };
  return over[left.kind]?.includes(right.kind) ?? false;
}
