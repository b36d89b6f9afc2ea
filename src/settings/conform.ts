/** Checks a value against a JSON Schema and says what is wrong in our own words, each fault with the path it stands at. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Json, JsonObject, Path, Text } from '../model/index.ts';
import { compileSchema } from './compile-schema.ts';
import { faultText } from './fault-text.ts';

export interface Fault {
  readonly path: Path;
  /** True when the fault is the key that the path ends in, not the value under it. */
  readonly atKey: boolean;
  readonly what: Text;
}

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** What is wrong with `whole`, such as "the document"; nothing when it conforms. */
export function faultsOf(value: Json, schema: JsonObject, whole: string): readonly Fault[] {
  const validate = compiled.get(schema) ?? compile(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  // A choice among words is one fault, not one for each word.
  const branch = ({ schemaPath, instancePath }: ErrorObject) =>
    choices.some((choice) => choice.instancePath === instancePath && schemaPath.startsWith(`${choice.schemaPath}/`));
  return errors.filter((error) => !branch(error)).map((error) => faultOf(error, value, whole));
}

function compile(schema: JsonObject): ValidateFunction {
  const validate = compileSchema(schema);
  compiled.set(schema, validate);
  return validate;
}

function faultOf(error: ErrorObject, root: Json, whole: string): Fault {
  const path = pathOf(error.instancePath, root);
  const params: Record<string, unknown> = error.params;
  const key = params['additionalProperty'];
  if (typeof key === 'string') return { path: [...path, key], atKey: true, what: faultText(error, path, whole) };
  return { path, atKey: false, what: faultText(error, path, whole) };
}

/** The path of a pointer; its digits are an index only where the value is a list. */
function pathOf(pointer: string, root: Json): Path {
  let here: unknown = root;
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(here) ? Number(key) : key;
      here = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined;
      return step;
    });
}
