/**
 * Which KMS key an attribute such as `kms_master_key_id` names: by key id, ARN or alias, of a resource, a data source or as text
 * (AWS KMS Developer Guide, "Key identifiers"). Aliases that begin with `alias/aws/` are those of AWS managed keys.
 */
import type { Path, Reference, Unknown, Value } from '../model/index.ts';
import { isReference, isUnknown, valueAt } from '../model/index.ts';
import type { KeyFact } from '../shapes/index.ts';
import type { EstateResource } from './estate.ts';
import { type FindOwner, ownerFinder, type Things } from './find-owner.ts';
import { pathOfAttribute, valuesOf } from './resource-values.ts';
import { type Finding, stepTo } from './settle.ts';

export const keyTypes = ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'];

export interface NamedKey {
  /** Is it a customer managed key? `false` when none is named, or one that AWS manages. */
  readonly customer: Finding<boolean>;
  /** Id of the key resource, "" when it is not one of this run or it is not known which. */
  readonly key: string;
  readonly inCustomStore: Finding<boolean>;
}

export type KeyNaming = (resource: EstateResource, path: Path) => NamedKey;

export function keyFinder(things: Things): FindOwner {
  return ownerFinder(things, {
    types: keyTypes,
    identities: ['arn', 'id', 'key_id'],
    follows: (type, attribute) =>
      type === 'aws_kms_alias' && attribute !== 'name_prefix' ? 'target_key_id' : undefined,
  }).find;
}

export function keyNaming(things: Things, keys: readonly KeyFact[]): KeyNaming {
  const find = keyFinder(things);
  const facts = new Map(keys.map((key) => [key.id, key]));
  const aliases = aliasFinder(things);
  return (resource, path) => {
    const steps = [stepTo(resource, path)];
    const value = nameOf(valueAt(valuesOf(resource), path), things);
    const customer = isCustomerManaged(value, things);
    const alias = typeof value === 'string' ? aliases(value, resource) : undefined;
    const owner = alias === undefined ? find(resource, path) : find(alias, ['target_key_id']);
    const key = owner.kind === 'one' ? facts.get(owner.id) : undefined;
    const store = key?.in_custom_store;
    return {
      customer: { value: customer, steps },
      key: key?.id ?? '',
      inCustomStore: {
        value: store === undefined || store.answer === 'unknown' ? undefined : store.answer === 'yes',
        steps: store?.steps ?? steps,
      },
    };
  };
}

/** What a data source is asked for stands for what it finds: `data.aws_kms_alias.s3.target_key_arn` is the key of its `name`. */
const askedFor: Readonly<Record<string, string>> = { aws_kms_alias: 'name', aws_kms_key: 'key_id' };

function nameOf(value: Value | undefined, things: Things, hops = 8): Value | undefined {
  if (!isReference(value) || hops === 0) return value;
  const target = things.get(value.$ref);
  if (target === undefined || isKeyOrAlias(target)) return value;
  const attribute = target.mode === 'data' ? askedFor[target.fact.type] : undefined;
  const found = valueAt(valuesOf(target), attribute === undefined ? pathOfAttribute(value.$attribute) : [attribute]);
  return found === undefined ? value : nameOf(found, things, hops - 1);
}

function isKeyOrAlias({ mode, fact }: EstateResource): boolean {
  return mode === 'managed' && (keyTypes.includes(fact.type) || fact.type === 'aws_kms_alias');
}

function isCustomerManaged(value: Value | undefined, things: Things): boolean | undefined {
  if (value === undefined || value === null || value === '') return false;
  if (typeof value === 'string') return !/(^|:)alias\/aws\//.test(value);
  if (isReference(value)) return isOwnKey(value, things) ? true : undefined;
  return isUnknown(value) && namesKeyId(value) ? true : undefined;
}

function isOwnKey({ $ref }: Reference, things: Things): boolean {
  const target = things.get($ref);
  return target !== undefined && isKeyOrAlias(target);
}

/** `arn:aws:kms:eu-west-1:111122223333:key/...`: no alias, so not the way in which anybody names an AWS managed key. */
function namesKeyId({ $parts = [] }: Unknown): boolean {
  return $parts.some((part) => typeof part === 'string' && part.includes(':key/'));
}

function aliasFinder(things: Things): (name: string, asker: EstateResource) => EstateResource | undefined {
  const named = new Map<string, EstateResource>();
  for (const alias of things.ofType('aws_kms_alias', 'managed')) {
    const { name } = valuesOf(alias);
    if (typeof name === 'string') named.set(JSON.stringify([alias.fact.stack, name]), alias);
  }
  return (name, { fact }) => named.get(JSON.stringify([fact.stack, name]));
}
