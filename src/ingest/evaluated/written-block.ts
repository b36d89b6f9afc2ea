import type { Json, JsonObject } from '../../model/index.ts';
import { isJsonObject, memberOf } from '../json-access.ts';
import { allReferences, longestReferences } from './static-names.ts';

/**
 * The configuration of one planned block among the blocks that are written: a plan lists a set in an order of its own, so that
 * constants tell which is which. `undefined` where it may be none of them: a plan does not show `dynamic` blocks.
 *
 * Where several fit, an attribute that they give differently may be any of theirs.
 */
export function blockOf(item: Json | undefined, blocks: readonly Json[], planned: number): JsonObject | undefined {
  if (blocks.length !== planned) return undefined;
  const fitting = blocks.filter(isJsonObject).filter((block) => fits(block, item));
  const [first, ...others] = fitting;
  if (first === undefined || others.length === 0) return first;
  const names = new Set(fitting.flatMap((block) => Object.keys(block)));
  return Object.fromEntries([...names].map((name) => [name, common(fitting.map((block) => memberOf(block, name)))]));
}

/** Does nothing that is constant in the block contradict what is planned? */
function fits(block: JsonObject, item: Json | undefined): boolean {
  return Object.entries(block).every(([name, expression]) => {
    const constant = memberOf(expression, 'constant_value');
    const value = memberOf(item, name);
    return constant === undefined || value === undefined || value === null || isSame(constant, value);
  });
}

/** Up to what a provider does to a value: it converts primitives, sorts sets and writes an empty value for none. */
function isSame(constant: Json, value: Json): boolean {
  if (constant === null) return true;
  if (Array.isArray(constant) && Array.isArray(value)) {
    return constant.length === value.length && sorted(constant).every((text, index) => text === sorted(value)[index]);
  }
  if (typeof constant === 'object' || typeof value === 'object') return true;
  return String(constant) === String(value);
}

function sorted(items: readonly Json[]): readonly string[] {
  return items.map((item) => (typeof item === 'object' ? '' : String(item))).sort();
}

function common(expressions: readonly (Json | undefined)[]): Json {
  const [first = {}] = expressions;
  const text = JSON.stringify(first);
  if (expressions.every((expression) => JSON.stringify(expression) === text)) return first;
  const references = expressions.flatMap(allReferences);
  // A lone reference would be taken for the value, which may be that of a block without any.
  return { references: longestReferences({ references }).length > 1 ? references : [] };
}
