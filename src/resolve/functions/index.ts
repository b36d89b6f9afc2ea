import { awsFunctions } from './aws.ts';
import { listFunctions } from './collection-list.ts';
import { mapFunctions } from './collection-map.ts';
import { pickFunctions } from './collection-pick.ts';
import { setFunctions } from './collection-set.ts';
import { testFunctions } from './collection-test.ts';
import { conversionFunctions } from './conversion.ts';
import { dateTimeFunctions } from './date-time.ts';
import { digestFunctions } from './digest.ts';
import { encodingFunctions } from './encoding.ts';
import { jsonFunctions } from './encoding-json.ts';
import { yamlFunctions } from './encoding-yaml.ts';
import { fileFunctions } from './file.ts';
import { formatFunctions } from './format.ts';
import { networkFunctions } from './network.ts';
import { numericFunctions } from './numeric.ts';
import { patternFunctions } from './pattern.ts';
import type { Specification } from './specification.ts';
import { textFunctions } from './text.ts';

const all: ReadonlyMap<string, Specification> = new Map(
  [
    numericFunctions,
    textFunctions,
    patternFunctions,
    formatFunctions,
    testFunctions,
    pickFunctions,
    listFunctions,
    mapFunctions,
    setFunctions,
    conversionFunctions,
    jsonFunctions,
    yamlFunctions,
    encodingFunctions,
    digestFunctions,
    dateTimeFunctions,
    networkFunctions,
    fileFunctions,
    awsFunctions,
  ].flatMap((group) => Object.entries(group)),
);

/** Finds one of Terraform's functions by its name, without namespace. */
export function findFunction(name: string): Specification | undefined {
  return all.get(name);
}

export function functionNames(): Iterable<string> {
  return all.keys();
}
