/** Buckets with what their satellites, and the blocks that older configurations write inside the bucket, say of them. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { ClaimFact, KeyFact } from '../shapes/index.ts';
import { encryptionReader } from './bucket-encryption.ts';
import { objectLockReader } from './bucket-object-lock.ts';
import {
  declaredBy,
  joinSatellites,
  none,
  possiblyDeclaredBy,
  type SatelliteKind,
  type Satellites,
  satelliteKinds,
  withInline,
} from './bucket-satellites.ts';
import type { EstateBucket, EstateResource } from './estate.ts';
import type { Things } from './find-owner.ts';
import { keyNaming } from './named-key.ts';
import { claimOf, readFlag, type Sources, settle } from './settle.ts';
import { orInline, readerOf } from './source-reader.ts';

export function findBuckets(things: Things, keys: readonly KeyFact[], diagnostics: Diagnostic[]): EstateBucket[] {
  const satellitesOf = joinSatellites(things, diagnostics);
  const readPublicAccess = publicAccessReader();
  const readEncryption = encryptionReader(keyNaming(things, keys));
  const readVersioning = versioningReader();
  const readObjectLock = objectLockReader();
  return things.ofType('aws_s3_bucket').map((bucket) => {
    const { id, exists, data_class, zone, tags, tags_known } = bucket.fact;
    const satellites = satellitesOf(bucket);
    return {
      id,
      exists,
      data_class,
      zone,
      tags,
      tags_known,
      public_access: readPublicAccess(bucket, satellites.public_access),
      maybe: possibleSatellites(satellites),
      encryption: readEncryption(bucket, satellites.encryption),
      versioning: readVersioning(bucket, satellites.versioning),
      object_lock: readObjectLock(bucket, satellites.object_lock),
    };
  });
}

function publicAccessReader(): (bucket: EstateResource, blocks: Sources) => EstateBucket['public_access'] {
  const reader = (flag: string) => readerOf((block) => readFlag(block, [flag]));
  const blockAcls = reader('block_public_acls');
  const blockPolicy = reader('block_public_policy');
  const ignoreAcls = reader('ignore_public_acls');
  const restrict = reader('restrict_public_buckets');
  return (bucket, blocks) => {
    const claim = (flag: typeof blockAcls): ClaimFact => claimOf(settle(blocks, flag, none(bucket)));
    return {
      declared_by: declaredBy(blocks),
      block_public_acls: claim(blockAcls),
      block_public_policy: claim(blockPolicy),
      ignore_public_acls: claim(ignoreAcls),
      restrict_public_buckets: claim(restrict),
    };
  };
}

function versioningReader(): (bucket: EstateResource, satellites: Sources) => EstateBucket['versioning'] {
  const reader = (flag: string) => readerOf((from) => readFlag(from, ['versioning_configuration', 0, flag], 'Enabled'));
  const [status, mfaDelete] = [reader('status'), reader('mfa_delete')];
  return (bucket, satellites) => {
    const sources = withInline(bucket, 'versioning', satellites);
    const claim = (read: typeof status, inline: string): ClaimFact =>
      claimOf(
        settle(
          sources,
          orInline(read, bucket, () => readFlag(bucket, ['versioning', 0, inline])),
          none(bucket),
        ),
      );
    return {
      declared_by: declaredBy(sources),
      enabled: claim(status, 'enabled'),
      mfa_delete: claim(mfaDelete, 'mfa_delete'),
    };
  };
}

function possibleSatellites(satellites: Satellites): EstateBucket['maybe'] {
  const maybe: EstateBucket['maybe'] = {};
  for (const kind of Object.keys(satelliteKinds) as SatelliteKind[]) {
    const steps = possiblyDeclaredBy(satellites[kind]);
    if (steps.length > 0) maybe[kind] = steps;
  }
  return maybe;
}
