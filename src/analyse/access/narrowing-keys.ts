import type { Answer } from '../../model/index.ts';
import { addressSet, countAddresses, parseAddress, parseCidr, publicPartOf } from '../../model/index.ts';

/** How the values of a condition key hold callers to something fixed. */
export type KeyNature =
  /** The whole value is an identifier: fixed unless it has a wildcard. */
  | 'identifier'
  /** An ARN: fixed without a wildcard, or when its account is fixed. */
  | 'arn'
  /** `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`: fixed when the organisation is. */
  | 'organization path'
  /** Address blocks. */
  | 'address';

/**
 * The keys that say who calls, or from where, in terms of what one owner has. All else, such as tags of the principal,
 * its user name or MFA, a stranger can bring along. After S3's definition of a bucket policy that is not public
 * (S3 user guide, "The meaning of public") and "AWS global condition context keys" of the IAM user guide.
 */
const natures: Readonly<Record<string, KeyNature>> = {
  'aws:principalorgid': 'identifier',
  'aws:principalorgpaths': 'organization path',
  'aws:principalaccount': 'identifier',
  'aws:principalarn': 'arn',
  'aws:principalservicename': 'identifier',
  'aws:principalservicenameslist': 'identifier',
  'aws:userid': 'identifier',
  'aws:sourceaccount': 'identifier',
  'aws:sourceowner': 'identifier',
  'aws:sourcearn': 'arn',
  'aws:sourceorgid': 'identifier',
  'aws:sourceorgpaths': 'organization path',
  'aws:sourcevpc': 'identifier',
  'aws:sourcevpcarn': 'arn',
  'aws:sourcevpce': 'identifier',
  'aws:vpceaccount': 'identifier',
  'aws:vpceorgid': 'identifier',
  'aws:vpceorgpaths': 'organization path',
  'aws:sourceip': 'address',
  'kms:calleraccount': 'identifier',
  's3:dataaccesspointaccount': 'identifier',
  's3:dataaccesspointarn': 'arn',
  's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn',
  'lambda:eventsourcetoken': 'identifier',
  'elasticfilesystem:accesspointarn': 'arn',
};

/** @param key in lower case */
export function natureOf(key: string): KeyNature | undefined {
  return Object.hasOwn(natures, key) ? natures[key] : undefined;
}

/** Public addresses of one /8, and of one /32 of IPv6: "values broader than /8 for IPv4 and /32 for IPv6" are public to S3. */
const widest = { 4: 1n << 24n, 6: 1n << 96n } as const;

/** Are these sources, all together, no wider than S3 lets a set of addresses be? A bare address stands for itself; what is no address leaves it open. */
export function areFewAddresses(texts: readonly string[]): Answer {
  const parts = texts.map((text) => {
    const block = text.includes('/') ? parseCidr(text) : parseAddress(text);
    return block === undefined ? undefined : publicPartOf(block);
  });
  const known = parts.filter((part) => part !== undefined);
  const few = ([4, 6] as const).every(
    (version) => countAddresses(addressSet(known.flatMap((part) => part[version]))) <= widest[version],
  );
  if (!few) return 'no';
  return known.length < parts.length ? 'unknown' : 'yes';
}
