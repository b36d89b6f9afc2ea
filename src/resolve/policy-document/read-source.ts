import type { Json, JsonObject } from '../../model/index.ts';
import { compareText } from '../cty/text-order.ts';
import type { PolicyCondition, PolicyDocument, PolicyPrincipal, PolicyStatement } from './statement.ts';

/** What the provider refuses in a document that is to be merged: one lower-case clause. */
export class SourceDocumentError extends Error {}

/** Reads a document that another is made from, as the AWS provider does. Throws `SourceDocumentError`. */
export function readSourceDocument(text: string): PolicyDocument {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    throw new SourceDocumentError('a document to merge is no JSON');
  }
  if (!isObject(json)) throw new SourceDocumentError('a document to merge is no JSON object');
  const { Version: version, Id: id, Statement: written } = json;
  const statements = Array.isArray(written) ? written : written === undefined || written === null ? [] : [written];
  return {
    version: typeof version === 'string' ? version : '',
    id: typeof id === 'string' ? id : '',
    statements: statements.map(readStatement),
  };
}

function readStatement(json: Json): PolicyStatement | string {
  if (typeof json === 'string') return json;
  if (!isObject(json)) throw new SourceDocumentError('a statement of a document to merge is no object');
  const text = (name: string): string => {
    const value = json[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    sid: text('Sid'),
    effect: text('Effect'),
    ...member('actions', json['Action']),
    ...member('notActions', json['NotAction']),
    ...member('resources', json['Resource']),
    ...member('notResources', json['NotResource']),
    ...member('principals', readPrincipals(json['Principal'])),
    ...member('notPrincipals', readPrincipals(json['NotPrincipal'])),
    ...member('conditions', readConditions(json['Condition'])),
  };
}

function member<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined || value === null ? {} : ({ [name]: value } as { readonly [name in Name]?: Value });
}

/** Any string stands for everybody, as the provider reads it. */
function readPrincipals(json: Json | undefined): readonly PolicyPrincipal[] | string | undefined {
  if (json === undefined || json === null) return undefined;
  if (typeof json === 'string') return json === '*' ? [{ type: '*', identifiers: ['*'] }] : json;
  if (!isObject(json)) throw new SourceDocumentError('a Principal of a document to merge is neither text nor object');
  return Object.entries(json).map(([type, value]) => {
    if (typeof value === 'string') return { type, identifiers: value };
    if (!Array.isArray(value)) throw new SourceDocumentError(`the principals of type ${type} are no strings`);
    const identifiers = value.filter((item): item is string => typeof item === 'string').sort(compareText);
    if (identifiers.length < value.length) throw new SourceDocumentError(`a principal of type ${type} is no string`);
    return { type, identifiers };
  });
}

/** Values that are neither text, nor true or false, nor a list are left out, as the provider does. */
function readConditions(json: Json | undefined): readonly PolicyCondition[] | string | undefined {
  if (json === undefined || json === null) return undefined;
  if (typeof json === 'string') return json;
  if (!isObject(json)) throw new SourceDocumentError('a Condition of a document to merge is no object');
  const conditions: PolicyCondition[] = [];
  for (const [test, variables] of Object.entries(json)) {
    if (!isObject(variables))
      throw new SourceDocumentError(`the condition ${test} of a document to merge is no object`);
    for (const [variable, value] of Object.entries(variables)) {
      if (typeof value === 'string') conditions.push({ test, variable, values: [value] });
      else if (typeof value === 'boolean') conditions.push({ test, variable, values: [String(value)] });
      else if (Array.isArray(value)) conditions.push({ test, variable, values: value.map(String) });
    }
  }
  return conditions;
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
