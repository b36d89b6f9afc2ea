/**
 * What holds of a thing that several resources may say something about, some of which may not exist or may be another's.
 * The answer is settled only if it is the same in every case that is possible, so that learning what is not known yet never
 * overturns it.
 */
import { answerOf, isUnresolved, type Path, type Value, valueAt } from '../model/index.ts';
import type { ClaimFact, StepFact } from '../shapes/index.ts';
import type { EstateResource } from './estate.ts';
import type { PossibleSources, Source } from './possible-sources.ts';
import { valuesOf } from './resource-values.ts';
import type { Reader } from './source-reader.ts';

/** `undefined` when it is not known. The steps point at what it rests on. */
export interface Finding<T> {
  readonly value: T | undefined;
  readonly steps: readonly StepFact[];
}

export interface Sources {
  /** Those that are the thing's, whether they exist or not. */
  readonly own: readonly Source[];
  readonly possible: PossibleSources;
}

/** `otherwise` is what holds when no source does. Sources that contradict each other leave it open which of them was applied last. */
export function settle<T extends boolean | number | string>(
  { own, possible }: Sources,
  read: Reader<T>,
  otherwise: Finding<T>,
): Finding<T> {
  const together = read.among(possible);
  const [only, ...others] = own;
  if (only === undefined && together === undefined) return otherwise;
  if (only?.holds === 'yes' && others.length === 0 && together === undefined) return read.of(only.resource);
  const found = own
    .filter(({ holds }) => holds !== 'no')
    .map((source) => ({ ...source, finding: read.of(source.resource) }));
  const certain = found.filter(({ holds }) => holds === 'yes').map(({ finding }) => finding);
  const last = certain.length > 0 ? [] : [otherwise];
  const findings = [...found.map(({ finding }) => finding), ...(together === undefined ? [] : [together]), ...last];
  const [first] = findings;
  if (first?.value !== undefined && findings.every(({ value }) => value === first.value)) {
    return { value: first.value, steps: certain.length > 0 ? certain.flatMap(({ steps }) => steps) : otherwise.steps };
  }
  const stepsOf = (open: readonly Finding<T>[]) =>
    open.filter(({ value }) => value === undefined).flatMap(({ steps }) => steps);
  const open = [...stepsOf(found.map(({ finding }) => finding)), ...(together?.open ?? []), ...stepsOf(last)];
  const doubts = found.filter(({ holds }) => holds === 'unknown').flatMap(({ because }) => because);
  const contrary = certain.length > 1 ? certain.flatMap(({ steps }) => steps) : [];
  return { value: undefined, steps: distinct([...open, ...doubts, ...(together?.doubts ?? []), ...contrary]) };
}
export function distinct(steps: readonly StepFact[]): StepFact[] {
  if (steps.length < 2) return [...steps];
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
}

export function claimOf({ value, steps }: Finding<boolean>): ClaimFact {
  return { answer: answerOf(value), steps: [...steps] };
}

export function stepTo(resource: EstateResource, path: Path = []): StepFact {
  return { resource: resource.fact.id, path: [...path] };
}

/** Whether the value at a path is one of those wanted; what is not set is none of them. */
export function readFlag(resource: EstateResource, path: Path, wanted: Value = true): Finding<boolean> {
  const value = valueAt(valuesOf(resource), path);
  return { value: isUnresolved(value) ? undefined : value === wanted, steps: [stepTo(resource, path)] };
}

/** The text at a path; "" where nothing is set. */
export function readText(resource: EstateResource, path: Path): Finding<string> {
  const value = valueAt(valuesOf(resource), path);
  const text = value === undefined ? '' : typeof value === 'string' ? value : undefined;
  return { value: text, steps: [stepTo(resource, path)] };
}

/** The number at a path; `otherwise` where nothing is set. */
export function readNumber(resource: EstateResource, path: Path, otherwise: number): Finding<number> {
  const value = valueAt(valuesOf(resource), path);
  const number = value === undefined ? otherwise : typeof value === 'number' ? value : undefined;
  return { value: number, steps: [stepTo(resource, path)] };
}

/** Is anything set at a path? A reference is: what it refers to exists. */
export function readPresence(resource: EstateResource, path: Path): Finding<boolean> {
  const value = valueAt(valuesOf(resource), path);
  const steps = [stepTo(resource, path)];
  if (value === undefined || value === '') return { value: false, steps };
  if (typeof value === 'object' && value !== null && '$unknown' in value) {
    return { value: '$set' in value || '$parts' in value ? true : undefined, steps };
  }
  return { value: true, steps };
}
