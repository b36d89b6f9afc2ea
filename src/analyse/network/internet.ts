/**
 * Where the line is for "the internet": public address space at large, however it is spelled.
 *
 * Only public addresses count (model/public-space.ts), and those of declared partners do not. Then a rule speaks to the
 * internet
 * - when one of its blocks has more public addresses than a /16 of IPv4 or a /32 of IPv6, the sizes of what one holder
 *   commonly has: `0.0.0.0/0`, `0.0.0.0/1`, `8.0.0.0/8`, `::/1` and `2000::/3` do, `10.0.0.0/8` and a /24 do not; or
 * - when it has a share in a mosaic: the narrower blocks of all rules of the same group and direction that let through
 *   at least its protocol and ports make up a /8 of IPv4 or a /29 of IPv6 between them. A share is a /18 or a /39 at
 *   least: EC2 allows a network interface 1,000 rules (VPC quotas), and no thousand smaller pieces make up that much.
 *
 * A block that is not known leaves the answer open, unless its known prefix makes it narrow.
 */
import type { AddressBlock, AddressRange, AddressSet, IpVersion } from '../../model/index.ts';
import { addressSet, countAddresses, publicPartOf, subtractAddresses } from '../../model/index.ts';
import type { ClaimFact, StepFact } from '../../shapes/index.ts';
import { type Crowd, crowdOf, type MosaicReader, mosaicReader, serviceKey } from './mosaic.ts';
import type { KnownBlock, Peer } from './peers.ts';
import { recall } from './recall.ts';
import { type PerVersion, perVersion, type RuleReach, type Share, versions } from './share.ts';

/** Public addresses that one block may have without being the internet. */
export const widest: PerVersion<bigint> = { 4: 1n << 16n, 6: 1n << 96n };
/** Adds that many addresses, and more than any set has. */
const endless = 1n << 128n;

export interface InternetClaim {
  readonly internet: ClaimFact;
  /** The blocks that make it so, as written. */
  readonly blocks: readonly string[];
}

/** Measures blocks once: the same few are written over and over. */
export type Measure = (block: AddressBlock) => PerVersion<AddressSet>;

export function publicMeasure(partners: readonly AddressBlock[]): Measure {
  const measured = new Map<bigint, Map<bigint, PerVersion<AddressSet>>>();
  const excluded = perVersion((version) => addressSet(partners.filter((partner) => partner.version === version)));
  return (block) => {
    // A range of one family is never a range of the other: IPv6 blocks under 2^32 hold nothing public either way.
    const key = block.version === 4 ? block.first : block.first + endless;
    const byLast = recall(measured, key, () => new Map<bigint, PerVersion<AddressSet>>());
    return recall(byLast, block.last, () => {
      const all = publicPartOf(block);
      return perVersion((version) => subtractAddresses(all[version], excluded[version]));
    });
  };
}

/** An answer for each rule, in their order. */
export function claimInternet(reaches: readonly RuleReach[], measure: Measure): InternetClaim[] {
  const shares = reaches.map((reach) => shareOf(reach, measure));
  const groups = new Map<string, Share[]>();
  for (const one of shares) recall(groups, keyOf(one.reach), () => []).push(one);
  const mosaics = mosaicReaders(shares, groups);
  return shares.map((one) => claimOf(one, mosaics(one)));
}

/** A rule of no group in particular may be of the same group as any other rule of its direction. */
function mosaicReaders(
  shares: readonly Share[],
  groups: ReadonlyMap<string, readonly Share[]>,
): (one: Share) => MosaicReader {
  const crowds = new Map<string, Crowd>();
  const crowdFor = ({ direction, group }: RuleReach): Crowd =>
    recall(crowds, group === '' ? `${direction} with all` : direction, () => {
      const facing = shares.filter(({ reach }) => reach.direction === direction);
      const [homeless, housed] = [
        facing.filter(({ reach }) => reach.group === ''),
        facing.filter(({ reach }) => reach.group !== ''),
      ];
      return group === '' ? crowdOf(facing, countServices(homeless)) : crowdOf(homeless, countServices(housed));
    });
  const readers = new Map<string, MosaicReader>();
  return ({ reach }) =>
    recall(readers, keyOf(reach), () =>
      mosaicReader(reach.group === '' ? [] : (groups.get(keyOf(reach)) ?? []), crowdFor(reach)),
    );
}

function countServices(shares: readonly Share[]): number {
  return new Set(shares.map(({ reach }) => serviceKey(reach.service))).size;
}

function keyOf({ direction, group }: RuleReach): string {
  return `${direction} ${group}`;
}

function shareOf(reach: RuleReach, measure: Measure): Share {
  const wide: KnownBlock[] = [];
  const open: Peer[] = [];
  const pieces: KnownBlock[] = [];
  const ranges: Record<IpVersion, AddressRange[]> = { 4: [], 6: [] };
  const more: Record<IpVersion, bigint> = { 4: 0n, 6: 0n };
  for (const peer of reach.peers) {
    if (peer.kind === 'block') {
      const part = measure(peer.block);
      const isWide = versions.some((version) => countAddresses(part[version]) > widest[version]);
      if (isWide) (peer.doubtful ? open : wide).push(peer);
      else if (peer.doubtful) for (const version of versions) more[version] += countAddresses(part[version]);
      else {
        pieces.push(peer);
        for (const version of versions) ranges[version].push(...part[version]);
      }
    } else if (peer.kind === 'bounded') more[peer.version] += peer.atMost;
    else {
      open.push(peer);
      // A single block that turned out wide would be no piece, so as a piece it adds no more than the widest.
      for (const version of versions) more[version] += peer.single ? widest[version] : endless;
    }
  }
  const addresses = perVersion((version) => addressSet(ranges[version]));
  const size = perVersion((version) => countAddresses(addresses[version]));
  return { reach, wide, open, pieces, addresses, more, size };
}

function claimOf(one: Share, readMosaic: MosaicReader): InternetClaim {
  const written = one.wide.map(({ text }) => text);
  if (one.wide.length > 0) return { internet: { answer: 'yes', steps: stepsOf(one.wide) }, blocks: written };
  const joined = readMosaic(one);
  if (joined?.answer === 'yes') {
    const blocks = one.pieces.map(({ text }) => text);
    return { internet: { answer: 'yes', steps: [...stepsOf(one.pieces), ...stepsOf(joined.with)] }, blocks };
  }
  if (one.open.length > 0) return { internet: { answer: 'unknown', steps: stepsOf(one.open) }, blocks: [] };
  if (joined?.answer === 'unknown') return { internet: { answer: 'unknown', steps: stepsOf(joined.with) }, blocks: [] };
  return { internet: { answer: 'no', steps: [] }, blocks: [] };
}

function stepsOf(peers: readonly Peer[]): StepFact[] {
  return [...new Set(peers.flatMap(({ step, via }) => (via === undefined ? [step] : [via, step])))];
}
