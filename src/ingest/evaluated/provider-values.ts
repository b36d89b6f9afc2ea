import { type Json, type Unknown, type Value, valueAt } from '../../model/index.ts';
import type { EvaluatedVariable } from '../configuration.ts';
import { isJsonObject, listIn, memberOf, membersOf } from '../json-access.ts';
import { isExpression, knownValue, objectOf } from './plan-value.ts';
import { allReferences, longestReferences } from './static-names.ts';

type Variables = ReadonlyMap<string, EvaluatedVariable>;

/** The provider configurations of a plan, by the key that its resources name: `aws`, `aws.west`, `module.edge:aws`. */
export function providerValues(configuration: Json | undefined, variables: Variables): ReadonlyMap<string, Value> {
  return new Map(
    membersOf(memberOf(configuration, 'provider_config')).map(([key, provider]) => {
      const isRoot = memberOf(provider, 'module_address') === undefined;
      const inScope = isRoot ? variables : new Map<string, EvaluatedVariable>();
      return [key, configuredValue(memberOf(provider, 'expressions') ?? {}, inScope)];
    }),
  );
}

/** Texts that are whole: no template around a variable makes one of another that is whole itself. */
const WHOLE: Readonly<Record<string, RegExp>> = {
  region: /^[a-z]{2}(?:-[a-z]+)+-\d+$/,
  role_arn: /^arn:[\w-]+:iam::\d{12}:role\/\S+$/,
};

/** What `expressions` say without being evaluated: constants, and variables whose value the plan gives. */
function configuredValue(expression: Json, variables: Variables, name = ''): Value {
  if (Array.isArray(expression)) return (expression as readonly Json[]).map((item) => configuredValue(item, variables));
  if (!isJsonObject(expression)) return knownValue(expression);
  if (!isExpression(expression) || Object.keys(expression).length === 0) {
    return objectOf(Object.entries(expression).map(([key, member]) => [key, configuredValue(member, variables, key)]));
  }
  const constant = memberOf(expression, 'constant_value');
  if (constant !== undefined) return knownValue(constant);
  const [only, ...others] = longestReferences(expression);
  const variable = only === undefined || others.length > 0 ? undefined : variableAt(only, variables);
  // A template around the variable looks the same in a plan; a string would then be given out for what it is not.
  const isWhole = typeof variable !== 'string' || WHOLE[name]?.test(variable) === true;
  return variable !== undefined && isWhole ? variable : notShown(expression);
}

/** The value of `var.x` or `var.x.y`. */
function variableAt(reference: string, variables: Variables): Value | undefined {
  const [root, name, ...path] = reference.split('.');
  const variable = root === 'var' && name !== undefined ? variables.get(name) : undefined;
  return valueAt(variable?.value, path);
}

function notShown(expression: Json): Unknown {
  const references = listIn(expression, 'references').join(', ');
  return { $unknown: `the plan does not show the value of this expression of ${references || 'its configuration'}` };
}

/** What is known only after apply, with what it comes from where the configuration shows it. */
export function unknownAfterApply(expression: Json | undefined): Unknown {
  const references = longestReferences({ references: allReferences(expression) });
  if (references.length === 0) return { $unknown: 'known only after apply' };
  return { $unknown: `known only after apply: it comes from ${references.slice(0, 5).join(', ')}` };
}
