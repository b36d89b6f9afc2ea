/** Object Lock of a bucket (Amazon S3 API reference, "PutObjectLockConfiguration"): on or off, and what new objects are retained by. */
import type { Path } from '../model/index.ts';
import { isUnresolved, valueAt } from '../model/index.ts';
import type { ClaimFact } from '../shapes/index.ts';
import { declaredBy, inlineSource } from './bucket-satellites.ts';
import type { EstateBucket, EstateResource } from './estate.ts';
import { valuesOf } from './resource-values.ts';
import {
  claimOf,
  distinct,
  type Finding,
  readFlag,
  readNumber,
  readText,
  type Source,
  settle,
  stepTo,
} from './settle.ts';

export function readObjectLock(bucket: EstateResource, satellites: readonly Source[]): EstateBucket['object_lock'] {
  const inline = inlineSource(bucket, 'object_lock_configuration');
  const sources = [...inline, ...satellites];
  const block = (from: EstateResource): Path => (from === bucket ? ['object_lock_configuration', 0] : []);
  const retention = (from: EstateResource): Path => [...block(from), 'rule', 0, 'default_retention', 0];
  const absent = <T>(value: T): Finding<T> => ({ value, steps: [stepTo(bucket)] });
  const mode = settle(sources, (from) => readText(from, [...retention(from), 'mode']), absent(''));
  const days = settle(sources, (from) => readDays(from, retention(from)), absent(0));
  return {
    enabled: readEnabled(bucket, sources, block),
    declared_by: declaredBy(sources),
    mode: mode.value ?? 'unknown',
    retention_days: days.value ?? -1,
    steps: distinct([...mode.steps, ...days.steps]),
  };
}

/** A bucket is made with it, or gets it from a configuration; it cannot be turned off, so either is enough. */
function readEnabled(
  bucket: EstateResource,
  sources: readonly Source[],
  block: (from: EstateResource) => Path,
): ClaimFact {
  const own = readFlag(bucket, ['object_lock_enabled']);
  if (own.value === true) return claimOf(own);
  const added = settle(sources, (from) => readFlag(from, [...block(from), 'object_lock_enabled'], 'Enabled'), {
    value: false,
    steps: own.steps,
  });
  if (added.value === true) return claimOf(added);
  const value = own.value === false && added.value === false ? false : undefined;
  const steps = [own, added].filter((finding) => finding.value === value).flatMap((finding) => finding.steps);
  return claimOf({ value, steps: distinct(steps) });
}

const daysOfYear = 365;

function readDays(from: EstateResource, retention: Path): Finding<number> {
  const years = valueAt(valuesOf(from), [...retention, 'years']);
  const unit = years === undefined || isUnresolved(valueAt(valuesOf(from), retention)) ? 'days' : 'years';
  const { value, steps } = readNumber(from, [...retention, unit], 0);
  return { value: value === undefined || unit === 'days' ? value : value * daysOfYear, steps };
}
