/**
 * An oracle: which satellites may be those of which bucket, and what they say of it, found by asking every pair. Slow and plain; the
 * code that it judges shares lists and looks names up.
 */
import { isDeepStrictEqual } from 'node:util';
import { bucketOwnership, satelliteKinds } from '../../src/aws/bucket-satellites.ts';
import type { Estate, EstateResource } from '../../src/aws/index.ts';
import { originOf, pathOfAttribute, valuesOf } from '../../src/aws/resource-values.ts';
import { type Finding, readFlag, readText } from '../../src/aws/settle.ts';
import type { Answer, Reference, Unknown, Value } from '../../src/model/index.ts';
import { both, isReference, isUnknown, valueAt } from '../../src/model/index.ts';

/** The answers that rest on satellites, by bucket; texts as they are found, "unknown" where they are not settled. */
export function directAnswers(estate: Estate): Record<string, Record<string, string | boolean>> {
  const buckets = estate.ofType('aws_s3_bucket');
  return Object.fromEntries(buckets.map((bucket) => [bucket.fact.id, answersFor(bucket, estate)]));
}

function answersFor(bucket: EstateResource, estate: Estate): Record<string, string | boolean> {
  const settled = <T>(kind: keyof typeof satelliteKinds, read: (from: EstateResource) => Finding<T>, otherwise: T) => {
    const sources = estate.ofType(satelliteKinds[kind]).flatMap((from) => {
      const holds = both(from.fact.exists, isOf(from, bucket, estate));
      return holds === 'no' ? [] : [{ holds, value: read(from).value }];
    });
    const values = sources.map(({ value }) => value);
    if (!sources.some(({ holds }) => holds === 'yes')) values.push(otherwise);
    return values.every((value) => value === values[0]) ? (values[0] ?? 'unknown') : 'unknown';
  };
  return {
    block_public_acls: settled('public_access', (from) => readFlag(from, ['block_public_acls']), false),
    restrict_public_buckets: settled('public_access', (from) => readFlag(from, ['restrict_public_buckets']), false),
    versioning: settled(
      'versioning',
      (from) => readFlag(from, ['versioning_configuration', 0, 'status'], 'Enabled'),
      false,
    ),
    algorithm: settled(
      'encryption',
      (from) => readText(from, ['rule', 0, 'apply_server_side_encryption_by_default', 0, 'sse_algorithm']),
      '',
    ),
  };
}

function isOf(from: EstateResource, bucket: EstateResource, estate: Estate): Answer {
  const buckets = estate.ofType('aws_s3_bucket');
  const origin = originOf(from, ['bucket']);
  const byOrigin = origin === undefined ? [] : byReference(origin, buckets, estate, 8);
  const found =
    byOrigin.length === 1 && byOrigin[0]?.sure === true ? byOrigin : ownersOf(from, 'bucket', buckets, estate, 8);
  const mine = found.find(({ owner }) => owner === bucket);
  return mine === undefined ? 'no' : mine.sure ? 'yes' : 'unknown';
}

interface Possible {
  readonly owner: EstateResource;
  readonly sure: boolean;
}

type Buckets = readonly EstateResource[];

function ownersOf(from: EstateResource, attribute: string, buckets: Buckets, estate: Estate, hops: number): Possible[] {
  const value = valuesOf(from)[attribute];
  if (typeof value === 'string') return byName(value, from, attribute, buckets);
  if (isReference(value)) {
    const found = byReference(value, buckets, estate, hops);
    if (found.length === 0 || found.some(({ sure }) => sure)) return found;
    // What it refers to is not known, and is the whole name of the bucket, too.
    return sureIfOne(buckets.filter((bucket) => isDeepStrictEqual(valuesOf(bucket)['bucket'], value))) ?? found;
  }
  if (!isUnknown(value)) return [];
  const meant = buckets.filter(
    (bucket) => isNamed(bucket, from, attribute) && isDeepStrictEqual(valuesOf(bucket)['bucket'], value),
  );
  return sureIfOne(meant) ?? unsure(buckets.filter((bucket) => mayBeNamed(bucket, value)));
}

function byReference({ $ref, $attribute }: Reference, buckets: Buckets, estate: Estate, hops: number): Possible[] {
  const target = estate.resources.get($ref);
  const [attribute] = pathOfAttribute($attribute);
  if (target === undefined || hops === 0 || typeof attribute !== 'string') return unsure(buckets);
  if (target.mode === 'managed' && target.fact.type === 'aws_s3_bucket') {
    return [{ owner: target, sure: ['id', 'arn', 'bucket'].includes(attribute) }];
  }
  const lookedFor =
    target.mode === 'data' && target.fact.type === 'aws_s3_bucket' && ['id', 'arn', 'bucket'].includes(attribute);
  const followed = lookedFor ? 'bucket' : (bucketOwnership.follows?.(target.fact.type, attribute) ?? attribute);
  if (valueAt(valuesOf(target), [followed]) === undefined) return unsure(buckets);
  return ownersOf(target, followed, buckets, estate, hops - 1);
}

function byName(text: string, from: EstateResource, attribute: string, buckets: Buckets): Possible[] {
  const same = buckets.filter((bucket) => ['bucket', 'id', 'arn'].some((name) => valuesOf(bucket)[name] === text));
  const near = same.filter(({ fact }) => fact.stack === from.fact.stack);
  const closest = near.length > 0 ? near : same;
  if (closest.length > 0) {
    const meant = closest.filter((bucket) => isNamed(bucket, from, attribute));
    return sureIfOne(closest) ?? sureIfOne(meant) ?? unsure(closest);
  }
  const open = buckets.filter((bucket) => ['bucket', 'id'].every((name) => typeof valuesOf(bucket)[name] !== 'string'));
  return unsure(open.filter((bucket) => mayBeNamed(bucket, text)));
}

function sureIfOne([only, ...others]: Buckets): Possible[] | undefined {
  return only === undefined || others.length > 0 ? undefined : [{ owner: only, sure: true }];
}

function unsure(buckets: Buckets): Possible[] {
  return buckets.map((owner) => ({ owner, sure: false }));
}

/** References are written from inside a module. */
function isNamed({ fact }: EstateResource, { fact: from }: EstateResource, attribute: string): boolean {
  const name = `${fact.type}.${fact.name}`;
  return (
    fact.stack === from.stack &&
    fact.module === from.module &&
    (from.references[attribute] ?? []).some(
      (text) => text === name || text.startsWith(`${name}.`) || text.startsWith(`${name}[`),
    )
  );
}

function mayBeNamed(bucket: EstateResource, text: string | Unknown): boolean {
  const { id, bucket: name, bucket_prefix: prefix } = valuesOf(bucket);
  const known = typeof id === 'string' ? id : name;
  if (typeof known === 'string' || isUnknown(known)) return mayBeEqual(known, text);
  if (known !== undefined || (prefix !== undefined && typeof prefix !== 'string')) return true;
  return mayBeEqual({ $unknown: '', $parts: [prefix ?? 'terraform-', { $unknown: '' }] }, text);
}

function mayBeEqual(left: string | Unknown, right: string | Unknown): boolean {
  const edge = (text: string | Unknown, at: 0 | -1): string => {
    const part: Value | undefined = typeof text === 'string' ? text : text.$parts?.at(at);
    return typeof part === 'string' ? part : '';
  };
  const begins = (long: string | Unknown, short: string | Unknown) => edge(long, 0).startsWith(edge(short, 0));
  const ends = (long: string | Unknown, short: string | Unknown) => edge(long, -1).endsWith(edge(short, -1));
  return (begins(left, right) || begins(right, left)) && (ends(left, right) || ends(right, left));
}
