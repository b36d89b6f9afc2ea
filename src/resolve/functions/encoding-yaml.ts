import { STRING } from '../cty/type.ts';
import { type Cty, DYNAMIC, isWhole, string, unknown, unknownFrom } from '../cty/value.ts';
import type { World } from '../evaluate/world.ts';
import { decodeYaml, YamlError } from '../yaml/decode.ts';
import { encodeYaml, YamlLimit } from '../yaml/encode.ts';
import { textAt } from './read-argument.ts';
import { argument, FunctionError, RAW, type Specification } from './specification.ts';

export const yamlFunctions: Readonly<Record<string, Specification>> = {
  yamlencode: { parameters: [RAW], type: STRING, call: encode },
  yamldecode: { parameters: [{ type: STRING }], type: DYNAMIC, nullable: true, call: decode },
};

function encode(values: readonly Cty[], _type: unknown, world: World): Cty {
  const value = argument(values, 0);
  if (!isWhole(value)) return unknownFrom(STRING, [value], { notNull: true });
  try {
    const text = encodeYaml(value);
    world.checkLength(text.length);
    return string(text);
  } catch (error) {
    if (error instanceof YamlLimit)
      return unknown(STRING, `how Terraform writes it as YAML is not followed here: ${error.message}`);
    throw error;
  }
}

function decode(values: readonly Cty[]): Cty {
  const text = textAt(values, 0);
  if (/[\u0085\u2028\u2029]/.test(text))
    return unknown(DYNAMIC, 'the line breaks of YAML 1.1 that later versions do not have are not followed here');
  try {
    return decodeYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new FunctionError(`the text is no YAML: ${error.message}`);
    throw error;
  }
}
