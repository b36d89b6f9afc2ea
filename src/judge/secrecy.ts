/**
 * Keeps secrets out of every output: what the input marks as sensitive, and what stands under a name that is known to
 * hold one, marked or not. A list index counts for nothing in a path, since marks are made before blocks become lists.
 */
import type { Path, Value } from '../model/index.ts';
import { decodeKey, isList, isObject, isReference, isSecretName, isUnknown } from '../model/index.ts';
import type { Thing } from './directory.ts';

export const mask = '(sensitive)';

/** The value with every secret inside it masked. */
export function withoutSecrets(thing: Pick<Thing, 'sensitive'>, path: Path, value: Value): Value {
  return masked(marksOf(thing), keysOf(path), value);
}

/** Data that a policy returns, with every text masked that repeats a secret of one of the things, or a piece of one. */
export function maskedData(data: Readonly<Record<string, unknown>>, things: readonly Thing[]): Record<string, unknown> {
  const secrets = new Set<string>();
  for (const thing of things) collect(marksOf(thing), [], thing.values, secrets);
  return secrets.size === 0 ? { ...data } : (scrub(data, [...secrets]) as Record<string, unknown>);
}

/** Paths that the input marks, without indices. */
type Marks = readonly Keys[];
type Keys = readonly string[];

function marksOf({ sensitive }: Pick<Thing, 'sensitive'>): Marks {
  const steps = (pointer: string) => pointer.split('/').slice(1);
  return sensitive.map((pointer) =>
    keysOf(steps(pointer).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))),
  );
}

/** @param keys that lead to the value, without indices */
function masked(marks: Marks, keys: Keys, value: Value): Value {
  if (isMarked(marks, keys)) return hidden(value);
  // A flag or a number under such a name says something about the secret, as `manage_master_user_password` does.
  if (isNamedSecret(keys)) return typeof value === 'boolean' || typeof value === 'number' ? value : hidden(value);
  return maskedWithin(marks, keys, value);
}

/** The same of a value that is no secret by its own keys, which are those of the items of a list, too. */
function maskedWithin(marks: Marks, keys: Keys, value: Value): Value {
  if (isList(value)) return value.map((item) => maskedWithin(marks, keys, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isIndex(key) ? maskedWithin(marks, keys, member) : masked(marks, [...keys, key], member),
    ]),
  );
}

/** What tells no secret stays: that there is none, where it will come from, why it is not known. */
function hidden(value: Value): Value {
  if (value === null || value === '' || isReference(value)) return value;
  return isUnknown(value) ? { $unknown: value.$unknown } : mask;
}

function isMarked(marks: Marks, keys: Keys): boolean {
  return marks.some((mark) => mark.length <= keys.length && mark.every((key, index) => key === keys[index]));
}

function isNamedSecret(keys: Keys): boolean {
  return keys.some((key) => isSecretName(decodeKey(key)));
}

/** Texts that stand under the name of a secret: they may turn up where nothing marks them. */
export function textsOfSecrets(values: Value): readonly string[] {
  const texts: string[] = [];
  const visit = (value: Value, secret: boolean): void => {
    if (typeof value === 'string') {
      if (secret) texts.push(value);
    } else if (isList(value)) for (const item of value) visit(item, secret);
    else if (isObject(value)) {
      for (const key in value) visit(value[key] ?? null, secret || isSecretName(decodeKey(key)));
    }
  };
  visit(values, false);
  return texts;
}

/** Texts that stand at a place which is marked, or under the name of a secret. */
export function textsOfMarked(sensitive: readonly string[], values: Value): readonly string[] {
  if (sensitive.length === 0) return [];
  const texts = new Set<string>();
  collect(marksOf({ sensitive }), [], values, texts);
  return [...texts];
}

/** Shorter texts stand in too many other words to be looked for. */
const shortestSecret = 4;

/** Every text that stands at or below a secret. */
function collect(marks: Marks, keys: Keys, value: Value, into: Set<string>): void {
  if (typeof value === 'string') {
    if (value.length >= shortestSecret && (isMarked(marks, keys) || isNamedSecret(keys))) into.add(value);
  } else if (isList(value)) {
    for (const item of value) collect(marks, keys, item, into);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value))
      collect(marks, isIndex(key) ? keys : [...keys, key], member, into);
  }
}

function scrub(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.some((secret) => tells(value, secret)) ? mask : value;
  if (Array.isArray(value)) return value.map((item) => scrub(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, scrub(member, secrets)]));
}

/** A text that holds a secret, or that is a piece of one: a policy may return the name of a statement of a secret document. */
function tells(text: string, secret: string): boolean {
  return text.includes(secret) || (text.length >= shortestSecret && secret.includes(text));
}

function keysOf(path: Path): Keys {
  return path.map(String).filter((key) => !isIndex(key));
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}
