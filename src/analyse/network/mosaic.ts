/**
 * Narrow blocks of several rules that make up public address space at large between them: see internet.ts. Rules that may be of any
 * group are a crowd that every group may have: what it adds is found once for each service, however many groups there are.
 */
import type { AddressSet, Answer, IpVersion } from '../../model/index.ts';
import { addressSet } from '../../model/index.ts';
import { type AddressIndex, indexAddresses } from './address-index.ts';
import type { Peer } from './peers.ts';
import { coversService, type Service } from './protocol-ports.ts';
import { recall } from './recall.ts';
import { type PerVersion, perVersion, type Share, versions } from './share.ts';

/** Public addresses that rules may have between them. */
const mosaic: PerVersion<bigint> = { 4: 1n << 24n, 6: 1n << 99n };
const share: PerVersion<bigint> = { 4: 1n << 14n, 6: 1n << 89n };

/** Does a rule take part in a mosaic, and with which other blocks? `undefined` where nothing near one can be made up. */
export type MosaicReader = (one: Share) => { readonly answer: Answer; readonly with: readonly Peer[] } | undefined;

/** Evidence shows a few of the other pieces: there may be hundreds. */
const piecesShown = 8;

/** Rules that may be of any group. */
export interface Crowd {
  /** At most so many addresses. */
  readonly reach: PerVersion<bigint>;
  readonly for: (service: Service) => Part;
}

/** Those rules of a crowd that may let a service through. */
interface Part {
  readonly addresses: PerVersion<AddressIndex>;
  readonly more: PerVersion<bigint>;
  /** The first few that have something to show. */
  readonly telling: readonly Share[];
}

/** What comparing services may cost, in comparisons, and what comes of it, in ranges. */
const mostCompared = 2 ** 20;
const mostRanges = 2 ** 22;

/**
 * @param asked how many services will be asked for. Where that and the services of the crowd are thousands each, all rules of the crowd
 * are taken to let each service through: some answers are unknown then that would be no, and none that would be yes.
 */
export function crowdOf(shares: readonly Share[], asked: number): Crowd {
  const byService = new Map<string, Share[]>();
  for (const one of shares) recall(byService, serviceKey(one.reach.service), () => []).push(one);
  const services = [...byService.values()].map((same) => ({ service: same[0]?.reach.service, same }));
  const ranges = shares.reduce((sum, { addresses }) => sum + addresses[4].length + addresses[6].length, 0);
  const subsets = Math.min(asked, 2 ** services.length);
  const parts = new Map<string, Part>();
  const whole = (): Part => recall(parts, 'whole', () => partOf(shares));
  const isCompared = asked * services.length <= mostCompared && subsets * ranges <= mostRanges;
  const covering = (wanted: Service): Part => {
    const among = services.map(({ service }) => service !== undefined && coversService(service, wanted) !== 'no');
    if (!among.includes(false)) return whole();
    return recall(parts, among.map(Number).join(''), () =>
      partOf(services.flatMap(({ same }, index) => (among[index] ? same : []))),
    );
  };
  const known = new Map<string, Part>();
  return {
    reach: perVersion((version) => shares.reduce((sum, { size, more }) => sum + size[version] + more[version], 0n)),
    for: isCompared ? (service) => recall(known, serviceKey(service), () => covering(service)) : whole,
  };
}

export function serviceKey({ protocol, first_port, last_port, ports_known }: Service): string {
  return `${protocol} ${first_port} ${last_port} ${ports_known}`;
}

function partOf(shares: readonly Share[]): Part {
  return {
    addresses: perVersion((version) => indexAddresses(unionOf(shares, version))),
    more: perVersion((version) => moreOf(shares, version)),
    telling: firstTelling(shares, openAndPieces),
  };
}

function unionOf(shares: readonly Share[], version: IpVersion): AddressSet {
  return addressSet(shares.flatMap(({ addresses }) => addresses[version]));
}

function moreOf(shares: readonly Share[], version: IpVersion): bigint {
  return shares.reduce((sum, { more }) => sum + more[version], 0n);
}

/** @param members the rules that are of the group. */
export function mosaicReader(members: readonly Share[], crowd: Crowd): MosaicReader {
  const reachable = perVersion((version) =>
    members.reduce((sum, { size, more }) => sum + size[version] + more[version], crowd.reach[version]),
  );
  if (versions.every((version) => reachable[version] < mosaic[version])) return () => undefined;
  const totals = new Map<string, Total>();
  return (one) => {
    if (versions.every((version) => one.size[version] + one.more[version] < share[version])) return undefined;
    const { service } = one.reach;
    const total = recall(totals, serviceKey(service), () => totalFor(service, members, crowd));
    const answers = versions.map((version) => takesPart(one, total, version));
    if (answers.includes('yes')) return { answer: 'yes', with: othersOf(one, total.certain, ({ pieces }) => pieces) };
    if (!answers.includes('unknown')) return undefined;
    return { answer: 'unknown', with: othersOf(one, total.all, openAndPieces) };
  };
}

interface Total {
  /** The first few with pieces to show, of the rules of the group that let the service through. */
  readonly certain: readonly Share[];
  /** The same of those with something to show that let it through or may. */
  readonly all: readonly Share[];
  /** Of the rules of the group that let it through. */
  readonly addresses: PerVersion<AddressIndex>;
  /** At most so many addresses, with what may be of the group. */
  readonly possible: PerVersion<bigint>;
}

function totalFor(service: Service, members: readonly Share[], crowd: Crowd): Total {
  const certain: Share[] = [];
  const possible: Share[] = [];
  for (const member of members) {
    const covers = coversService(member.reach.service, service);
    if (covers === 'yes' && member.reach.exists === 'yes') certain.push(member);
    else if (covers !== 'no') possible.push(member);
  }
  const part = crowd.for(service);
  const own = [...certain, ...possible];
  return {
    certain: firstTelling(certain, ({ pieces }) => pieces),
    all: firstTelling([...firstTelling(own, openAndPieces), ...part.telling], openAndPieces),
    addresses: perVersion((version) => indexAddresses(unionOf(certain, version))),
    possible: perVersion(
      (version) => part.addresses[version].with(unionOf(own, version)) + moreOf(own, version) + part.more[version],
    ),
  };
}

function takesPart(one: Share, { addresses, possible }: Total, version: IpVersion): Answer {
  const certain = addresses[version].with(one.addresses[version]);
  if (one.size[version] >= share[version] && certain >= mosaic[version]) return 'yes';
  const mayHaveShare = one.size[version] + one.more[version] >= share[version];
  return mayHaveShare && possible[version] >= mosaic[version] ? 'unknown' : 'no';
}

type Telling = (share: Share) => readonly Peer[];

function openAndPieces({ open, pieces }: Share): readonly Peer[] {
  return open.length === 0 ? pieces : [...open, ...pieces];
}

/** As many as are needed to show enough beside any one of them. */
function firstTelling(shares: readonly Share[], peers: Telling): Share[] {
  const telling: Share[] = [];
  for (const one of shares) {
    if (telling.length > piecesShown) break;
    if (peers(one).length > 0) telling.push(one);
  }
  return telling;
}

function othersOf(one: Share, among: readonly Share[], peers: Telling): readonly Peer[] {
  const others = among.filter((other) => other !== one).flatMap((other) => peers(other).slice(0, piecesShown));
  return others.slice(0, piecesShown);
}
