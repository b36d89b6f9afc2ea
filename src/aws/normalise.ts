/**
 * Brings values into the one form that policies see, by the provider's schema: nested objects are lists however they were
 * written (Terraform JSON writes a single block as an object, plans write lists), `null` is the same as nothing, and
 * primitive types are converted as Terraform converts them (Terraform documentation, "Type Constraints", conversion of
 * primitive types). What is not known stays as it is; what does not fit the schema is kept and reported.
 */
import type { Path, Unresolved, Value, ValueObject } from '../model/index.ts';
import { decodeKey, isList, isObject, isUnresolved } from '../model/index.ts';
import type { AttributeType, CollectionType, Shape } from './provider-schema.ts';

export interface Misfits {
  /** An attribute that the schema does not have; `allowed` are those that it has at that place. */
  readonly attribute: (path: Path, allowed: Shape) => void;
  /** A value that cannot be converted to the type of its attribute. */
  readonly value: (path: Path, value: Value, wanted: AttributeType) => void;
  /** What is not known yet: a reference, or a text that may hold some. */
  readonly unresolved: (path: Path, value: Unresolved) => void;
  /** Something stands at another path than it was written at: see `pathAsWritten`. */
  readonly moved: () => void;
}

export function normalise(values: ValueObject, shape: Shape, misfits: Misfits): Record<string, Value> {
  return normaliseObject(values, shape, { misfits, path: [] });
}

interface Progress {
  readonly misfits: Misfits;
  /** Where we are in the values as written. */
  readonly path: (string | number)[];
}

/** What any resource may hold, whatever its type (Terraform documentation, "Resource Blocks"), and the comment of the JSON syntax. */
const metaArguments = new Set(['connection', 'provisioner', '//']);

function normaliseObject(object: ValueObject, shape: Shape, progress: Progress): Record<string, Value> {
  const normal: Record<string, Value> = {};
  for (const key in object) {
    const value = object[key];
    if (value === null || value === undefined) continue;
    const name = decodeKey(key);
    if (metaArguments.has(name)) continue;
    progress.path.push(key);
    const type = shape.get(name);
    if (type === undefined) {
      progress.misfits.attribute([...progress.path], shape);
      put(normal, key, value);
    } else put(normal, key, normaliseValue(value, type, progress));
    progress.path.pop();
  }
  return normal;
}

/** INVARIANT: a key named `__proto__` becomes a member like any other. */
function put(object: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function normaliseValue(value: Value, type: AttributeType, progress: Progress): Value {
  if (isUnresolved(value)) return open(value, progress);
  if (type === 'any') return value;
  if (typeof type === 'string') {
    const converted = convert(value, type);
    return converted === undefined ? misfit(value, type, progress) : converted;
  }
  if (type.nesting === 'map') return normaliseMap(value, type, progress);
  return normaliseList(value, type, progress);
}

function normaliseList(value: Value, type: CollectionType, progress: Progress): Value {
  if (isList(value)) {
    const normal: Value[] = [];
    for (const [index, item] of value.entries()) {
      if (item === null) {
        progress.misfits.moved();
        continue;
      }
      progress.path.push(index);
      normal.push(normaliseItem(item, type.of, progress));
      progress.path.pop();
    }
    return normal;
  }
  if (typeof type.of !== 'string' && isObject(value)) {
    progress.misfits.moved();
    return [normaliseObject(value, type.of, progress)];
  }
  return misfit(value, type, progress);
}

function normaliseMap(value: Value, type: CollectionType, progress: Progress): Value {
  if (!isObject(value)) return misfit(value, type, progress);
  const normal: Record<string, Value> = {};
  for (const key in value) {
    const member = value[key];
    if (member === null || member === undefined) continue;
    progress.path.push(key);
    put(normal, key, normaliseItem(member, type.of, progress));
    progress.path.pop();
  }
  return normal;
}

function normaliseItem(item: Value, of: CollectionType['of'], progress: Progress): Value {
  if (typeof of === 'string') return normaliseValue(item, of, progress);
  if (isUnresolved(item)) return open(item, progress);
  return isObject(item) ? normaliseObject(item, of, progress) : misfit(item, { nesting: 'one', of }, progress);
}

function open(value: Unresolved, { misfits, path }: Progress): Value {
  misfits.unresolved(path, value);
  return value;
}

function misfit(value: Value, wanted: AttributeType, progress: Progress): Value {
  progress.misfits.value([...progress.path], value, wanted);
  return value;
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** As cty converts: any primitive to a string, a decimal string to a number, "true", "1", "false", "0" to a boolean; `undefined` else. */
function convert(value: Value, to: 'string' | 'number' | 'boolean'): Value | undefined {
  if (typeof value === to) return value;
  if (to === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (to === 'number') return decimal.test(value) ? Number(value) : undefined;
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

/**
 * The same place in the values as they were written: there a single block may be an object, and lists have their `null`s.
 * What was not written (a default) has the path it would have.
 */
export function pathAsWritten(values: ValueObject, shape: Shape | undefined, path: Path): Path {
  const written: (string | number)[] = [];
  let here: Value | undefined = values;
  let type: AttributeType | Shape | undefined = shape;
  for (const step of path) {
    if (typeof step === 'number' && isNested(type) && isObject(here)) {
      type = type.of;
      continue;
    }
    const at: string | number = typeof step === 'number' && isList(here) ? originalIndex(here, step) : step;
    written.push(at);
    type = inside(type, step);
    here = child(here, at);
  }
  return written;
}

function isNested(type: AttributeType | Shape | undefined): type is CollectionType & { readonly of: Shape } {
  return typeof type === 'object' && 'nesting' in type && type.nesting !== 'map' && typeof type.of === 'object';
}

function originalIndex(list: readonly Value[], index: number): number {
  let left = index;
  for (const [original, item] of list.entries()) {
    if (item === null) continue;
    if (left === 0) return original;
    left -= 1;
  }
  return index;
}

function inside(type: AttributeType | Shape | undefined, step: string | number): AttributeType | Shape | undefined {
  if (typeof type !== 'object') return undefined;
  if ('nesting' in type) return type.of;
  return typeof step === 'string' ? type.get(decodeKey(step)) : undefined;
}

function child(value: Value | undefined, step: string | number): Value | undefined {
  if (isList(value)) return typeof step === 'number' ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
