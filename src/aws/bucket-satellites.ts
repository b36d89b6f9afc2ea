/** Which resources configure which bucket (AWS provider documentation, "aws_s3_bucket", and the page of each type below). */
import type { Diagnostic } from '../diagnostics/index.ts';
import { both, isList } from '../model/index.ts';
import type { StepFact } from '../shapes/index.ts';
import { manyPossible } from './diagnostics.ts';
import type { EstateResource } from './estate.ts';
import { type OwnerFinder, type Ownership, ownerFinder, type Things } from './find-owner.ts';
import { joinPossible, mostShown, type Possibility, type Source } from './possible-sources.ts';
import { valuesOf } from './resource-values.ts';
import { type Finding, type Sources, stepTo } from './settle.ts';

export const satelliteKinds = {
  public_access: 'aws_s3_bucket_public_access_block',
  encryption: 'aws_s3_bucket_server_side_encryption_configuration',
  versioning: 'aws_s3_bucket_versioning',
  object_lock: 'aws_s3_bucket_object_lock_configuration',
  ownership: 'aws_s3_bucket_ownership_controls',
  policy: 'aws_s3_bucket_policy',
} as const;

export type SatelliteKind = keyof typeof satelliteKinds;

/** Of one bucket: those that are its own, and those that may be. */
export type Satellites = Readonly<Record<SatelliteKind, Sources>>;

/** How other resources name a bucket: their `bucket`, which is also their id. */
export const bucketOwnership: Ownership = {
  types: ['aws_s3_bucket'],
  identities: ['id', 'bucket', 'arn'],
  name: 'bucket',
  namePrefix: 'bucket_prefix',
  generatedPrefix: 'terraform-',
  follows: (type, attribute) => (type.startsWith('aws_s3_bucket_') && attribute === 'id' ? 'bucket' : undefined),
};

export function joinSatellites(things: Things, diagnostics: Diagnostic[]): (bucket: EstateResource) => Satellites {
  const finder = ownerFinder(things, bucketOwnership);
  const join = (kind: SatelliteKind) => joinKind(things.ofType(satelliteKinds[kind], 'managed'), finder, diagnostics);
  const publicAccess = join('public_access');
  const encryption = join('encryption');
  const versioning = join('versioning');
  const objectLock = join('object_lock');
  const ownership = join('ownership');
  const policy = join('policy');
  return (bucket) => ({
    public_access: publicAccess(bucket),
    encryption: encryption(bucket),
    versioning: versioning(bucket),
    object_lock: objectLock(bucket),
    ownership: ownership(bucket),
    policy: policy(bucket),
  });
}

function joinKind(
  satellites: readonly EstateResource[],
  finder: OwnerFinder,
  diagnostics: Diagnostic[],
): (bucket: EstateResource) => Sources {
  const own = new Map<string, Source[]>();
  const possibilities: Possibility[] = [];
  for (const resource of satellites) {
    const owner = finder.find(resource, ['bucket']);
    const { exists } = resource.fact;
    if (owner.kind === 'one') {
      append(own, owner.id, { resource, holds: exists, because: exists === 'unknown' ? [stepTo(resource)] : [] });
    } else if (owner.kind === 'maybe') {
      const source = { resource, holds: both(exists, 'unknown'), because: [stepTo(resource, ['bucket'])] };
      possibilities.push({ source, among: owner.among });
    }
  }
  const first = possibilities[0]?.source.resource;
  if (first !== undefined && possibilities.length > mostShown) {
    const place = { location: first.instance.locate(['bucket']), address: first.fact.address };
    diagnostics.push(manyPossible(place, possibilities.length, first.fact.type, mostShown));
  }
  const possible = joinPossible(possibilities, finder);
  return (bucket) => ({ own: own.get(bucket.fact.id) ?? [], possible: possible(bucket) });
}

function append(sources: Map<string, Source[]>, id: string, source: Source): void {
  const known = sources.get(id);
  if (known === undefined) sources.set(id, [source]);
  else known.push(source);
}

/** With the bucket itself before its own, where it has the block that a satellite replaces. */
export function withInline(bucket: EstateResource, block: string, { own, possible }: Sources): Sources {
  const written = valuesOf(bucket)[block];
  if (written === undefined || (isList(written) && written.length === 0)) return { own, possible };
  return { own: [{ resource: bucket, holds: 'yes', because: [] }, ...own], possible };
}

/** Where nothing says so, it is not so. */
export function none(bucket: EstateResource): Finding<boolean> {
  return { value: false, steps: [stepTo(bucket)] };
}

/** The first that is the bucket's own; "" when there is none. */
export function declaredBy({ own }: Sources): string {
  return own[0]?.resource.fact.id ?? '';
}

/** Where the first few that may be the bucket's name their bucket. */
export function possiblyDeclaredBy({ possible }: Sources): StepFact[] {
  return possible.first.flatMap(({ because }) => [...because]);
}
