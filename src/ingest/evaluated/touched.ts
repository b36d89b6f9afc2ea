import { isList, isObject, type Value, valueAt } from '../../model/index.ts';
import type { ChangeAction, Configuration, EvaluatedInstance, EvaluatedStack } from '../configuration.ts';

const CHANGES: ReadonlySet<ChangeAction | undefined> = new Set(['create', 'update', 'replace', 'import']);

/** Attributes by which resources name each other. */
const IDENTITIES = ['id', 'arn', 'name', 'bucket'];

/** Shorter texts are equal by chance. */
const SHORTEST_NAME = 3;

/**
 * Ids of the instances that the plans of a configuration touch: those that they create, update, replace or import, and those that an
 * object was about which a plan deletes, forgets or changes. A bucket whose public-access block goes is changed by that as well, and
 * nothing of the block is left to point at.
 */
export function touchedInstances({ stacks }: Configuration): ReadonlySet<string> {
  const plans = stacks.filter((stack) => stack.kind === 'evaluated').filter(({ from }) => from === 'plan');
  return new Set(plans.flatMap(touchedBy));
}

function touchedBy({ name, instances, removed = [] }: EvaluatedStack): readonly string[] {
  const changed = instances.filter(({ action }) => CHANGES.has(action));
  const named = new Set<string>();
  for (const { values } of removed) collectTexts(values, named);
  for (const { before } of changed) if (before !== undefined) collectTexts(before, named);
  const about = instances.filter((instance) => identitiesOf(instance).some((text) => named.has(text)));
  return [...changed, ...about].map(({ address }) => (name === '' ? address : `${name}/${address}`));
}

function identitiesOf({ values, mode }: EvaluatedInstance): readonly string[] {
  if (mode === 'data') return [];
  return IDENTITIES.flatMap((attribute) => {
    const value = valueAt(values, [attribute]);
    return typeof value === 'string' && value.length >= SHORTEST_NAME ? [value] : [];
  });
}

function collectTexts(value: Value, found: Set<string>): void {
  if (typeof value === 'string') found.add(value);
  else if (isList(value)) for (const item of value) collectTexts(item, found);
  else if (isObject(value)) for (const member of Object.values(value)) collectTexts(member, found);
}
