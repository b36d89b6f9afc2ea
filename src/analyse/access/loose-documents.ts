import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Value } from '../../model/index.ts';
import { isUnknown, valueAt } from '../../model/index.ts';
import type { DocumentFact } from '../../shapes/index.ts';
import type { FoundDocument } from './find-documents.ts';
import { valuesOf } from './find-owner.ts';
import { shownText } from './partial-text.ts';
import { type PolicyDocument, readDocument } from './read-document.ts';
import type { Statement } from './statement.ts';

const type = 'aws_iam_policy_document';

/** By what one data source is made of others (documentation of provider 6, `aws_iam_policy_document`). */
const sources = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

/**
 * Documents of data sources that nothing of the run carries: what will, such as another stack that takes an output, was not
 * read. One that is carried is judged at its carrier, and one that another is made of in the other.
 */
export function findLooseDocuments(estate: Estate, attached: readonly FoundDocument[]): FoundDocument[] {
  const all = estate.ofType(type, 'data');
  if (all.length === 0) return [];
  const texts = new Set(attached.flatMap(({ subject, path }) => identity(valueAt(valuesOf(subject), path))));
  const named = new Set([
    ...attached.flatMap(({ subject, path: [attribute] }) => namesIn(subject, String(attribute))),
    ...all.flatMap((one) => sources.flatMap((attribute) => namesIn(one, attribute))),
  ]);
  // The text of one made of another may be the other's: among data sources only names tell.
  const isUsed = (one: EstateResource): boolean =>
    named.has(placed(one, `data.${type}.${one.fact.name}`, one.instance.key)) ||
    [valuesOf(one)['json'], valuesOf(one)['minified_json']].flatMap(identity).some((text) => texts.has(text));
  return all.filter((one) => !isUsed(one)).map((one) => looseDocument(one, estate));
}

/** What an attribute's expression names; of several instances, the one that has the key of the resource. */
function namesIn(by: EstateResource, attribute: string): string[] {
  return (by.fact.references[attribute] ?? []).flatMap((name) => [placed(by, name), placed(by, name, by.instance.key)]);
}

function placed({ fact }: EstateResource, name: string, key?: string | number): string {
  return JSON.stringify([fact.stack, fact.module, name, key ?? null]);
}

/** A value that tells one document from others; an unknown of which no piece is known does not. */
function identity(value: Value | undefined): string[] {
  if (value === undefined || value === null || value === '') return [];
  return isUnknown(value) && value.$parts === undefined ? [] : [JSON.stringify(value)];
}

function looseDocument(subject: EstateResource, estate: Estate): FoundDocument {
  const values = valuesOf(subject);
  const json = values['json'] ?? { $unknown: 'the document is made when it is read' };
  const document = readDocument(json, estate);
  const merged = sources.some((name) => values[name] !== undefined && values[name] !== null);
  const common = { subject, kind: kindOf(document), owner: { kind: 'none' } } as const;
  return merged || values['statement'] === undefined
    ? { ...common, path: ['json'], document }
    : { ...common, path: ['statement'], document: { ...document, statements: atBlocks(document.statements) } };
}

/** Statement by statement, the blocks are what the text is made of: there they were written. */
function atBlocks(statements: PolicyDocument['statements']): PolicyDocument['statements'] {
  return statements.map((statement) => ({ ...statement, path: statement.path.slice(1) }));
}

/**
 * By what it says, since its carrier cannot tell. Only the trust policy of a role has identity providers for principals, or
 * lets principals assume it; what else has principals is the policy of some resource.
 */
function kindOf({ statements }: PolicyDocument): DocumentFact['kind'] {
  const withPrincipals = statements.filter(({ principals, notPrincipals }) => notPrincipals || principals.length > 0);
  if (withPrincipals.length === 0) return 'identity';
  return withPrincipals.some(isTrust) ? 'trust' : 'resource';
}

function isTrust({ actions, principals }: Statement): boolean {
  return (
    principals.some(({ type }) => type === 'Federated') ||
    actions.some((action) => shownText(action).toLowerCase().startsWith('sts:assumerole'))
  );
}
