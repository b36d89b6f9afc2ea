/** Default encryption of a bucket (Amazon S3 API reference, "PutBucketEncryption"): one rule, in a satellite or in the bucket. */
import type { Answer, Path } from '../model/index.ts';
import { declaredBy, withInline } from './bucket-satellites.ts';
import type { EstateBucket, EstateResource } from './estate.ts';
import type { KeyNaming, NamedKey } from './named-key.ts';
import { claimOf, type Finding, readFlag, readText, type Sources, settle, stepTo } from './settle.ts';
import { orInline, readerOf } from './source-reader.ts';

const inline = 'server_side_encryption_configuration';
const byDefault = ['apply_server_side_encryption_by_default', 0];

type Read<T> = (from: EstateResource, rule: Path) => Finding<T>;

export function encryptionReader(
  naming: KeyNaming,
): (bucket: EstateResource, satellites: Sources) => EstateBucket['encryption'] {
  const keyOf = keyNameReader(naming);
  const algorithmIn = attribute((from, rule) => readText(from, [...rule, ...byDefault, 'sse_algorithm']));
  const customerIn = attribute((from, rule) => keyOf(from, rule).customer);
  const keyIn = attribute((from, rule) => keyFinding(keyOf(from, rule)));
  const storeIn = attribute((from, rule) => keyOf(from, rule).inCustomStore);
  const bucketKeyIn = attribute((from, rule) => readFlag(from, [...rule, 'bucket_key_enabled']));
  return (bucket, satellites) => {
    const sources = withInline(bucket, inline, satellites);
    const absent = <T>(value: T): Finding<T> => ({ value, steps: [stepTo(bucket)] });
    const algorithm = settle(sources, algorithmIn(bucket), absent(''));
    const customer = settle(sources, customerIn(bucket), absent(false));
    return {
      declared_by: declaredBy(sources),
      algorithm: algorithm.value ?? 'unknown',
      algorithm_step: algorithm.steps[0] ?? stepTo(bucket),
      customer_key: claimOf(customer),
      key: settle(sources, keyIn(bucket), absent('')).value ?? '',
      key_in_custom_store: inCustomStore(customer, settle(sources, storeIn(bucket), absent(false))),
      bucket_key: claimOf(settle(sources, bucketKeyIn(bucket), absent(false))),
    };
  };
}

/** The rule is at another place in the bucket itself. */
function attribute<T extends boolean | string>(read: Read<T>) {
  const reader = readerOf((from) => read(from, ['rule', 0]));
  return (bucket: EstateResource) => orInline(reader, bucket, () => read(bucket, [inline, 0, 'rule', 0]));
}

/** Asks once for each rule: three questions are about its key. */
function keyNameReader(naming: KeyNaming): (from: EstateResource, rule: Path) => NamedKey {
  const names = new Map<EstateResource, NamedKey>();
  return (from, rule) => {
    const name = names.get(from) ?? naming(from, [...rule, ...byDefault, 'kms_master_key_id']);
    names.set(from, name);
    return name;
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
