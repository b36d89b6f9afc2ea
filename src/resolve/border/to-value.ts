import {
  encodeKey,
  type Json,
  type JsonObject,
  pointerOf,
  type Reference,
  type Unknown,
  type Value,
} from '../../model/index.ts';
import type { Written, WrittenBlock } from '../body/written.ts';
import { type Decimal, toDouble } from '../cty/decimal.ts';
import { decimalText } from '../cty/decimal-text.ts';
import { sortedKeys } from '../cty/elements.ts';
import { type Cty, HIDDEN, type UnknownValue } from '../cty/value.ts';

/** Shared values may be written out any number of times: beyond so many nodes of one resource they are unknown. */
const MOST_NODES = 2_000_000;

const NOTHING_SENSITIVE: readonly string[] = [];
/** Replaced at the first step, so that it stays empty. */
const NO_STEPS: (string | number)[] = [];
const NO_ORIGINS: Readonly<Record<string, Reference>> = {};

/** Turns evaluated values into the house's encoding, and notes what is sensitive and what was taken from another resource. */
export class Border {
  #sensitive: string[] | undefined;
  #origins: Record<string, Reference> | undefined;
  #nodes = 0;
  #path: (string | number)[] = NO_STEPS;

  written(name: string, written: Written): Value {
    if (written.kind === 'json' && !written.encoded) return written.json;
    return this.#under(encodeKey(name), () => this.#written(written));
  }

  #written(written: Written): Value {
    if (written.kind === 'json') return written.encoded ? plainValue(written.json) : written.json;
    if (written.kind === 'value') return this.value(written.value);
    const { blocks, open } = written;
    const known = blocks.map((block, index) => this.#under(index, () => this.#block(block)));
    if (open === undefined) return known;
    return known.length === 0 ? this.value(open) : [...known, this.#under(known.length, () => this.value(open))];
  }

  #block(block: WrittenBlock): Value {
    const members: Record<string, Value> = {};
    for (const [name, member] of block.members) members[encodeKey(name)] = this.written(name, member);
    return members;
  }

  value(value: Cty): Value {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) return { $unknown: 'the value is too large to be written out' };
    if ((value.marks & HIDDEN) !== 0) this.#noteSensitive();
    if (value.from !== undefined) this.#noteOrigin(value.from);
    switch (value.kind) {
      case 'null':
        return null;
      case 'bool':
      case 'string':
        return value.value;
      case 'number':
        return numberValue(value.value);
      case 'unknown':
        return unknownValue(value);
      case 'map':
      case 'object':
        return this.#entries(value.entries);
      default:
        return value.items.map((item, index) => this.#under(index, () => this.value(item)));
    }
  }

  /** RFC 6901 pointers. */
  get sensitive(): readonly string[] {
    return this.#sensitive ?? NOTHING_SENSITIVE;
  }

  get origins(): Readonly<Record<string, Reference>> {
    return this.#origins ?? NO_ORIGINS;
  }

  #noteSensitive(): void {
    this.#sensitive ??= [];
    this.#sensitive.push(pointerOf(this.#path));
  }

  #noteOrigin(origin: Reference): void {
    this.#origins ??= {};
    this.#origins[pointerOf(this.#path)] = origin;
  }

  #entries(entries: ReadonlyMap<string, Cty>): Value {
    const members: Record<string, Value> = {};
    for (const key of sortedKeys(entries)) {
      const item = entries.get(key);
      if (item !== undefined)
        set(
          members,
          encodeKey(key),
          this.#under(encodeKey(key), () => this.value(item)),
        );
    }
    return members;
  }

  #under(step: string | number, work: () => Value): Value {
    if (this.#path === NO_STEPS) this.#path = [];
    this.#path.push(step);
    const value = work();
    this.#path.pop();
    return value;
  }
}

/** One value on its own. */
export function toValue(value: Cty): Value {
  return new Border().value(value);
}

/** Keeps `__proto__` a key like any other. */
export function set(members: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__')
    Object.defineProperty(members, key, { value, enumerable: true, writable: true, configurable: true });
  else members[key] = value;
}

/** JSON that holds no template stands for itself, but for keys that could be mistaken for ours. */
export function plainValue(json: Json): Value {
  return needsEncoding(json) ? encoded(json) : json;
}

function needsEncoding(json: Json): boolean {
  if (typeof json !== 'object' || json === null) return false;
  if (Array.isArray(json)) return json.some(needsEncoding);
  const members = json as JsonObject;
  for (const key in members) {
    const member = members[key];
    if (key.charCodeAt(0) === 36 || (member !== undefined && needsEncoding(member))) return true;
  }
  return false;
}

function encoded(json: Json): Value {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(encoded);
  const members: Record<string, Value> = {};
  for (const [key, member] of Object.entries(json)) set(members, encodeKey(key), encoded(member));
  return members;
}

/** A number that JavaScript cannot hold keeps its digits as text; a fraction is the nearest double. */
function numberValue(value: Decimal): Value {
  const double = toDouble(value);
  if (!Number.isFinite(double)) return decimalText(value);
  return value.exponent >= 0 && !Number.isSafeInteger(double) ? decimalText(value) : double;
}

function unknownValue(value: UnknownValue): Reference | Unknown {
  if (value.reference !== undefined) return value.reference;
  const pieces = value.json ?? value.parts;
  return {
    $unknown: value.reason,
    ...(pieces === undefined
      ? {}
      : { $parts: pieces.map((part) => (typeof part === 'string' ? part : unknownPart(part))) }),
    ...(value.notNull === undefined ? {} : { $set: true as const }),
    ...(value.host === undefined ? {} : { $host: value.host }),
  };
}

function unknownPart({ reference, reason, host }: UnknownValue): Reference | Unknown {
  return reference ?? { $unknown: reason, ...(host === undefined ? {} : { $host: host }) };
}
