import type { ErrorObject } from 'ajv';
import { nearest } from '../diagnostics/index.ts';
import type { Data, Json, JsonObject, Path, Text } from '../model/index.ts';
import { attributeOf, describeValue, say } from '../model/index.ts';

/** One fault in a sentence: what was given, what is allowed, and what may have been meant. */
export function faultText(error: ErrorObject, path: Path, whole: string): Text {
  const name = path.length === 0 ? whole : { data: attributeOf(path) };
  const wording = wordings[error.keyword];
  if (wording === undefined) return [name, ' ', error.message ?? error.keyword];
  return wording({
    name,
    given: given(error.data),
    schema: objectOf(error.parentSchema),
    params: error.params,
  });
}

interface Holes {
  readonly name: string | Data;
  readonly given: string;
  readonly schema: JsonObject;
  readonly params: Readonly<Record<string, unknown>>;
}

const wordings: Readonly<Record<string, (holes: Holes) => Text>> = {
  additionalProperties: ({ name, schema, params }) => {
    const key = String(params['additionalProperty']);
    const allowed = Object.keys(objectOf(schema['properties']));
    return [{ data: key }, ' is not a key of ', name, ...suggestion(key, allowed)];
  },
  required: ({ name, params }) => [name, ...say` lacks ${String(params['missingProperty'])}`],
  type: ({ name, given, params }) => {
    const wanted = String(params['type']);
    const quotes = wanted === 'string' && /^[\d.]+$|^true$|^false$/.test(given) ? '; put it in quotes' : '';
    return [name, ' must be ', kinds[wanted] ?? wanted, ', got ', { data: given }, quotes];
  },
  const: ({ name, given, params }) => [name, ...say` must be ${describe(params['allowedValue'])}, got ${given}`],
  anyOf: ({ name, given, schema }) => {
    const allowed = list(schema['anyOf']).map((branch) => describe(objectOf(branch)['const']));
    return [name, ...say` is ${given}`, ...suggestion(given, allowed)];
  },
  enum: ({ name, given, schema }) => [
    name,
    ...say` is ${given}`,
    ...suggestion(given, list(schema['enum']).map(describe)),
  ],
  pattern: ({ name, given, params }) =>
    params['pattern'] === '^[0-9]{12}$'
      ? [name, ...say` must be an account id of twelve digits, got ${given}`]
      : [name, ...say` must match ${String(params['pattern'])}, got ${given}`],
  format: ({ name, given }) => [name, ...say` must be a day of the calendar as YYYY-MM-DD, got ${given}`],
  minLength: ({ name, given, params }) =>
    given === ''
      ? [name, ...say` is empty`]
      : [name, ...say` must have at least ${String(params['limit'])} characters, got ${given}`],
  minProperties: ({ name, schema }) => [
    name,
    ' is empty; give at least one of ',
    Object.keys(objectOf(schema['properties'])).join(', '),
  ],
  minItems: ({ name, params }) => [name, ...say` must list at least ${String(params['limit'])}`],
  maxProperties: ({ name, schema }) => [
    name,
    ' has too many keys; give one of ',
    Object.keys(objectOf(schema['properties'])).join(', '),
  ],
  uniqueItems: ({ name }) => [name, ...say` lists a value twice`],
  minimum: ({ name, given, params }) => [name, ...say` must be at least ${String(params['limit'])}, got ${given}`],
  exclusiveMinimum: ({ name, given, params }) => [
    name,
    ...say` must be more than ${String(params['limit'])}, got ${given}`,
  ],
  maximum: ({ name, given, params }) => [name, ...say` must be at most ${String(params['limit'])}, got ${given}`],
};

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  object: 'a mapping',
  array: 'a list',
};

function suggestion(word: string, allowed: readonly string[]): Text {
  const meant = nearest(word, allowed);
  const known = `; allowed: ${allowed.join(', ')}`;
  return [meant === undefined ? known : `; did you mean ${meant}?${known.replace('; allowed', ' allowed')}`];
}

/** What was given, short enough for one line. */
function given(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (value === null || value === undefined) return 'nothing';
  const text = describe(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function describe(value: unknown): string {
  return describeValue(value as Json);
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
