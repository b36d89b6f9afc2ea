import type { Json, JsonObject } from '../../model/index.ts';
import { compareText } from '../cty/text-order.ts';
import type { PolicyCondition, PolicyDocument, PolicyPrincipal, PolicyStatement } from './statement.ts';

/** What the provider refuses in a document that is to be merged: one lower-case clause. */
export class SourceDocumentError extends Error {}

/**
 * Reads a document that another is made from, as the AWS provider does (internal/service/iam/policy_model.go, read by Go's
 * encoding/json): names of elements in any case of letters, what it does not know left out, what has another type refused.
 *
 * @param isBare tells the mark of a whole unknown value from text
 * @throws SourceDocumentError
 */
export function readSourceDocument(text: string, isBare: (text: string) => boolean): PolicyDocument {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    throw new SourceDocumentError('a document to merge is no JSON');
  }
  if (!isObject(json)) throw new SourceDocumentError('a document to merge is no JSON object');
  const members = membersOf(json);
  return {
    version: textAt(members, 'Version'),
    id: textAt(members, 'Id'),
    statements: readStatements(members.get('statement'), isBare),
  };
}

function readStatements(written: Json | undefined, isBare: (text: string) => boolean): PolicyDocument['statements'] {
  if (written === undefined || written === null) return [];
  if (typeof written === 'string' && isBare(written)) return [written];
  if (!Array.isArray(written)) throw new SourceDocumentError('the Statement of a document to merge is no list');
  return written.map((statement) => readStatement(statement, isBare));
}

function readStatement(json: Json, isBare: (text: string) => boolean): PolicyStatement | string {
  if (typeof json === 'string' && isBare(json)) return json;
  if (!isObject(json)) throw new SourceDocumentError('a statement of a document to merge is no object');
  const members = membersOf(json);
  return {
    sid: textAt(members, 'Sid'),
    effect: textAt(members, 'Effect'),
    ...member('actions', members.get('action')),
    ...member('notActions', members.get('notaction')),
    ...member('resources', members.get('resource')),
    ...member('notResources', members.get('notresource')),
    ...member('principals', readPrincipals(members.get('principal'), isBare)),
    ...member('notPrincipals', readPrincipals(members.get('notprincipal'), isBare)),
    ...member('conditions', readConditions(members.get('condition'), isBare)),
  };
}

/** By name in lower case; of names that differ only in case the last one counts. */
function membersOf(json: JsonObject): ReadonlyMap<string, Json> {
  return new Map(Object.entries(json).map(([name, value]) => [name.toLowerCase(), value]));
}

function textAt(members: ReadonlyMap<string, Json>, name: string): string {
  const value = members.get(name.toLowerCase()) ?? '';
  if (typeof value !== 'string') throw new SourceDocumentError(`the ${name} of a document to merge is no string`);
  return value;
}

function member<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined || value === null ? {} : ({ [name]: value } as { readonly [name in Name]?: Value });
}

/** Any string stands for everybody, as the provider reads it: even the name of one. */
function readPrincipals(
  json: Json | undefined,
  isBare: (text: string) => boolean,
): readonly PolicyPrincipal[] | string | undefined {
  if (json === undefined) return undefined;
  if (typeof json === 'string') return isBare(json) ? json : [{ type: '*', identifiers: ['*'] }];
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
function readConditions(
  json: Json | undefined,
  isBare: (text: string) => boolean,
): readonly PolicyCondition[] | string | undefined {
  if (json === undefined || json === null) return undefined;
  if (typeof json === 'string' && isBare(json)) return json;
  if (!isObject(json)) throw new SourceDocumentError('a Condition of a document to merge is no object');
  const conditions: PolicyCondition[] = [];
  for (const [test, variables] of Object.entries(json)) {
    if (variables === null) continue;
    if (!isObject(variables))
      throw new SourceDocumentError(`the condition ${test} of a document to merge is no object`);
    for (const [variable, value] of Object.entries(variables)) {
      if (typeof value === 'string') conditions.push({ test, variable, values: [value] });
      else if (typeof value === 'boolean') conditions.push({ test, variable, values: [String(value)] });
      else if (Array.isArray(value)) conditions.push({ test, variable, values: value.map(conditionValue) });
    }
  }
  return conditions;
}

function conditionValue(json: Json): string {
  if (typeof json === 'string') return json;
  throw new SourceDocumentError('a value in a list of a Condition of a document to merge is no string');
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
