import type { Json, JsonObject } from '../../model/index.ts';
import { compareText } from '../cty/text-order.ts';
import { escapeHtml } from '../json-text/encode.ts';
import type { PolicyCondition, PolicyDocument, PolicyPrincipal, PolicyStatement } from './statement.ts';

/** The document as the AWS provider writes it: members in its order, maps by key, empty members left out. */
export function writeDocument(document: PolicyDocument, indent: number): string {
  const json: Record<string, Json> = {};
  if (document.version !== '') json['Version'] = document.version;
  if (document.id !== '') json['Id'] = document.id;
  if (document.statements.length > 0) {
    const [only] = document.statements;
    const statements = document.statements.map((one) => (typeof one === 'string' ? one : statementJson(one)));
    json['Statement'] = typeof only === 'string' && statements.length === 1 ? only : statements;
  }
  return escapeHtml(JSON.stringify(json, undefined, indent));
}

function statementJson(statement: PolicyStatement): Json {
  const json: Record<string, Json> = {};
  if (statement.sid !== '') json['Sid'] = statement.sid;
  if (statement.effect !== '') json['Effect'] = statement.effect;
  const members = [
    ['Action', statement.actions],
    ['NotAction', statement.notActions],
    ['Resource', statement.resources],
    ['NotResource', statement.notResources],
    ['Principal', principalsJson(statement.principals)],
    ['NotPrincipal', principalsJson(statement.notPrincipals)],
    ['Condition', conditionsJson(statement.conditions)],
  ] as const;
  for (const [name, value] of members) if (value !== undefined) json[name] = value as Json;
  return json;
}

/** `{"*": "*"}` is written as `"*"`; `{"AWS": "*"}` is not, since trust policies refuse the bare star. */
function principalsJson(principals: readonly PolicyPrincipal[] | string | undefined): Json | undefined {
  if (principals === undefined || typeof principals === 'string') return principals;
  const [only] = principals;
  if (only === undefined) return undefined;
  if (principals.length === 1 && only.type === '*' && isStar(only.identifiers)) return '*';
  const byType = new Map<string, Json>();
  for (const { type, identifiers } of principals) byType.set(type, joined(byType.get(type), identifiers));
  return sorted(byType);
}

function isStar(identifiers: PolicyPrincipal['identifiers']): boolean {
  return identifiers === '*' || (Array.isArray(identifiers) && identifiers.length === 1 && identifiers[0] === '*');
}

function joined(before: Json | undefined, identifiers: PolicyPrincipal['identifiers']): Json {
  if (typeof identifiers === 'string') {
    if (before === undefined) return identifiers;
    return Array.isArray(before) ? [...before, identifiers] : [before, identifiers];
  }
  const more = [...identifiers].sort((left, right) => compareText(right, left));
  if (before === undefined) return more;
  return Array.isArray(before) ? [...before, ...more] : [before, ...more];
}

function conditionsJson(conditions: readonly PolicyCondition[] | string | undefined): Json | undefined {
  if (conditions === undefined || typeof conditions === 'string') return conditions;
  if (conditions.length === 0) return undefined;
  const tests = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of conditions) {
    const variables = tests.get(test) ?? new Map<string, string[]>();
    tests.set(test, variables);
    variables.set(variable, [...(variables.get(variable) ?? []), ...values]);
  }
  const flat = [...tests].map(([test, variables]) => {
    const lone = [...variables].map(([variable, values]): [string, Json] => {
      const [only] = values;
      return [variable, values.length === 1 && only !== undefined ? only : values];
    });
    return [test, sorted(new Map(lone))] as const;
  });
  return sorted(new Map(flat));
}

function sorted(members: ReadonlyMap<string, Json>): JsonObject {
  // A null prototype keeps `__proto__` a key like any other.
  const json: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const key of [...members.keys()].sort(compareText)) json[key] = members.get(key) ?? null;
  return json;
}
