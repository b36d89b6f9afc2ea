/**
 * One encoding of values for the whole house: what `resolve` produces is plain JSON, and so is what a policy sees.
 * What is known stands for itself. Two kinds of object stand for what is not known before apply: a reference to an
 * attribute of a resource, whose identity is known, and an unknown with its reason. A key of the user's own map that
 * starts with `$` is written with one `$` more, so that no input can pass for either.
 */
export type Value = null | boolean | number | string | readonly Value[] | ValueObject | Reference | Unknown;

export interface ValueObject {
  readonly [key: string]: Value;
}

/** An attribute known only after apply, such as the ARN of a key: `$ref` is the id of the resource instance. */
export interface Reference {
  readonly $ref: string;
  /** Path inside the resource, in Terraform's notation: `arn`, `endpoint[0].address`. */
  readonly $attribute: string;
}

export interface Unknown {
  /** Why it is not known, one lower-case clause: "variable `cidr` has no value". */
  readonly $unknown: string;
  /** For a string that is known in part: its pieces in order, at least one of them known. */
  readonly $parts?: readonly (string | Reference | Unknown)[];
  /** Set when the value, whatever it is, is not null. */
  readonly $set?: true;
  /** Set when the value is this attribute, a URL, without its `https://`: two that have the same are the same text. */
  readonly $host?: Reference;
}

export type Unresolved = Reference | Unknown;

export function isReference(value: Value | undefined): value is Reference {
  return typeof value === 'object' && value !== null && '$ref' in value;
}

export function isUnknown(value: Value | undefined): value is Unknown {
  return typeof value === 'object' && value !== null && '$unknown' in value;
}

/** True for what has no settled value before apply: a reference or an unknown. */
export function isUnresolved(value: Value | undefined): value is Unresolved {
  return isReference(value) || isUnknown(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** True for a map or an object; false for a reference and an unknown. */
export function isObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isUnresolved(value as Value);
}

/** The key as it stands in a `ValueObject`. */
export function encodeKey(key: string): string {
  return key.startsWith('$') ? `$${key}` : key;
}

/** The key as the user wrote it. */
export function decodeKey(key: string): string {
  return key.startsWith('$$') ? key.slice(1) : key;
}

/** A step into a value: a key or an index from zero. */
export type Path = readonly (string | number)[];

/** The value at a path; `undefined` where the path leaves what is written; the unresolved value that the path runs into, if it does. */
export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  let here = value;
  for (const step of path) {
    if (here === undefined || isUnresolved(here)) return here;
    if (isList(here)) here = typeof step === 'number' ? here[step] : undefined;
    else if (isObject(here)) here = Object.hasOwn(here, step) ? here[step] : undefined;
    else return undefined;
  }
  return here;
}

/** RFC 6901 pointer of a path. */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** True for an attribute of one resource. That of `aws_instance.a[*]` may be of any of them, and of another wherever it is written. */
export function isOfOne({ $ref, $attribute }: Reference): boolean {
  return !$ref.includes('[*]') && !$attribute.includes('[*]');
}

/**
 * What a text is made of, where that is known texts and attributes of resources alone: those have one value each, so that equal keys are
 * equal texts once they are known. `undefined` where anything else is in it, and for what is known already.
 */
export function makingOf(value: Value | undefined): string | undefined {
  const parts = isReference(value) ? [value] : isUnknown(value) ? (value.$parts ?? []) : [];
  const settled = parts.filter(
    (part): part is string | Reference => typeof part === 'string' || (isReference(part) && isOfOne(part)),
  );
  if (settled.length === 0 || settled.length < parts.length) return undefined;
  return JSON.stringify(settled.map((part) => (typeof part === 'string' ? part : [part.$ref, part.$attribute])));
}
