/**
 * Sources that may be a thing's or another's. Thousands of satellites may each be that of any of thousands of buckets, so none is listed
 * bucket by bucket: sources of which the same is known are one group, buckets of which the same is known have the same groups, and what
 * is read of a group is read once.
 */
import type { Answer } from '../model/index.ts';
import type { StepFact } from '../shapes/index.ts';
import { edgeIndex } from './edge-index.ts';
import type { Edges } from './edges.ts';
import type { EstateResource } from './estate.ts';
import type { Among, OwnerFinder } from './find-owner.ts';
import { edgesKey, type OwnerName } from './owner-names.ts';

/** A resource that says something about a thing, if it exists and is that thing's. */
export interface Source {
  readonly resource: EstateResource;
  readonly holds: Answer;
  /** Why it may not hold. */
  readonly because: readonly StepFact[];
}

/** Of one group or of several, in the order in which they were found. */
export interface PossibleSources {
  readonly groups: readonly SourceGroup[];
  /** False where there are more groups: then what the sources say together is not known. */
  readonly complete: boolean;
  /** The first few of all groups: a reader of a report needs no more to see where a doubt comes from. */
  readonly first: readonly Source[];
}

/** Sources that may be those of the same things, in order. */
export type SourceGroup = readonly Numbered[];

interface Numbered extends Source {
  readonly number: number;
}

export interface Possibility {
  readonly source: Source;
  readonly among: Among;
}

/** As many groups as are looked at for one bucket in any case, and for all that differ in what is known of their names, together. */
const mostForEach = 64;
const mostForAll = 2 ** 16;

export const mostShown = 5;

export const noSources: PossibleSources = possibleSources([], true);

export function possibleSources(groups: readonly SourceGroup[], complete: boolean): PossibleSources {
  return { groups, complete, first: firstSources(groups) };
}

export function joinPossible(
  possibilities: readonly Possibility[],
  { owners, names }: OwnerFinder,
): (owner: EstateResource) => PossibleSources {
  if (possibilities.length === 0) return () => noSources;
  const groups = groupByWhose(possibilities);
  const byOwner = new Map(owners.map((owner) => [owner, alikeOf(names.nameOf(owner), groups.of.get(owner) ?? [])]));
  const limit = Math.max(
    mostForEach,
    Math.floor(mostForAll / new Set([...byOwner.values()].map(({ key }) => key)).size),
  );
  const all = edgeIndex(groups.named.all);
  const open = edgeIndex(groups.named.open);
  const known = new Map<string, PossibleSources>();
  return (owner) => {
    const alike = byOwner.get(owner);
    if (alike === undefined) return noSources;
    let found = known.get(alike.key);
    if (found === undefined) {
      found = collect(groupsFor(alike, all, open), limit);
      known.set(alike.key, found);
    }
    return found;
  };
}

interface ListedGroup {
  readonly index: number;
  readonly sources: Numbered[];
}

interface NamedGroup extends Edges {
  readonly sources: Numbered[];
}

interface Groups {
  /** By each owner that they list. */
  readonly of: ReadonlyMap<EstateResource, readonly ListedGroup[]>;
  readonly named: Readonly<Record<'all' | 'open', readonly NamedGroup[]>>;
}

function groupByWhose(possibilities: readonly Possibility[]): Groups {
  const listed = new Map<readonly EstateResource[], ListedGroup>();
  const named = { all: new Map<string, NamedGroup>(), open: new Map<string, NamedGroup>() };
  possibilities.forEach(({ source, among }, number) => {
    const numbered = { ...source, number };
    if ('these' in among) {
      const group = listed.get(among.these) ?? { index: listed.size, sources: [] };
      listed.set(among.these, group);
      group.sources.push(numbered);
    } else {
      const key = edgesKey(among.named);
      const group = named[among.of].get(key) ?? { ...among.named, sources: [] };
      named[among.of].set(key, group);
      group.sources.push(numbered);
    }
  });
  const of = new Map<EstateResource, ListedGroup[]>();
  for (const [owners, group] of listed) {
    for (const owner of owners) {
      const same = of.get(owner);
      if (same === undefined) of.set(owner, [group]);
      else same.push(group);
    }
  }
  return { of, named: { all: [...named.all.values()], open: [...named.open.values()] } };
}

/** What decides which sources may be an owner's. */
interface Alike {
  readonly name: OwnerName;
  readonly listed: readonly ListedGroup[];
  /** The same for owners of which the same is known. */
  readonly key: string;
}

function alikeOf(name: OwnerName, listed: readonly ListedGroup[]): Alike {
  return { name, listed, key: JSON.stringify([name.open, name.start, name.end, ...listed.map(({ index }) => index)]) };
}

function* groupsFor(
  { name, listed }: Alike,
  all: ReturnType<typeof edgeIndex<NamedGroup>>,
  open: ReturnType<typeof edgeIndex<NamedGroup>>,
): Generator<SourceGroup> {
  for (const { sources } of listed) yield sources;
  for (const { sources } of all.meeting(name)) yield sources;
  if (name.open) for (const { sources } of open.meeting(name)) yield sources;
}

function collect(found: Iterable<SourceGroup>, limit: number): PossibleSources {
  const groups: SourceGroup[] = [];
  for (const group of found) {
    if (groups.length === limit) return possibleSources(groups, false);
    groups.push(group);
  }
  return possibleSources(groups, true);
}

/** The first of them, in order. */
export function firstSources(groups: readonly SourceGroup[]): Source[] {
  const firsts = groups.flatMap((group) => group.slice(0, mostShown));
  return firsts.sort((left, right) => left.number - right.number).slice(0, mostShown);
}
