import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import type { JsonObject } from '../model/index.ts';
import { formats } from './formats.ts';

/** Loads `ajv` when there is something to check. */
const require = createRequire(import.meta.url);

/**
 * The function that checks a value against a schema. What is published has this module's work done for our own schemas when it is
 * built (`src/maintain/compiled-schemas.ts`): loading `ajv` and compiling took longer than all the rest of a small check.
 */
export function compileSchema(schema: JsonObject): ValidateFunction {
  const { Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv({ allErrors: true, verbose: true, formats }).compile(schema);
}
