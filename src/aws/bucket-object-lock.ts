/** Object Lock of a bucket (Amazon S3 API reference, "PutObjectLockConfiguration"): on or off, and what new objects are retained by. */
import type { Path } from '../model/index.ts';
import { isUnresolved, valueAt } from '../model/index.ts';
import type { ClaimFact } from '../shapes/index.ts';
import { declaredBy, withInline } from './bucket-satellites.ts';
import type { EstateBucket, EstateResource } from './estate.ts';
import { valuesOf } from './resource-values.ts';
import {
  claimOf,
  distinct,
  type Finding,
  readFlag,
  readNumber,
  readText,
  type Sources,
  settle,
  stepTo,
} from './settle.ts';
import { orInline, type Reader, readerOf } from './source-reader.ts';

const inline = 'object_lock_configuration';

export function objectLockReader(): (bucket: EstateResource, satellites: Sources) => EstateBucket['object_lock'] {
  const modeIn = attribute((from, block) => readText(from, [...retentionIn(block), 'mode']));
  const daysIn = attribute((from, block) => readDays(from, retentionIn(block)));
  const enabledIn = attribute((from, block) => readFlag(from, [...block, 'object_lock_enabled'], 'Enabled'));
  return (bucket, satellites) => {
    const sources = withInline(bucket, inline, satellites);
    const absent = <T>(value: T): Finding<T> => ({ value, steps: [stepTo(bucket)] });
    const mode = settle(sources, modeIn(bucket), absent(''));
    const days = settle(sources, daysIn(bucket), absent(0));
    return {
      enabled: readEnabled(bucket, sources, enabledIn(bucket)),
      declared_by: declaredBy(sources),
      mode: mode.value ?? 'unknown',
      retention_days: days.value ?? -1,
      steps: distinct([...mode.steps, ...days.steps]),
    };
  };
}

/** A satellite is the block that stands within the bucket in older configurations. */
function attribute<T extends boolean | number | string>(read: (from: EstateResource, block: Path) => Finding<T>) {
  const reader = readerOf((from) => read(from, []));
  return (bucket: EstateResource) => orInline(reader, bucket, () => read(bucket, [inline, 0]));
}

function retentionIn(block: Path): Path {
  return [...block, 'rule', 0, 'default_retention', 0];
}

/** A bucket is made with it, or gets it from a configuration; it cannot be turned off, so either is enough. */
function readEnabled(bucket: EstateResource, sources: Sources, reader: Reader<boolean>): ClaimFact {
  const own = readFlag(bucket, ['object_lock_enabled']);
  if (own.value === true) return claimOf(own);
  const added = settle(sources, reader, { value: false, steps: own.steps });
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
