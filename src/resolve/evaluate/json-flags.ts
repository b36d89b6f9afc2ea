import type { Json, JsonObject } from '../../model/index.ts';
import { hasLongNumbers, isTemplate, type JsonTree } from '../../syntax/index.ts';

/** What there is in a JSON value that keeps it from standing for itself: bits. */
export const TEMPLATE = 1;
/** A key that starts with a dollar sign. */
export const DOLLAR = 2;
/** A key `dynamic`, which may hold dynamic blocks. */
const DYNAMIC_KEY = 4;
/** A number of a file in which some have more digits than JavaScript keeps. */
const LONG_NUMBER = 8;

/** True where a value of these flags stands for itself. */
export function isPlainJson(flags: number): boolean {
  return (flags & (TEMPLATE | DYNAMIC_KEY | LONG_NUMBER)) === 0;
}

/** Looks through a whole tree. */
export function jsonFlags(tree: JsonTree): number {
  const flags = flagsOf(tree.value);
  const ignored = (tree.templates ? 0 : TEMPLATE) | (hasLongNumbers(tree.file) ? 0 : LONG_NUMBER);
  return flags & ~ignored;
}

function flagsOf(json: Json): number {
  if (typeof json === 'string') return isTemplate(json) ? TEMPLATE : 0;
  if (typeof json === 'number') return LONG_NUMBER;
  if (typeof json !== 'object' || json === null) return 0;
  let flags = 0;
  if (Array.isArray(json)) {
    for (const item of json) flags |= flagsOf(item as Json);
    return flags;
  }
  const members = json as JsonObject;
  for (const key in members) {
    const member = members[key];
    if (key.charCodeAt(0) === 36) flags |= DOLLAR;
    if (key === 'dynamic') flags |= DYNAMIC_KEY;
    if (isTemplate(key)) flags |= TEMPLATE;
    if (member !== undefined) flags |= flagsOf(member);
  }
  return flags;
}
