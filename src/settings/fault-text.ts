import type { ErrorObject } from 'ajv';
import { nearest } from '../diagnostics/index.ts';
import type { Json, JsonObject, Path, Text } from '../model/index.ts';
import { attributeOf, describeValue, say } from '../model/index.ts';

/** One fault in a sentence: what was given, what is allowed, and what may have been meant. */
export function faultText(error: ErrorObject, path: Path): Text {
  const name = attributeOf(path);
  const wording = wordings[error.keyword];
  if (wording === undefined) return say`${subject(name)} ${error.message ?? error.keyword}`;
  return wording({
    name: subject(name),
    given: given(error.data),
    schema: objectOf(error.parentSchema),
    params: error.params,
  });
}

interface Holes {
  readonly name: string;
  readonly given: string;
  readonly schema: JsonObject;
  readonly params: Readonly<Record<string, unknown>>;
}

const wordings: Readonly<Record<string, (holes: Holes) => Text>> = {
  additionalProperties: ({ name, schema, params }) => {
    const key = String(params['additionalProperty']);
    const allowed = Object.keys(objectOf(schema['properties']));
    return [...say`${key} is not a key of ${name}`, ...suggestion(key, allowed)];
  },
  required: ({ name, params }) => say`${name} lacks ${String(params['missingProperty'])}`,
  type: ({ name, given, params }) => {
    const wanted = String(params['type']);
    const quotes = wanted === 'string' && /^[\d.]+$|^true$|^false$/.test(given) ? '; put it in quotes' : '';
    return [...say`${name} must be `, kinds[wanted] ?? wanted, ', got ', { data: given }, quotes];
  },
  const: ({ name, given, params }) => say`${name} must be ${describe(params['allowedValue'])}, got ${given}`,
  anyOf: ({ name, given, schema }) => {
    const allowed = list(schema['anyOf']).map((branch) => describe(objectOf(branch)['const']));
    return [...say`${name} is ${given}`, ...suggestion(given, allowed)];
  },
  pattern: ({ name, given, params }) =>
    params['pattern'] === '^[0-9]{12}$'
      ? say`${name} must be an account id of twelve digits, got ${given}`
      : say`${name} must match ${String(params['pattern'])}, got ${given}`,
  format: ({ name, given }) => say`${name} must be a day of the calendar as YYYY-MM-DD, got ${given}`,
  minLength: ({ name, given, params }) =>
    given === ''
      ? say`${name} is empty`
      : say`${name} must have at least ${String(params['limit'])} characters, got ${given}`,
  minProperties: ({ name, schema }) => [
    ...say`${name} is empty; give at least one of `,
    Object.keys(objectOf(schema['properties'])).join(', '),
  ],
  uniqueItems: ({ name }) => say`${name} lists a value twice`,
  exclusiveMinimum: ({ name, given, params }) =>
    say`${name} must be more than ${String(params['limit'])}, got ${given}`,
  maximum: ({ name, given, params }) => say`${name} must be at most ${String(params['limit'])}, got ${given}`,
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

function subject(name: string): string {
  return name === '' ? 'the document' : name;
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
