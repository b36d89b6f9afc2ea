import { encodeKey, type Json, type JsonObject, type Value } from '../../model/index.ts';
import { isJsonObject, memberOf } from '../json-access.ts';
import { blockOf } from './written-block.ts';

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
  /** True for an item of a list of blocks: `{}` is then a block in which nothing is set, and no expression without references. */
  readonly isBlock?: true;
}

/** A part of what an expression gives: an element of a list, `of` being their number if none of them is known, or a member of a map. */
type Part = { readonly index: number; readonly of: number } | 'member';

/** How what is known only after apply is put into values. */
export interface Unknowns {
  readonly leaf: (written: Written, part?: Part) => Value;
  /** True where what nobody has set is left out, as it is in the configuration: the provider will fill it in. */
  readonly omitsUnset: boolean;
}

/**
 * Joins planned values with the plan's marks of what is not known: `true` at a leaf or a whole subtree, nested objects and lists
 * of marks otherwise. A plan leaves out what is not known, or shows null in its place.
 */
export function plannedValue(
  planned: Json | undefined,
  unknown: Json | undefined,
  written: Written,
  unknowns: Unknowns,
): Value {
  if (unknown === true) return unknowns.leaf(written);
  if (Array.isArray(unknown)) return plannedList(planned, unknown as readonly Json[], written, unknowns);
  if (isJsonObject(unknown)) return plannedObject(planned, unknown, written, unknowns);
  return knownValue(planned ?? null);
}

function plannedList(
  planned: Json | undefined,
  unknown: readonly Json[],
  { name, expression }: Written,
  unknowns: Unknowns,
): Value {
  if (planned === null && unknown.length === 0) return null;
  const items: readonly Json[] = Array.isArray(planned) ? (planned as readonly Json[]) : [];
  const blocks = Array.isArray(expression) ? (expression as readonly Json[]) : undefined;
  const of = unknown.every((mark) => mark === true) ? unknown.length : 0;
  const length = Math.max(items.length, unknown.length);
  return Array.from({ length }, (_, index) => {
    const [item, mark] = [items[index], unknown[index]];
    if (item !== undefined && !hasMark(mark)) return knownValue(item);
    if (blocks !== undefined) {
      const block = blockOf(item, blocks, length);
      return plannedValue(item, mark, { name, expression: block, isBlock: true }, unknowns);
    }
    if (mark === true) return unknowns.leaf({ name, expression }, { index, of });
    return plannedValue(item, mark, { name, expression }, unknowns);
  });
}

function hasMark(mark: Json | undefined): boolean {
  if (typeof mark !== 'object' || mark === null) return mark === true;
  return Object.values(mark as JsonObject).some(hasMark);
}

function plannedObject(planned: Json | undefined, unknown: JsonObject, written: Written, unknowns: Unknowns): Value {
  if (planned === null && Object.keys(unknown).length === 0) return null;
  const members = isJsonObject(planned) ? planned : {};
  const { expression } = written;
  const block = isBlock(written) ? expression : undefined;
  const inside = block === undefined ? { ...unknowns, leaf: (of: Written) => unknowns.leaf(of, 'member') } : unknowns;
  const keys = [...Object.keys(members), ...Object.keys(unknown).filter((key) => !Object.hasOwn(members, key))];
  return objectOf(
    keys.flatMap((key) => {
      const mark = memberOf(unknown, key);
      const inner = { name: key, expression: block === undefined ? expression : memberOf(block, key) };
      if (unknowns.omitsUnset && mark === true && block !== undefined && inner.expression === undefined) return [];
      return [[encodeKey(key), plannedValue(memberOf(members, key), mark, inner, inside)] as const];
    }),
  );
}

function isBlock(written: Written): written is Written & { readonly expression: JsonObject } {
  const { expression } = written;
  return isJsonObject(expression) && (written.isBlock === true || !isExpression(expression));
}

/** True for `{"constant_value": ...}`, `{"references": [...]}` and `{}`, a call without either; false for the expressions of a block. */
export function isExpression(expression: Json | undefined): expression is JsonObject {
  if (!isJsonObject(expression)) return false;
  const keys = Object.keys(expression);
  return keys.every((key) => key === 'constant_value' || key === 'references');
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
