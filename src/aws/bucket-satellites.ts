/** Which resources configure which bucket (AWS provider documentation, "aws_s3_bucket", and the page of each type below). */
import { both, isList } from '../model/index.ts';
import type { StepFact } from '../shapes/index.ts';
import type { EstateResource } from './estate.ts';
import { type Ownership, ownerFinder, type Things } from './find-owner.ts';
import { valuesOf } from './resource-values.ts';
import { type Finding, type Source, stepTo } from './settle.ts';

export const satelliteKinds = {
  public_access: 'aws_s3_bucket_public_access_block',
  encryption: 'aws_s3_bucket_server_side_encryption_configuration',
  versioning: 'aws_s3_bucket_versioning',
  object_lock: 'aws_s3_bucket_object_lock_configuration',
  ownership: 'aws_s3_bucket_ownership_controls',
  policy: 'aws_s3_bucket_policy',
} as const;

export type SatelliteKind = keyof typeof satelliteKinds;

/** Of one bucket: those that are its own, then those that may be. */
export type Satellites = Readonly<Record<SatelliteKind, readonly Source[]>>;

/** How other resources name a bucket: their `bucket`, which is also their id. */
export const bucketOwnership: Ownership = {
  types: ['aws_s3_bucket'],
  identities: ['id', 'bucket', 'arn'],
  name: 'bucket',
  namePrefix: 'bucket_prefix',
  generatedPrefix: 'terraform-',
  follows: (type, attribute) => (type.startsWith('aws_s3_bucket_') && attribute === 'id' ? 'bucket' : undefined),
};

export function joinSatellites(things: Things): (bucketId: string) => Satellites {
  const find = ownerFinder(things, bucketOwnership);
  const join = (kind: SatelliteKind) => {
    const sources = joinKind(things.ofType(satelliteKinds[kind], 'managed'), find);
    return (bucketId: string): readonly Source[] => sources.get(bucketId) ?? [];
  };
  const publicAccess = join('public_access');
  const encryption = join('encryption');
  const versioning = join('versioning');
  const objectLock = join('object_lock');
  const ownership = join('ownership');
  const policy = join('policy');
  return (bucketId) => ({
    public_access: publicAccess(bucketId),
    encryption: encryption(bucketId),
    versioning: versioning(bucketId),
    object_lock: objectLock(bucketId),
    ownership: ownership(bucketId),
    policy: policy(bucketId),
  });
}

function joinKind(satellites: readonly EstateResource[], find: ReturnType<typeof ownerFinder>): Map<string, Source[]> {
  const own = new Map<string, Source[]>();
  const possible = new Map<string, Source[]>();
  for (const resource of satellites) {
    const owner = find(resource, ['bucket']);
    const { exists } = resource.fact;
    if (owner.kind === 'one') {
      append(own, owner.id, { resource, holds: exists, because: exists === 'unknown' ? [stepTo(resource)] : [] });
    }
    if (owner.kind !== 'maybe') continue;
    const source = { resource, holds: both(exists, 'unknown'), because: [stepTo(resource, ['bucket'])] };
    for (const id of owner.ids) append(possible, id, source);
  }
  for (const [id, sources] of possible) own.set(id, [...(own.get(id) ?? []), ...sources]);
  return own;
}

function append(sources: Map<string, Source[]>, id: string, source: Source): void {
  const known = sources.get(id);
  if (known === undefined) sources.set(id, [source]);
  else known.push(source);
}

/** The bucket itself as a source, where it has the block that a satellite replaces. */
export function inlineSource(bucket: EstateResource, block: string): Source[] {
  const written = valuesOf(bucket)[block];
  if (written === undefined || (isList(written) && written.length === 0)) return [];
  return [{ resource: bucket, holds: 'yes', because: [] }];
}

/** Where nothing says so, it is not so. */
export function none(bucket: EstateResource): Finding<boolean> {
  return { value: false, steps: [stepTo(bucket)] };
}

/** The first that is the bucket's own; "" when there is none. */
export function declaredBy(sources: readonly Source[]): string {
  return sources.find(({ holds, because }) => holds === 'yes' || isOwn(because))?.resource.fact.id ?? '';
}

/** A satellite that may not exist is the bucket's all the same; one that may be another's is not. */
export function isOwn(because: readonly StepFact[]): boolean {
  return because.every(({ path }) => path.length === 0);
}
