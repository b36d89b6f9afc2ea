import { encodeKey, type Json, type JsonObject, type Value } from '../../model/index.ts';
import { isJsonObject, memberOf } from '../json-access.ts';

/**
 * A value of a plan or a state in the house's encoding: the user's own keys that start with `$` get one `$` more. What needs no
 * change is not copied.
 */
export function knownValue(json: Json): Value {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return mapUnlessSame(json as readonly Json[], knownValue);
  const members = json as JsonObject;
  const keys = Object.keys(members);
  let same = true;
  const entries = keys.map((key): readonly [string, Value] => {
    const member = members[key] ?? null;
    const value = knownValue(member);
    const encoded = encodeKey(key);
    if (value !== member || encoded !== key) same = false;
    return [encoded, value];
  });
  return same ? members : objectOf(entries);
}

/** What the configuration gives for a value: `expression` is an expression, the expressions of a block, or a list of blocks. */
export interface Written {
  /** Of the attribute. */
  readonly name: string;
  readonly expression: Json | undefined;
}

/** One element of a list that an expression gives; `of` is the number of elements if none of them is known, else 0. */
interface ElementOf {
  readonly index: number;
  readonly of: number;
}

/** Makes the value of what is known only after apply. */
export type UnknownLeaf = (written: Written, element?: ElementOf) => Value;

/**
 * Joins planned values with the plan's marks of what is not known: `true` at a leaf or a whole subtree, nested objects and lists
 * of marks otherwise. A plan leaves out what is not known, or shows null in its place.
 */
export function plannedValue(
  planned: Json | undefined,
  unknown: Json | undefined,
  written: Written,
  leaf: UnknownLeaf,
): Value {
  if (unknown === true) return leaf(written);
  if (Array.isArray(unknown)) return plannedList(planned, unknown as readonly Json[], written, leaf);
  if (isJsonObject(unknown)) return plannedObject(planned, unknown, written, leaf);
  return knownValue(planned ?? null);
}

function plannedList(
  planned: Json | undefined,
  unknown: readonly Json[],
  { name, expression }: Written,
  leaf: UnknownLeaf,
): Value {
  if (planned === null && unknown.length === 0) return null;
  const items: readonly Json[] = Array.isArray(planned) ? (planned as readonly Json[]) : [];
  const blocks: readonly Json[] | undefined = Array.isArray(expression) ? (expression as readonly Json[]) : undefined;
  const of = unknown.every((mark) => mark === true) ? unknown.length : 0;
  return Array.from({ length: Math.max(items.length, unknown.length) }, (_, index) => {
    if (blocks === undefined && unknown[index] === true) return leaf({ name, expression }, { index, of });
    return plannedValue(items[index], unknown[index], { name, expression: blocks?.[index] }, leaf);
  });
}

function plannedObject(planned: Json | undefined, unknown: JsonObject, written: Written, leaf: UnknownLeaf): Value {
  if (planned === null && Object.keys(unknown).length === 0) return null;
  const members = isJsonObject(planned) ? planned : {};
  const block = isExpression(written.expression) ? undefined : written.expression;
  const keys = [...Object.keys(members), ...Object.keys(unknown).filter((key) => !Object.hasOwn(members, key))];
  return objectOf(
    keys.map((key) => {
      const inner = { name: key, expression: memberOf(block, key) };
      return [encodeKey(key), plannedValue(memberOf(members, key), memberOf(unknown, key), inner, leaf)];
    }),
  );
}

/** True for `{"constant_value": ...}` and `{"references": [...]}`; false for the expressions of a block. */
export function isExpression(expression: Json | undefined): expression is JsonObject {
  if (!isJsonObject(expression)) return false;
  const keys = Object.keys(expression);
  return keys.length === 0 || keys.every((key) => key === 'constant_value' || key === 'references');
}

/** An object with any keys, `__proto__` among them. */
export function objectOf(entries: readonly (readonly [string, Value])[]): Value {
  return Object.fromEntries(entries);
}

function mapUnlessSame(items: readonly Json[], change: (item: Json) => Value): Value {
  let same = true;
  const changed = items.map((item) => {
    const value = change(item);
    if (value !== item) same = false;
    return value;
  });
  return same ? items : changed;
}
