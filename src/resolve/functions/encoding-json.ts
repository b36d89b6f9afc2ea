import { STRING } from '../cty/type.ts';
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
      return text.kind === 'string' ? decodeJson(text.value) : unknownFrom(DYNAMIC, [text]);
    },
  },
};

function decodeJson(text: string): Cty {
  const reader = new JsonReader(text);
  const value = reader.read();
  if (value === undefined) throw new FunctionError(`the text is no JSON: ${reader.problem}`);
  return value;
}
