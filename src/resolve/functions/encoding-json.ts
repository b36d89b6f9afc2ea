import { BOOL, NUMBER, STRING, type Type } from '../cty/type.ts';
import { type Cty, DYNAMIC, string, unknownFrom } from '../cty/value.ts';
import { JsonReader } from '../json-text/decode.ts';
import { encodeJson } from '../json-text/encode.ts';
import { argument, FunctionError, RAW, type Specification } from './specification.ts';

export const jsonFunctions: Readonly<Record<string, Specification>> = {
  jsonencode: {
    parameters: [{ ...RAW }],
    type: STRING,
    call: ([value], _type, world) => (value === undefined ? string('') : encodeJson(value, world.limits.stringLength)),
  },
  jsondecode: {
    parameters: [{ type: STRING, unknown: true }],
    type: DYNAMIC,
    nullable: true,
    call: (values) => {
      const text = argument(values, 0);
      if (text.kind === 'string') return decodeJson(text.value);
      return unknownFrom(typeByPrefix(text.kind === 'unknown' ? text.prefix : undefined), [text]);
    },
  },
};

/** What JSON text can only become that starts so. Throws `FunctionError` for what starts no JSON. */
function typeByPrefix(prefix: string | undefined): Type {
  const first = prefix?.trimStart().charAt(0) ?? '';
  if (first === '' || '{[n'.includes(first)) return DYNAMIC;
  if (first === '"') return STRING;
  if ('tf'.includes(first)) return BOOL;
  if (/[-0-9]/.test(first)) return NUMBER;
  throw new FunctionError(`no JSON starts with ${first}`);
}

function decodeJson(text: string): Cty {
  const reader = new JsonReader(text);
  const value = reader.read();
  if (value === undefined) throw new FunctionError(`the text is no JSON: ${reader.problem}`);
  return value;
}
