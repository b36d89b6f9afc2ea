/** Buckets with what their satellites, and the blocks that older configurations write inside the bucket, say of them. */
import type { Path } from '../model/index.ts';
import type { ClaimFact, KeyFact } from '../shapes/index.ts';
import { readEncryption } from './bucket-encryption.ts';
import { readObjectLock } from './bucket-object-lock.ts';
import {
  declaredBy,
  inlineSource,
  isOwn,
  joinSatellites,
  none,
  type SatelliteKind,
  type Satellites,
  satelliteKinds,
} from './bucket-satellites.ts';
import type { EstateBucket, EstateResource } from './estate.ts';
import type { Things } from './find-owner.ts';
import { keyNaming } from './named-key.ts';
import { claimOf, readFlag, type Source, settle } from './settle.ts';

export function findBuckets(things: Things, keys: readonly KeyFact[]): EstateBucket[] {
  const satellitesOf = joinSatellites(things);
  const naming = keyNaming(things, keys);
  return things.ofType('aws_s3_bucket').map((bucket) => {
    const { id, exists, data_class, zone, tags, tags_known } = bucket.fact;
    const satellites = satellitesOf(id);
    return {
      id,
      exists,
      data_class,
      zone,
      tags,
      tags_known,
      public_access: readPublicAccess(bucket, satellites.public_access),
      maybe: possibleSatellites(satellites),
      encryption: readEncryption(bucket, satellites.encryption, naming),
      versioning: readVersioning(bucket, satellites.versioning),
      object_lock: readObjectLock(bucket, satellites.object_lock),
    };
  });
}

function readPublicAccess(bucket: EstateResource, blocks: readonly Source[]): EstateBucket['public_access'] {
  const flag = (name: string): ClaimFact => claimOf(settle(blocks, (block) => readFlag(block, [name]), none(bucket)));
  return {
    declared_by: declaredBy(blocks),
    block_public_acls: flag('block_public_acls'),
    block_public_policy: flag('block_public_policy'),
    ignore_public_acls: flag('ignore_public_acls'),
    restrict_public_buckets: flag('restrict_public_buckets'),
  };
}

function readVersioning(bucket: EstateResource, satellites: readonly Source[]): EstateBucket['versioning'] {
  const sources = [...inlineSource(bucket, 'versioning'), ...satellites];
  const read = (inline: Path, separate: Path) => (resource: EstateResource) =>
    resource === bucket ? readFlag(bucket, inline) : readFlag(resource, separate, 'Enabled');
  const enabled = read(['versioning', 0, 'enabled'], ['versioning_configuration', 0, 'status']);
  const mfaDelete = read(['versioning', 0, 'mfa_delete'], ['versioning_configuration', 0, 'mfa_delete']);
  return {
    declared_by: declaredBy(sources),
    enabled: claimOf(settle(sources, enabled, none(bucket))),
    mfa_delete: claimOf(settle(sources, mfaDelete, none(bucket))),
  };
}

/** A reader of a report needs no more to see where the doubt comes from. */
const mostSteps = 5;

function possibleSatellites(satellites: Satellites): EstateBucket['maybe'] {
  const maybe: EstateBucket['maybe'] = {};
  for (const kind of Object.keys(satelliteKinds) as SatelliteKind[]) {
    const steps = satellites[kind].filter(({ because }) => !isOwn(because)).flatMap(({ because }) => because);
    if (steps.length > 0) maybe[kind] = [...steps.slice(0, mostSteps)];
  }
  return maybe;
}
