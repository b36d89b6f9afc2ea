/**
 * What an entry of a network ACL really lets in. EC2 takes the entries from the lowest number up, and the first that matches a packet
 * decides (VPC user guide, "Network ACL rules"). So what an entry allows is less what entries of a lower number deny; what others allow
 * changes nothing.
 *
 * The line for "the internet" is that of security groups (internet.ts), for one block: an ACL has forty entries at most, too few for
 * narrower blocks to make up the internet between them.
 */
import type { Estate } from '../../aws/index.ts';
import type { AddressSet, Answer, IpVersion } from '../../model/index.ts';
import { addressSet, answerOf, both, countAddresses, parseCidr, subtractAddresses } from '../../model/index.ts';
import type { Declarations } from '../../settings/index.ts';
import type { AclEntryFact, ClaimFact, StepFact } from '../../shapes/index.ts';
import { type AclBlock, type AclEntry, readAclEntries } from './acl-entries.ts';
import { type Measure, publicMeasure, widest } from './internet.ts';
import { coversService, type Service } from './protocol-ports.ts';
import { recall } from './recall.ts';

/** More denials than any ACL may have (VPC quotas) are not looked at one by one: whatever they are said to be, AWS takes no such ACL. */
const mostDenials = 64;
/** Evidence shows a few of what may deny. */
const stepsShown = 8;

/** Every ingress entry that allows, or may, with what it lets in that no entry before it denies. */
export function findAclEntries(estate: Estate, declarations: Declarations): AclEntryFact[] {
  const entries = readAclEntries(estate);
  const denials = new Map<string, AclEntry[]>();
  for (const entry of entries) if (entry.allows !== 'yes') recall(denials, entry.acl.key, () => []).push(entry);
  const loose = denials.get('') ?? [];
  const measure = publicMeasure(declarations.partners.flatMap(({ cidr }) => parseCidr(cidr) ?? []));
  return entries
    .filter(({ allows }) => allows !== 'no')
    .map((entry) => {
      const own = entry.acl.key === '' ? [] : (denials.get(entry.acl.key) ?? []);
      const before = [...own, ...loose].filter((denial) => denial !== entry && mayComeBefore(denial, entry));
      return describe(entry, before, measure);
    });
}

function mayComeBefore(denial: AclEntry, entry: AclEntry): boolean {
  return denial.exists !== 'no' && !(numbered(denial, entry) && (denial.number ?? 0) >= (entry.number ?? 0));
}

function numbered(denial: AclEntry, entry: AclEntry): boolean {
  return denial.number !== undefined && entry.number !== undefined;
}

function describe(entry: AclEntry, before: readonly AclEntry[], measure: Measure): AclEntryFact {
  const { subject, path, acl, allows, service, blocks } = entry;
  return {
    subject,
    path: [...path],
    acl: acl.id,
    exists: both(entry.exists, allows),
    ...service,
    blocks: blocks.flatMap(({ version, peer }) => {
      const isWide = peer.kind === 'block' && countAddresses(measure(peer.block)[version]) > widest[version];
      return isWide ? [peer.text] : [];
    }),
    openings: segmentsOf(service, before).map((segment) => ({
      ...segment,
      internet: claimOf(blocks, segment, { entry, before, measure }),
    })),
  };
}

/** The service in pieces, each of which a denial of known ports covers in full or not at all. */
function segmentsOf(service: Service, before: readonly AclEntry[]): Service[] {
  if (service.ports_known !== 'yes' || before.length === 0 || before.length > mostDenials) return [service];
  const protocols = service.protocol === 'all' ? ['tcp', 'udp', 'other'] : [service.protocol];
  return protocols.flatMap((protocol) => {
    const starts = new Set([service.first_port]);
    for (const { service: denied } of before) {
      if (denied.protocol !== protocol || denied.ports_known !== 'yes') continue;
      starts.add(denied.first_port).add(denied.last_port + 1);
    }
    const sorted = [...starts]
      .filter((port) => port >= service.first_port && port <= service.last_port)
      .sort((left, right) => left - right);
    return sorted.map((first, index) => ({
      protocol,
      first_port: first,
      last_port: (sorted[index + 1] ?? service.last_port + 1) - 1,
      ports_known: 'yes' as const,
    }));
  });
}

interface Reading {
  readonly entry: AclEntry;
  readonly before: readonly AclEntry[];
  readonly measure: Measure;
}

const everywhere: Readonly<Record<IpVersion, string>> = { 4: '0.0.0.0/0', 6: '::/0' };

/** Does what no entry before it denies have the internet in it? */
function claimOf(blocks: readonly AclBlock[], service: Service, { entry, before, measure }: Reading): ClaimFact {
  let answer: Answer = 'no';
  const steps: StepFact[] = [];
  for (const { version, peer } of blocks) {
    if (peer.kind === 'bounded') continue;
    const block = peer.kind === 'block' ? peer.block : parseCidr(everywhere[version]);
    if (block === undefined) continue;
    const denied = deniedTo(entry, before, service, version);
    // An address of IPv4 that is written as one of IPv6 counts in its own family.
    const most = measure(block)[version];
    const left = subtractAddresses(most, denied.certainly);
    if (countAddresses(left) <= widest[version]) continue;
    const least = denied.anything ? [] : subtractAddresses(left, denied.possibly);
    const certain =
      peer.kind === 'block' && countAddresses(least) - denied.more > widest[version] && entry.acl.open.length === 0;
    steps.push(peer.step);
    if (certain) {
      answer = 'yes';
      continue;
    }
    if (answer === 'no') answer = 'unknown';
    steps.push(...denied.doubts, ...entry.acl.open);
  }
  return { answer, steps: answer === 'no' ? [] : steps.slice(0, stepsShown) };
}

interface Denied {
  readonly certainly: AddressSet;
  readonly possibly: AddressSet;
  /** Addresses of narrow blocks that are not known. */
  readonly more: bigint;
  /** True when something before it may deny any address. */
  readonly anything: boolean;
  readonly doubts: readonly StepFact[];
}

function deniedTo(entry: AclEntry, before: readonly AclEntry[], service: Service, version: IpVersion): Denied {
  if (before.length > mostDenials) {
    return { certainly: [], possibly: [], more: 0n, anything: true, doubts: before.slice(0, stepsShown).map(stepTo) };
  }
  const certainly: { first: bigint; last: bigint }[] = [];
  const possibly: { first: bigint; last: bigint }[] = [];
  const doubts: StepFact[] = [];
  let more = 0n;
  let anything = false;
  for (const denial of before) {
    const denies = answerFor(denial, entry, service);
    if (denies === 'no') continue;
    for (const { version: family, peer } of denial.blocks) {
      if (family !== version) continue;
      if (denies === 'yes' && peer.kind === 'block') {
        certainly.push(peer.block);
        continue;
      }
      if (peer.kind === 'block') possibly.push(peer.block);
      else if (peer.kind === 'bounded') more += peer.atMost;
      else anything = true;
      doubts.push(stepTo(denial));
    }
  }
  return { certainly: addressSet(certainly), possibly: addressSet(possibly), more, anything, doubts };
}

function stepTo({ subject, path }: AclEntry): StepFact {
  return { resource: subject, path: [...path] };
}

/** Does it deny all of the service before the entry is reached? `unknown` where it may deny some of it. */
function answerFor(denial: AclEntry, entry: AclEntry, service: Service): Answer {
  const covers = denies(denial.service, service);
  const sure = denial.allows === 'no' && numbered(denial, entry) && denial.acl.key === entry.acl.key;
  return both(both(denial.exists, covers), sure ? 'yes' : 'unknown');
}

function denies(denied: Service, service: Service): Answer {
  if (service.protocol !== 'other') return coversService(denied, service);
  return denied.protocol === 'unknown' ? 'unknown' : answerOf(denied.protocol === 'all');
}
