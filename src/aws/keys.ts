/** KMS keys with the facts that decide who holds their material: store, rotation, waiting period. */
import type { Answer } from '../model/index.ts';
import type { ClaimFact, KeyFact } from '../shapes/index.ts';
import type { EstateResource } from './estate.ts';
import { type FindOwner, ownerFinder, type Things } from './find-owner.ts';
import { keyFinder, keyTypes } from './named-key.ts';
import { claimOf, type Finding, readFlag, readNumber, readPresence, readText, stepTo } from './settle.ts';

export function findKeys(things: Things): KeyFact[] {
  const { find: findStore } = ownerFinder(things, {
    types: ['aws_kms_custom_key_store'],
    identities: ['id'],
  });
  const findKey = keyFinder(things);
  return keyTypes
    .flatMap((type) => things.ofType(type))
    .sort((left, right) => (left.fact.id < right.fact.id ? -1 : 1))
    .map((key) => {
      const { id, type, exists, data_class, zone, tags, tags_known } = key.fact;
      return {
        id,
        type,
        exists,
        data_class,
        zone,
        tags,
        tags_known,
        ...readMaterial(materialOf(key, findKey, things)),
        ...readStore(key, things, findStore),
        deletion_window_days: readNumber(key, ['deletion_window_in_days'], 30).value ?? -1,
      };
    });
}

/**
 * The key whose attributes hold for the material: a replica shares that of its primary (AWS KMS Developer Guide, "Multi-Region
 * keys", shared properties). `undefined` when it is not known which that is.
 */
function materialOf(key: EstateResource, findKey: FindOwner, things: Things): Material {
  if (key.fact.type !== 'aws_kms_replica_key') return { key };
  const primary = findKey(key, ['primary_key_arn']);
  const found = primary.kind === 'one' ? things.get(primary.id) : undefined;
  return found?.fact.type === 'aws_kms_key' ? { key: found } : { openAt: key };
}

type Material = { readonly key: EstateResource } | { readonly openAt: EstateResource };

function readMaterial(material: Material): Pick<KeyFact, 'symmetric' | 'rotation_enabled' | 'rotation_days'> {
  if ('openAt' in material) {
    const open: ClaimFact = { answer: 'unknown', steps: [stepTo(material.openAt, ['primary_key_arn'])] };
    return { symmetric: open, rotation_enabled: open, rotation_days: -1 };
  }
  const { key } = material;
  // Imported material is symmetric unless the key says otherwise, and KMS does not rotate it on a schedule (Developer Guide, "Rotate AWS KMS keys").
  const imported = key.fact.type !== 'aws_kms_key';
  const rotation: Finding<boolean> = imported
    ? { value: false, steps: [stepTo(key)] }
    : readFlag(key, ['enable_key_rotation']);
  return {
    symmetric: readSymmetric(key, imported ? 'key_spec' : 'customer_master_key_spec'),
    rotation_enabled: claimOf(rotation),
    rotation_days: imported ? 0 : (readNumber(key, ['rotation_period_in_days'], 365).value ?? -1),
  };
}

function readSymmetric(key: EstateResource, specification: string): ClaimFact {
  const spec = orDefault(readText(key, [specification]), 'SYMMETRIC_DEFAULT');
  const usage = orDefault(readText(key, ['key_usage']), 'ENCRYPT_DECRYPT');
  const findings = [spec, usage];
  const decided = findings.filter(({ value }) => value === false);
  if (decided.length > 0) return claimOf({ value: false, steps: decided.flatMap(({ steps }) => steps) });
  const open = findings.filter(({ value }) => value === undefined);
  if (open.length > 0) return claimOf({ value: undefined, steps: open.flatMap(({ steps }) => steps) });
  return claimOf({ value: true, steps: findings.flatMap(({ steps }) => steps) });
}

function orDefault({ value, steps }: Finding<string>, expected: string): Finding<boolean> {
  return { value: value === undefined ? undefined : value === '' || value === expected, steps };
}

type Store = Pick<KeyFact, 'in_custom_store' | 'custom_store' | 'custom_store_type'>;

/** Only keys whose material KMS does not hold itself name a store; neither imported nor multi-Region keys can. */
function readStore(key: EstateResource, things: Things, findStore: FindOwner): Store {
  if (key.fact.type !== 'aws_kms_key') {
    return { in_custom_store: { answer: 'no', steps: [stepTo(key)] }, custom_store: '', custom_store_type: '' };
  }
  const named = readPresence(key, ['custom_key_store_id']);
  const external = readPresence(key, ['xks_key_id']);
  const inStore = anyOf(named, external);
  const owner = findStore(key, ['custom_key_store_id']);
  const store = owner.kind === 'one' ? things.get(owner.id) : undefined;
  const type = store === undefined ? undefined : readText(store, ['custom_key_store_type']).value;
  return {
    in_custom_store: inStore,
    custom_store: store?.fact.id ?? '',
    custom_store_type: storeType(inStore.answer, external.value, type),
  };
}

/** An external key id is only possible in an external key store (KMS API reference, "CreateKey", XksKeyId). */
function storeType(inStore: Answer, external: boolean | undefined, type: string | undefined): string {
  if (inStore === 'no') return '';
  if (type !== undefined && type !== '') return type;
  return external === true ? 'EXTERNAL_KEY_STORE' : 'unknown';
}

function anyOf(left: Finding<boolean>, right: Finding<boolean>): ClaimFact {
  const both = [left, right];
  const value = both.some((finding) => finding.value === true)
    ? true
    : both.every((finding) => finding.value === false)
      ? false
      : undefined;
  return claimOf({ value, steps: both.filter((finding) => finding.value === value).flatMap(({ steps }) => steps) });
}
