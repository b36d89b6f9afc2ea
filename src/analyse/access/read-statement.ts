import type { Path } from '../../model/index.ts';
import { readOperator } from './condition-operators.ts';
import type { JsonNode } from './json-with-holes.ts';
import { knownText, lowerCase, type PartialText } from './partial-text.ts';
import type { ConditionEntry, PrincipalEntry, Statement } from './statement.ts';

/** What makes a text no policy document; the message ends the sentence "it is no policy document: ...". */
export class FaultyDocument extends Error {}

type JsonObject = Extract<JsonNode, { kind: 'object' }>;

export type Members = ReadonlyMap<string, JsonNode>;

/**
 * The members of an object whose names are known, by name in lower case. IAM's grammar spells the names of elements one
 * way and refuses others; where a service does not, the element counts, so we read them in any case of letters.
 */
export function membersOf(node: JsonObject): Members {
  const members = new Map<string, JsonNode>();
  for (const { key, value } of node.members) {
    const name = knownText(key)?.toLowerCase();
    if (name === undefined) continue;
    if (members.has(name)) throw new FaultyDocument(`the key ${JSON.stringify(name)} stands twice`);
    members.set(name, value);
  }
  return members;
}

/** A statement of which nothing is known; it stands for any number of them. */
export function unknownStatement(path: Path): Statement {
  return {
    path,
    sid: '',
    effect: 'unknown',
    notActions: false,
    actions: [anything],
    notResources: false,
    resources: [anything],
    notPrincipals: false,
    principals: [{ type: '', text: anything }],
    conditions: [unknownCondition],
    variables: true,
  };
}

const anything: PartialText = [{ value: { $unknown: 'a part of the document is not known' }, fixed: false }];

/** IAM refuses a statement without `Action` and `NotAction`; which actions its author has in mind cannot be told. */
const unsaid: PartialText = [{ value: { $unknown: 'the statement names no actions' }, fixed: false }];

export function namesNoActions({ actions }: Statement): boolean {
  return actions.length === 1 && actions[0] === unsaid;
}

const unknownCondition: ConditionEntry = {
  ...readOperator(''),
  name: 'unknown',
  key: anything,
  values: [anything],
};

export function readStatement(node: JsonNode, path: Path, variables: boolean): Statement {
  if (node.kind === 'hole') return unknownStatement(path);
  if (node.kind !== 'object') throw new FaultyDocument('a statement is not an object');
  // A key that is not known may be that of any element.
  if (node.members.some(({ key }) => knownText(key) === undefined)) return unknownStatement(path);
  const members = membersOf(node);
  const sid = members.get('sid');
  const actions = eitherOf(members, 'Action', 'NotAction');
  const resources = eitherOf(members, 'Resource', 'NotResource');
  const principals = eitherOf(members, 'Principal', 'NotPrincipal');
  return {
    path,
    sid: sid?.kind === 'string' ? (knownText(sid.text) ?? '') : '',
    effect: readEffect(members.get('effect')),
    notActions: actions.negated,
    actions: actions.node === undefined ? [unsaid] : readStrings(actions.node, 'Action'),
    notResources: resources.negated,
    resources: readStrings(resources.node, 'Resource'),
    notPrincipals: principals.negated,
    principals: readPrincipals(principals.node),
    conditions: readConditions(members.get('condition')),
    variables,
  };
}

function eitherOf(
  members: Members,
  plain: string,
  negated: string,
): { readonly node: JsonNode | undefined; readonly negated: boolean } {
  const without = members.get(negated.toLowerCase());
  const within = members.get(plain.toLowerCase());
  if (without !== undefined && within !== undefined) {
    throw new FaultyDocument(`a statement has both \`${plain}\` and \`${negated}\``);
  }
  return without === undefined ? { node: within, negated: false } : { node: without, negated: true };
}

/** IAM refuses a statement without an effect; whoever forgets it means to allow. */
function readEffect(node: JsonNode | undefined): Statement['effect'] {
  if (node === undefined) return 'Allow';
  if (node.kind === 'hole') return 'unknown';
  const text = node.kind === 'string' ? knownText(node.text) : '';
  if (text === undefined) return 'unknown';
  if (text.toLowerCase() === 'allow') return 'Allow';
  if (text.toLowerCase() === 'deny') return 'Deny';
  throw new FaultyDocument(`the effect ${JSON.stringify(text)} is neither "Allow" nor "Deny"`);
}

/** One string or a list of them; numbers and booleans as written, as IAM takes them in conditions. */
function readStrings(node: JsonNode | undefined, element: string): PartialText[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => readStrings(item, element));
  if (node.kind === 'string') return [node.text];
  if (node.kind === 'scalar') return [[node.text]];
  if (node.kind === 'hole') return [[node.hole]];
  throw new FaultyDocument(`\`${element}\` is neither a string nor a list of strings`);
}

/** IAM takes a star or an object. A bare name, or a list of them, is read as if it stood under `AWS`. */
function readPrincipals(node: JsonNode | undefined): PrincipalEntry[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap(readPrincipals);
  if (node.kind === 'hole') return [{ type: '', text: [node.hole] }];
  if (node.kind === 'string') {
    const known = knownText(node.text);
    return [{ type: known === '*' ? '*' : known === undefined ? '' : 'AWS', text: node.text }];
  }
  if (node.kind !== 'object') throw new FaultyDocument('`Principal` is neither a string nor an object');
  return node.members.flatMap(({ key, value }) =>
    readStrings(value, 'Principal').map((text) => ({ type: principalType(knownText(key)), text })),
  );
}

const principalTypes = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

function principalType(written: string | undefined): string {
  if (written === undefined) return '';
  return principalTypes.find((type) => type.toLowerCase() === written.toLowerCase()) ?? written;
}

function readConditions(node: JsonNode | undefined): ConditionEntry[] {
  if (node === undefined) return [];
  if (node.kind === 'hole') return [unknownCondition];
  if (node.kind !== 'object') throw new FaultyDocument('`Condition` is not an object');
  return node.members.flatMap(({ key: operator, value: keys }) => {
    const text = knownText(operator);
    if (text === undefined || keys.kind === 'hole') return [unknownCondition];
    if (keys.kind !== 'object') throw new FaultyDocument(`the condition ${JSON.stringify(text)} is not an object`);
    return keys.members.map(({ key, value }) => ({
      ...readOperator(text),
      key: lowerCase(key),
      values: readStrings(value, 'Condition'),
    }));
  });
}
