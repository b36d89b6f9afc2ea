/** Reads an attribute of sources. What possible sources say is read once for all things that they may belong to. */
import type { StepFact } from '../shapes/index.ts';
import type { EstateResource } from './estate.ts';
import { firstSources, type PossibleSources, type SourceGroup } from './possible-sources.ts';
import type { Finding } from './settle.ts';

/** Reads one attribute of sources; `among` is what possible ones say together, `undefined` where there are none. */
export interface Reader<T> {
  readonly of: (resource: EstateResource) => Finding<T>;
  readonly among: (possible: PossibleSources) => Together<T> | undefined;
}

/** What sources say that may all not hold. */
interface Together<T> {
  /** What each of them says; `undefined` where they differ or it is not known of one. */
  readonly value: T | undefined;
  /** Where it is not known what they say, and why they may not hold: of the first few. */
  readonly open: readonly StepFact[];
  readonly doubts: readonly StepFact[];
}

/** A reader that reads no group of sources twice. */
export function readerOf<T extends boolean | number | string>(of: (resource: EstateResource) => Finding<T>): Reader<T> {
  const inGroups = new WeakMap<SourceGroup, GroupReading<T>>();
  const inAll = new WeakMap<PossibleSources, Together<T>>();
  const groupOf = (group: SourceGroup): GroupReading<T> => {
    const known = inGroups.get(group) ?? readGroup(group, of);
    inGroups.set(group, known);
    return known;
  };
  const among = (possible: PossibleSources): Together<T> | undefined => {
    if (possible.groups.length === 0) return undefined;
    const known = inAll.get(possible) ?? readTogether(possible, groupOf, of);
    inAll.set(possible, known);
    return known;
  };
  return { of, among };
}

interface GroupReading<T> {
  readonly value: T | undefined;
  /** Those that do not say. */
  readonly open: SourceGroup;
}

function readGroup<T>(group: SourceGroup, of: (resource: EstateResource) => Finding<T>): GroupReading<T> {
  const findings = group.map(({ resource }) => of(resource).value);
  const [first] = findings;
  return {
    value: findings.every((value) => value === first) ? first : undefined,
    open: group.filter((_, index) => findings[index] === undefined),
  };
}

function readTogether<T>(
  { groups, complete, first: shown }: PossibleSources,
  groupOf: (group: SourceGroup) => GroupReading<T>,
  of: (resource: EstateResource) => Finding<T>,
): Together<T> {
  const readings = groups.map(groupOf);
  const [first] = readings;
  return {
    value: complete && readings.every(({ value }) => value === first?.value) ? first?.value : undefined,
    open: firstSources(readings.map(({ open }) => open)).flatMap(({ resource }) => of(resource).steps),
    doubts: shown.flatMap(({ because }) => because),
  };
}

/** The reader for the satellites of a thing that may say the same in a block of its own. */
export function orInline<T>(reader: Reader<T>, thing: EstateResource, inline: () => Finding<T>): Reader<T> {
  return { of: (resource) => (resource === thing ? inline() : reader.of(resource)), among: reader.among };
}
