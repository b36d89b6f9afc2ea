import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Path, Value } from '../../model/index.ts';
import { isList, isObject, isReference, isUnresolved } from '../../model/index.ts';
import type { DocumentFact } from '../../shapes/index.ts';
import { type DocumentAttribute, documentAttributes } from './document-attributes.ts';
import { type FindOwner, type Owner, valuesOf } from './find-owner.ts';
import { type PolicyDocument, readDocument } from './read-document.ts';

/** A policy document where it stands. */
export interface FoundDocument {
  readonly subject: EstateResource;
  /** The attribute: `["policy"]`, `["inline_policy", 0, "policy"]`. */
  readonly path: Path;
  readonly kind: DocumentFact['kind'];
  readonly owner: Owner;
  readonly document: PolicyDocument;
}

/** Every policy document of the run, in order of attribute and resource. */
export function findDocuments(estate: Estate, findOwner: FindOwner): FoundDocument[] {
  const boundaries = boundaryPolicies(estate, findOwner);
  return documentAttributes.flatMap((attribute) =>
    estate.ofType(attribute.type, 'managed').flatMap((subject) => {
      if (!holdsPolicy(subject)) return [];
      return valuesAlong(valuesOf(subject), attribute.path, []).flatMap(({ value, path }): FoundDocument[] => {
        if (value === null || value === '') return [];
        const kind = boundaries.has(subject.fact.id) ? 'boundary' : attribute.kind;
        const owner = ownerOf(subject, attribute, findOwner);
        return [{ subject, path, kind, owner, document: readDocument(value, estate) }];
      });
    }),
  );
}

function ownerOf(subject: EstateResource, { owner }: DocumentAttribute, findOwner: FindOwner): Owner {
  return owner === undefined
    ? { kind: 'resource', resource: subject }
    : findOwner(subject, [owner.attribute], owner.types);
}

/** Of the organization policies, only two types are written in the IAM policy language (AWS Organizations user guide). */
function holdsPolicy(subject: EstateResource): boolean {
  if (subject.fact.type !== 'aws_organizations_policy') return true;
  const type = valuesOf(subject)['type'];
  return typeof type !== 'string' || ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'].includes(type);
}

interface Found {
  readonly value: Value;
  readonly path: Path;
}

/** The values at a path of names, through every item of the lists on the way. A block that is not known holds an unknown document. */
function valuesAlong(value: Value | undefined, names: readonly string[], path: Path): Found[] {
  if (value === undefined || value === null) return [];
  if (isList(value)) return value.flatMap((item, index) => valuesAlong(item, names, [...path, index]));
  const [name, ...rest] = names;
  if (name === undefined || isUnresolved(value)) return [{ value, path }];
  return isObject(value) ? valuesAlong(value[name], rest, [...path, name]) : [];
}

const boundaryHolders = [
  { type: 'aws_iam_role', path: ['permissions_boundary'] },
  { type: 'aws_iam_user', path: ['permissions_boundary'] },
] as const;

/** Types by which a policy grants: whatever is attached by one of them is no mere boundary. */
const attachers = [
  'aws_iam_role_policy_attachment',
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_policy_attachment',
];

/** Managed policies that some identity has for a boundary and none is granted: they limit and grant nothing. */
function boundaryPolicies(estate: Estate, findOwner: FindOwner): ReadonlySet<string> {
  const limits = new Set<string>();
  for (const { type, path } of boundaryHolders) {
    for (const holder of estate.ofType(type, 'managed')) {
      const policy = findOwner(holder, path, ['aws_iam_policy']);
      if (policy.kind === 'resource') limits.add(policy.resource.fact.id);
    }
  }
  if (limits.size === 0) return limits;
  for (const type of attachers) {
    for (const attacher of estate.ofType(type, 'managed')) {
      const policy = findOwner(attacher, ['policy_arn'], ['aws_iam_policy']);
      if (policy.kind === 'resource') limits.delete(policy.resource.fact.id);
      // It may be any of them.
      if (policy.kind === 'unresolved') return new Set();
    }
  }
  for (const role of estate.ofType('aws_iam_role', 'managed')) {
    for (const { value } of valuesAlong(valuesOf(role)['managed_policy_arns'], [], [])) {
      if (isReference(value)) limits.delete(value.$ref);
      else if (isUnresolved(value)) return new Set();
    }
  }
  return limits;
}
