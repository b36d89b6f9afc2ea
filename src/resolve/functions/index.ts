import { jsonFunctions } from './encoding-json.ts';
import type { Specification } from './specification.ts';

const all: ReadonlyMap<string, Specification> = new Map(Object.entries({ ...jsonFunctions }));

/** Finds one of Terraform's functions by its name, without namespace. */
export function findFunction(name: string): Specification | undefined {
  return all.get(name);
}
