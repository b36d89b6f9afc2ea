/** Default encryption of a bucket (Amazon S3 API reference, "PutBucketEncryption"): one rule, in a satellite or in the bucket. */
import type { Answer, Path } from '../model/index.ts';
import { declaredBy, inlineSource } from './bucket-satellites.ts';
import type { EstateBucket, EstateResource } from './estate.ts';
import type { KeyNaming, NamedKey } from './named-key.ts';
import { claimOf, type Finding, readFlag, readText, type Source, settle, stepTo } from './settle.ts';

const byDefault = ['apply_server_side_encryption_by_default', 0];

export function readEncryption(
  bucket: EstateResource,
  satellites: readonly Source[],
  naming: KeyNaming,
): EstateBucket['encryption'] {
  const sources = [...inlineSource(bucket, 'server_side_encryption_configuration'), ...satellites];
  const rule = (resource: EstateResource): Path =>
    resource === bucket ? ['server_side_encryption_configuration', 0, 'rule', 0] : ['rule', 0];
  const absent = <T>(value: T): Finding<T> => ({ value, steps: [stepTo(bucket)] });
  const algorithm = settle(
    sources,
    (from) => readText(from, [...rule(from), ...byDefault, 'sse_algorithm']),
    absent(''),
  );
  const names = new Map(
    sources.map(({ resource }) => [resource, naming(resource, [...rule(resource), ...byDefault, 'kms_master_key_id'])]),
  );
  const nameOf = (from: EstateResource): NamedKey => names.get(from) ?? naming(from, []);
  const customer = settle(sources, (from) => nameOf(from).customer, absent(false));
  const key = settle(sources, (from) => keyFinding(nameOf(from)), absent(''));
  return {
    declared_by: declaredBy(sources),
    algorithm: algorithm.value ?? 'unknown',
    algorithm_step: algorithm.steps[0] ?? stepTo(bucket),
    customer_key: claimOf(customer),
    key: key.value ?? '',
    key_in_custom_store: inCustomStore(
      customer,
      settle(sources, (from) => nameOf(from).inCustomStore, absent(false)),
    ),
    bucket_key: claimOf(
      settle(sources, (from) => readFlag(from, [...rule(from), 'bucket_key_enabled']), absent(false)),
    ),
  };
}

function keyFinding({ key, customer: { steps } }: NamedKey): Finding<string> {
  return { value: key, steps };
}

function inCustomStore(customer: Finding<boolean>, found: Finding<boolean>): Answer {
  if (customer.value === false) return 'no';
  if (found.value === undefined) return 'unknown';
  return found.value ? 'yes' : 'no';
}
