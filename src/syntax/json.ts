import type { Json, JsonObject } from '../model/index.ts';
import { clipped } from './characters.ts';
import type { Problem, SourceFile } from './expression.ts';
import { checkJson, type DuplicateKey } from './json-check.ts';
import { joinedJson } from './json-index.ts';
import { countKeys } from './json-scan.ts';
import { locate } from './locate.ts';
import { DEEPEST } from './scanner.ts';

export interface ReadJson {
  /** `undefined` when the text is no JSON, or nested too deeply for any reader. */
  readonly value?: Json;
  readonly problems: readonly Problem[];
  /** Repeated keys whose values were joined: nothing is lost, and Terraform takes them where they name blocks. */
  readonly joined: readonly Problem[];
}

/**
 * Reads a JSON text at the speed of `JSON.parse`, which finds neither places nor repeated keys: places are worked out when
 * somebody asks, and repeated keys are noticed by counting. A key that an object has twice is a problem at its second place.
 * Where all its values are objects or arrays they are joined to one array, which is what Terraform's JSON syntax makes of repeated
 * blocks; otherwise the last one stands.
 */
export function readJson(file: SourceFile): ReadJson {
  let value: Json;
  try {
    value = JSON.parse(file.text) as Json;
  } catch {
    const { problem } = checkJson(file.text);
    return {
      problems: [problem ?? { span: { start: 0, end: 0 }, message: 'the file cannot be read as JSON' }],
      joined: [],
    };
  }
  const keys = keysIn(value, 0);
  if (keys === countKeys(file.text)) return { value, problems: [], joined: [] };
  const { problem, duplicates } = checkJson(file.text);
  if (problem !== undefined) return { problems: [problem], joined: [] };
  const told = (containers: boolean): readonly Problem[] =>
    duplicates.filter((one) => one.containers === containers).map((one) => repeated(file, one));
  return { value: joinedJson(file), problems: told(false), joined: told(true) };
}

function repeated(file: SourceFile, { key, spans }: DuplicateKey): Problem {
  const [first = { start: 0, end: 0 }] = spans;
  const span = spans.at(-1) ?? first;
  return {
    span,
    message: `the key ${clipped(key)} is there ${spans.length} times in one object, first on line ${locate(file, first).line}`,
  };
}

/** The number of keys in all objects; not a number when the value is nested too deeply. */
export function keysIn(value: Json, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= DEEPEST) return Number.NaN;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += keysIn(item, depth + 1);
    return keys;
  }
  const members = value as JsonObject;
  for (const key in members) {
    keys += 1;
    const member = members[key];
    if (typeof member === 'object' && member !== null) keys += keysIn(member, depth + 1);
  }
  return keys;
}

const longNumbers = new WeakMap<SourceFile, boolean>();

/** True where a JSON file may hold a number with more digits, or a larger exponent, than `JSON.parse` keeps. */
export function hasLongNumbers(file: SourceFile): boolean {
  let known = longNumbers.get(file);
  if (known === undefined) {
    known = /\d[\d.]{15}|\d[eE][+-]?\d{3}/.test(file.text);
    longNumbers.set(file, known);
  }
  return known;
}
