import type { Estate, EstateResource } from '../../aws/index.ts';
import type { IpVersion, Value } from '../../model/index.ts';
import { isList, isObject, isReference, isUnknown } from '../../model/index.ts';
import type { StepFact } from '../../shapes/index.ts';
import { type FindTarget, targetFinder, valuesOf } from './find-target.ts';
import { itemsAt, type Peer, readBlocks } from './peers.ts';
import { recall } from './recall.ts';

/** The blocks behind a prefix list id, as peers of the rule that names it at `via`. */
export type ReadPrefixList = (value: Value, via: StepFact) => readonly Peer[];

const types = ['aws_ec2_managed_prefix_list'];

/**
 * Expands customer-managed prefix lists of this run. AWS's own lists are the ranges of a service, so they add no block:
 * those of `aws_vpc_endpoint` and `data.aws_prefix_list` are always AWS's, and so is a list whose name starts with
 * `com.amazonaws`, which EC2 refuses to customers (EC2 API reference, CreateManagedPrefixList). Any other list is unknown.
 */
export function prefixListReader(estate: Estate): ReadPrefixList {
  const find = targetFinder(estate, types);
  const entries = joinEntries(estate, find);
  return (value, via) => {
    if (isServiceList(value, estate)) return [];
    const target = find(value);
    if (target.kind !== 'resource' || target.resource.mode === 'data') {
      return [{ kind: 'unknown', single: false, step: via }];
    }
    const joined = entries.of.get(target.resource.fact.id) ?? [];
    return [...inlineEntries(target.resource, estate), ...joined, ...entries.ofAny].map((peer) => ({ ...peer, via }));
  };
}

function isServiceList(value: Value, estate: Estate): boolean {
  if (!isReference(value)) return false;
  const resource = estate.resources.get(value.$ref);
  if (resource === undefined) return false;
  const { type } = resource.fact;
  if (type === 'aws_vpc_endpoint') return value.$attribute === 'prefix_list_id';
  if (resource.mode !== 'data') return false;
  return type === 'aws_prefix_list' || (type === 'aws_ec2_managed_prefix_list' && namesServiceList(resource));
}

/** By `name`, or by the filter `prefix-list-name`. */
function namesServiceList(resource: EstateResource): boolean {
  const values = valuesOf(resource);
  if (isServiceName(values['name'])) return true;
  const filters = values['filter'];
  return (
    isList(filters) &&
    filters.some((filter) => {
      if (!isObject(filter) || filter['name'] !== 'prefix-list-name') return false;
      const names = filter['values'];
      return isList(names) && names.length > 0 && names.every(isServiceName);
    })
  );
}

function isServiceName(value: Value | undefined): boolean {
  const start = isUnknown(value) ? value.$parts?.[0] : value;
  return typeof start === 'string' && start.startsWith('com.amazonaws.');
}

function inlineEntries(list: EstateResource, estate: Estate): Peer[] {
  const { id } = list.fact;
  return itemsAt(valuesOf(list)['entry'], ['entry']).flatMap(({ value, path }): readonly Peer[] => {
    if (!isObject(value)) return [{ kind: 'unknown', single: false, step: { resource: id, path: [...path] } }];
    return readEntry(value['cidr'], { resource: id, path: [...path, 'cidr'] }, familyOf(list), estate);
  });
}

interface Entries {
  readonly of: ReadonlyMap<string, readonly Peer[]>;
  /** Entries of lists that cannot be told: they may belong to any. */
  readonly ofAny: readonly Peer[];
}

function joinEntries(estate: Estate, find: FindTarget): Entries {
  const of = new Map<string, Peer[]>();
  const ofAny: Peer[] = [];
  for (const entry of estate.ofType('aws_ec2_managed_prefix_list_entry', 'managed')) {
    const { id, exists } = entry.fact;
    const values = valuesOf(entry);
    const list = find(values['prefix_list_id']);
    const family = list.kind === 'resource' ? familyOf(list.resource) : undefined;
    const read = readEntry(values['cidr'], { resource: id, path: ['cidr'] }, family, estate);
    const peers = list.kind === 'resource' && exists === 'yes' ? read : read.map(doubt);
    if (list.kind === 'resource') {
      recall(of, list.resource.fact.id, () => []).push(...peers);
    } else if (list.kind === 'unresolved') ofAny.push(...peers);
  }
  return { of, ofAny: bounded(ofAny) };
}

/** As many entries of any list are looked at for each rule that names one; of more, so few are shown. */
const mostLookedAt = 64;
const mostShown = 8;

/** What is left out may be any number of blocks: nothing that it could say is missed. */
function bounded(peers: readonly Peer[]): readonly Peer[] {
  const next = peers[mostShown];
  if (peers.length <= mostLookedAt || next === undefined) return peers;
  return [...peers.slice(0, mostShown), { kind: 'unknown', single: false, step: next.step }];
}

function doubt(peer: Peer): Peer {
  return peer.kind === 'block' ? { ...peer, doubtful: true } : peer;
}

/** A prefix list has one address family. */
function familyOf(list: EstateResource): IpVersion | undefined {
  const family = valuesOf(list)['address_family'];
  if (family === 'IPv4') return 4;
  return family === 'IPv6' ? 6 : undefined;
}

/** Of an unknown family, a block that is known in part is measured as IPv6, where the same prefix is wider. */
function readEntry(value: Value | undefined, step: StepFact, family: IpVersion | undefined, estate: Estate): Peer[] {
  return readBlocks(value, { ...step, version: family ?? 6, holds: 'one' }, estate);
}
