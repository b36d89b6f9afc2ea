import type { Json } from '../../model/index.ts';
import type { EvaluatedVariable } from '../configuration.ts';
import { memberOf, membersOf, objectIn } from '../json-access.ts';
import { knownValue } from './plan-value.ts';

/** The root variables of a plan: their values in `variables`, what is declared of them in `configuration`. */
export function planVariables(plan: Json): ReadonlyMap<string, EvaluatedVariable> {
  const declared = objectIn(objectIn(objectIn(plan, 'configuration'), 'root_module'), 'variables');
  const given = objectIn(plan, 'variables');
  const names = new Set([...membersOf(declared), ...membersOf(given)].map(([name]) => name));
  return new Map([...names].map((name) => [name, variableOf(name, memberOf(given, name), memberOf(declared, name))]));
}

/** A value that is ephemeral is not always shown. */
function variableOf(name: string, given: Json | undefined, declared: Json | undefined): EvaluatedVariable {
  const value = memberOf(given, 'value');
  return {
    value: value === undefined ? { $unknown: `the plan shows no value for the variable ${name}` } : knownValue(value),
    sensitive: memberOf(declared, 'sensitive') === true,
    ephemeral: memberOf(declared, 'ephemeral') === true,
    hasDefault: memberOf(declared, 'default') !== undefined,
  };
}
