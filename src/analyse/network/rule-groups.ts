import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer, Value } from '../../model/index.ts';
import { isReference } from '../../model/index.ts';
import type { Declarations, Match } from '../../settings/index.ts';
import { defaultGroups } from './default-groups.ts';
import { targetFinder } from './find-target.ts';
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
  const adopted = defaultGroups(estate);
  const known = new Map<string, GroupOfRule>();
  const itself = (group: EstateResource): GroupOfRule => {
    return recall(known, group.fact.id, () => describeGroup(group, isEdge(group, edges)));
  };
  const named = (value: Value | undefined): GroupOfRule => {
    if (isReference(value) && value.$attribute === 'default_security_group_id') {
      const adopters = adopted.of(value.$ref);
      const [only] = adopters.groups;
      if (adopters.groups.length === 1 && adopters.certain && only !== undefined) return itself(only);
      return strangeGroup(adopters.groups.length === 0 && adopters.certain ? `default of ${value.$ref}` : '');
    }
    const target = find(value);
    if (target.kind === 'resource') return itself(target.resource);
    return strangeGroup(target.kind === 'elsewhere' && typeof value === 'string' ? value : '');
  };
  return { itself, named };
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
