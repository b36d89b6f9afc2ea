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
import type { AddressBlock, AddressRange, AddressSet, Answer, IpVersion } from '../../model/index.ts';
import { addressSet, countAddresses, publicPartOf, subtractAddresses } from '../../model/index.ts';
import type { ClaimFact, StepFact } from '../../shapes/index.ts';
import type { KnownBlock, Peer } from './peers.ts';
import { coversService, type Service } from './protocol-ports.ts';
import { recall } from './recall.ts';

const versions = [4, 6] as const;

/** Public addresses that one block may have without being the internet. */
const widest: PerVersion<bigint> = { 4: 1n << 16n, 6: 1n << 96n };
/** Public addresses that rules may have between them. */
const mosaic: PerVersion<bigint> = { 4: 1n << 24n, 6: 1n << 99n };
const share: PerVersion<bigint> = { 4: 1n << 14n, 6: 1n << 89n };

type PerVersion<T> = Readonly<Record<IpVersion, T>>;

/** Adds that many addresses, and more than any set has. */
const endless = 1n << 128n;

export interface RuleReach {
  readonly service: Service;
  readonly direction: 'ingress' | 'egress';
  /** The same for rules of the same group; "" when it may be any group. */
  readonly group: string;
  readonly exists: Answer;
  readonly peers: readonly Peer[];
}

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

/** What a rule adds to its group: its blocks, told apart by whether they are the internet by themselves. */
interface Share {
  readonly reach: RuleReach;
  readonly wide: readonly KnownBlock[];
  /** Unknown blocks, and wide ones that may not be in the rule. */
  readonly open: readonly Peer[];
  readonly pieces: readonly KnownBlock[];
  readonly ranges: PerVersion<readonly AddressRange[]>;
  readonly size: PerVersion<bigint>;
  /** Addresses of narrow blocks that may come on top. */
  readonly more: PerVersion<bigint>;
}

/** An answer for each rule, in their order. */
export function claimInternet(reaches: readonly RuleReach[], measure: Measure): InternetClaim[] {
  const shares = reaches.map((reach) => shareOf(reach, measure));
  const groups = new Map<string, Share[]>();
  const keyOf = ({ direction, group }: RuleReach) => `${direction} ${group}`;
  for (const one of shares) recall(groups, keyOf(one.reach), () => []).push(one);
  const mosaics = new Map<string, MosaicReader>();
  const mosaicFor = ({ direction, group }: RuleReach): MosaicReader => {
    const members = group === '' ? [] : (groups.get(`${direction} ${group}`) ?? []);
    const strangers =
      group === '' ? shares.filter(({ reach }) => reach.direction === direction) : (groups.get(`${direction} `) ?? []);
    return mosaicReader(members, strangers);
  };
  return shares.map((one) =>
    claimOf(
      one,
      recall(mosaics, keyOf(one.reach), () => mosaicFor(one.reach)),
    ),
  );
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
  return {
    reach,
    wide,
    open,
    pieces,
    ranges,
    more,
    size: perVersion((version) => countAddresses(addressSet(ranges[version]))),
  };
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

/** Does a rule take part in a mosaic, and with which other blocks? `undefined` where nothing near one can be made up. */
type MosaicReader = (one: Share) => { readonly answer: Answer; readonly with: readonly Peer[] } | undefined;

/** Evidence shows a few of the other pieces: there may be hundreds. */
const piecesShown = 8;

function mosaicReader(members: readonly Share[], strangers: readonly Share[]): MosaicReader {
  const reachable = perVersion((version) =>
    [...members, ...strangers].reduce((sum, { size, more }) => sum + size[version] + more[version], 0n),
  );
  if (versions.every((version) => reachable[version] < mosaic[version])) return () => undefined;
  const totals = new Map<string, Total>();
  return (one) => {
    if (versions.every((version) => one.size[version] + one.more[version] < share[version])) return undefined;
    const { protocol, first_port, last_port, ports_known } = one.reach.service;
    const key = `${protocol} ${first_port} ${last_port} ${ports_known}`;
    const total = recall(totals, key, () => totalFor(one.reach.service, members, strangers));
    const { certain, possible } = total;
    const answers = versions.map((version) => takesPart(one, total, version));
    if (answers.includes('yes')) return { answer: 'yes', with: othersOf(one, certain, ({ pieces }) => pieces) };
    if (!answers.includes('unknown')) return undefined;
    return {
      answer: 'unknown',
      with: othersOf(one, [...certain, ...possible], ({ open, pieces }) => [...open, ...pieces]),
    };
  };
}

interface Total {
  /** Rules that let the service through, and those that may. */
  readonly certain: ReadonlySet<Share>;
  readonly possible: ReadonlySet<Share>;
  readonly union: Union;
  /** With the pieces of the possible ones. */
  readonly widestUnion: Union;
  readonly more: PerVersion<bigint>;
}

function totalFor(service: Service, members: readonly Share[], strangers: readonly Share[]): Total {
  const certain: Share[] = [];
  const possible: Share[] = [];
  for (const member of members) {
    const covers = coversService(member.reach.service, service);
    if (covers === 'yes' && member.reach.exists === 'yes') certain.push(member);
    else if (covers !== 'no') possible.push(member);
  }
  possible.push(...strangers.filter(({ reach }) => coversService(reach.service, service) !== 'no'));
  const all = [...certain, ...possible];
  return {
    certain: new Set(certain),
    possible: new Set(possible),
    union: unionOf(certain),
    widestUnion: unionOf(all),
    more: perVersion((version) => all.reduce((sum, { more }) => sum + more[version], 0n)),
  };
}

interface Union {
  readonly addresses: PerVersion<AddressSet>;
  readonly size: PerVersion<bigint>;
}

function unionOf(among: readonly Share[]): Union {
  const addresses = perVersion((version) => addressSet(among.flatMap(({ ranges }) => ranges[version])));
  return { addresses, size: perVersion((version) => countAddresses(addresses[version])) };
}

function takesPart(one: Share, total: Total, version: IpVersion): Answer {
  const isIn = total.certain.has(one);
  const together = (union: Union, within: boolean) =>
    within ? union.size[version] : countAddresses(addressSet([...union.addresses[version], ...one.ranges[version]]));
  if (one.size[version] >= share[version] && together(total.union, isIn) >= mosaic[version]) return 'yes';
  const mayHaveShare = one.size[version] + one.more[version] >= share[version];
  const possible = together(total.widestUnion, isIn || total.possible.has(one)) + total.more[version];
  return mayHaveShare && possible >= mosaic[version] ? 'unknown' : 'no';
}

function othersOf(one: Share, among: Iterable<Share>, peers: (share: Share) => readonly Peer[]): readonly Peer[] {
  const others: Peer[] = [];
  for (const other of among) {
    if (others.length >= piecesShown) break;
    if (other !== one) others.push(...peers(other).slice(0, piecesShown - others.length));
  }
  return others;
}

function stepsOf(peers: readonly Peer[]): StepFact[] {
  return [...new Set(peers.flatMap(({ step, via }) => (via === undefined ? [step] : [via, step])))];
}

function perVersion<T>(of: (version: IpVersion) => T): PerVersion<T> {
  return { 4: of(4), 6: of(6) };
}
