import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer, Value } from '../../model/index.ts';
import { isList, isReference, valueAt } from '../../model/index.ts';
import type { Declarations, Match } from '../../settings/index.ts';
import { defaultGroups, vpcTypes } from './default-groups.ts';
import { targetFinder, valuesOf } from './find-target.ts';
import { recall } from './recall.ts';

/** The security group that a rule belongs to. */
export interface GroupOfRule {
  /** "" when it cannot be known which, or when it is none of this run's. */
  readonly id: string;
  /** Rules of the same group have the same key; "" for a group that may be any. */
  readonly key: string;
  readonly tags: Record<string, unknown>;
  readonly tagsKnown: Answer;
  readonly zone: unknown;
}

export interface GroupFinder {
  readonly itself: (group: EstateResource) => GroupOfRule;
  /** By the value of `security_group_id`. */
  readonly named: (value: Value | undefined) => GroupOfRule;
}

export function groupFinder(estate: Estate, { edges }: Declarations): GroupFinder {
  const find = targetFinder(estate, ['aws_security_group', 'aws_default_security_group']);
  const findVpc = targetFinder(estate, vpcTypes);
  const adopted = defaultGroups(estate, findVpc);
  const known = new Map<string, GroupOfRule>();
  const itself = (group: EstateResource): GroupOfRule => {
    return recall(known, group.fact.id, () => describeGroup(group, isEdge(group, edges)));
  };
  const defaultOf = (vpc: string): GroupOfRule => {
    const adopters = adopted.of(vpc);
    const [only] = adopters.groups;
    if (adopters.groups.length === 1 && adopters.certain && only !== undefined) return itself(only);
    return strangeGroup(adopters.groups.length === 0 && adopters.certain ? `default of ${vpc}` : '');
  };
  const lookedUp = (group: EstateResource): GroupOfRule => {
    const name = nameLookedFor(group);
    if (name === undefined || (typeof name === 'string' && name !== 'default')) return itself(group);
    const vpc = findVpc(valuesOf(group)['vpc_id']);
    if (vpc.kind === 'elsewhere') return itself(group);
    return name === 'default' && vpc.kind === 'resource' ? defaultOf(vpc.resource.fact.id) : strangeGroup('');
  };
  const named = (value: Value | undefined): GroupOfRule => {
    if (isReference(value) && value.$attribute === 'default_security_group_id') return defaultOf(value.$ref);
    const target = find(value);
    if (target.kind === 'resource') {
      return target.resource.mode === 'data' ? lookedUp(target.resource) : itself(target.resource);
    }
    return strangeGroup(target.kind === 'elsewhere' && typeof value === 'string' ? value : '');
  };
  return { itself, named };
}

/** The name that a data source looks for; every default group is named `default`, and no other is (VPC guide, "Default security groups"). */
function nameLookedFor(group: EstateResource): Value | undefined {
  const { name, filter } = valuesOf(group);
  if (name !== undefined && name !== null) return name;
  const filters = isList(filter) ? filter : [];
  const byName = filters.filter((one) => valueAt(one, ['name']) === 'group-name');
  return byName.length === 1 ? valueAt(byName[0], ['values', 0]) : undefined;
}

function describeGroup(group: EstateResource, edge: boolean): GroupOfRule {
  const { id, tags, tags_known, zone } = group.fact;
  return {
    id,
    key: id,
    tags: edge ? { ...tags, [edgeTag]: 'public' } : tags,
    // The tags of a data source are a filter, not what the group has.
    tagsKnown: group.mode === 'data' ? 'unknown' : tags_known,
    zone,
  };
}

const edgeTag = 'zt:edge';

function strangeGroup(key: string): GroupOfRule {
  const zone = { $unknown: 'the security group is not in this configuration, or not known' };
  return { id: '', key, tags: {}, tagsKnown: 'unknown', zone };
}

function isEdge(group: EstateResource, edges: Declarations['edges']): boolean {
  return edges.some(({ match }) => matches(match, group));
}

function matches({ stack, address }: Match, { fact }: EstateResource): boolean {
  return like(stack, fact.stack) && like(address, fact.address);
}

/** `*` stands for any run of characters. */
function like(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return pattern === text;
  if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) return false;
  let at = head.length;
  for (const piece of rest) {
    at = text.indexOf(piece, at);
    if (at < 0) return false;
    at += piece.length;
  }
  return at <= text.length - tail.length;
}
