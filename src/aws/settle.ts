/**
 * What holds of a thing that several resources may say something about, some of which may not exist or may be another's.
 * The answer is settled only if it is the same in every case that is possible, so that learning what is not known yet never
 * overturns it.
 */
import { type Answer, answerOf, isUnresolved, type Path, type Value, valueAt } from '../model/index.ts';
import type { ClaimFact, StepFact } from '../shapes/index.ts';
import type { EstateResource } from './estate.ts';
import { valuesOf } from './resource-values.ts';

/** `undefined` when it is not known. The steps point at what it rests on. */
export interface Finding<T> {
  readonly value: T | undefined;
  readonly steps: readonly StepFact[];
}

/** A resource that says something about a thing, if it exists and is that thing's. */
export interface Source {
  readonly resource: EstateResource;
  readonly holds: Answer;
  /** Why it may not hold. */
  readonly because: readonly StepFact[];
}

/** `otherwise` is what holds when no source does. Sources that contradict each other leave it open which of them was applied last. */
export function settle<T extends boolean | number | string>(
  sources: readonly Source[],
  read: (resource: EstateResource) => Finding<T>,
  otherwise: Finding<T>,
): Finding<T> {
  const [only, ...others] = sources;
  if (only === undefined) return otherwise;
  if (others.length === 0 && only.holds === 'yes') return read(only.resource);
  const possible = sources
    .filter(({ holds }) => holds !== 'no')
    .map((source) => ({ ...source, finding: read(source.resource) }));
  const certain = possible.filter(({ holds }) => holds === 'yes').map(({ finding }) => finding);
  const findings = [...possible.map(({ finding }) => finding), ...(certain.length > 0 ? [] : [otherwise])];
  const [first] = findings;
  if (first?.value !== undefined && findings.every(({ value }) => value === first.value)) {
    return { value: first.value, steps: certain.length > 0 ? certain.flatMap(({ steps }) => steps) : otherwise.steps };
  }
  const doubts = possible.filter(({ holds }) => holds === 'unknown').flatMap(({ because }) => because);
  const open = findings.filter(({ value }) => value === undefined).flatMap(({ steps }) => steps);
  const contrary = certain.length > 1 ? certain.flatMap(({ steps }) => steps) : [];
  return { value: undefined, steps: distinct([...open, ...doubts, ...contrary]) };
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
