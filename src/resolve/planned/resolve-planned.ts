import type { EvaluatedStack } from '../../ingest/index.ts';
import { isUnresolved, type Value } from '../../model/index.ts';
import { compareInstances } from '../order.ts';
import { resolveEvaluated } from '../resolve-evaluated.ts';
import type { StackResult } from '../resolve-stack.ts';
import type { Instance } from '../resolved.ts';
import { mergeInstance } from './merge-instance.ts';
import type { Known } from './merge-value.ts';

/**
 * A plan with the configuration that it was made of: one stack, its instances as planned and where they are written. What the plan
 * does not have stays as it is written, unless the plan says how many there are of it.
 */
export function resolvePlanned(stack: EvaluatedStack, written: StackResult): StackResult {
  const planned = resolveEvaluated(stack);
  const source = sourceIndex(written.instances);
  const found = new Set(planned.instances.map(({ id }) => id));
  const blocks = new Set(planned.instances.map(blockOf));
  // One that stands for an unknown number is settled by the plan: by the instances that it has, or by having none.
  const isSettled = (instance: Instance): boolean =>
    instance.exists !== 'yes' && (stack.isComplete || blocks.has(blockOf(instance)));
  const unplanned = written.instances.filter((instance) => !found.has(instance.id) && !isSettled(instance));
  for (const { id } of unplanned) found.add(id);
  const known: Known = {
    inSource: (id) => source.byId.has(id),
    // What the source does not have is another stack's.
    exists: (id) => found.has(id) || !source.byId.has(id),
  };
  const instances = [
    ...planned.instances.map((instance) => {
      const counterpart = source.byId.get(instance.id) ?? source.many.get(blockOf(instance));
      return counterpart === undefined ? instance : mergeInstance(instance, counterpart, known);
    }),
    ...unplanned,
  ].sort(compareInstances);
  const values = new Map(planned.variables.map(({ id, value }) => [id, value]));
  return {
    instances,
    modules: written.modules,
    variables: written.variables.map((variable) => ({ ...variable, value: values.get(variable.id) ?? variable.value })),
    stack: {
      ...written.stack,
      from: stack.from,
      // A stack without a backend block keeps its state beside it, which a plan alone does not tell.
      backend: written.stack.backend ?? { type: '', values: {} },
      outputs: mergeOutputs(planned.stack.outputs, written.stack.outputs),
    },
  };
}

interface SourceIndex {
  readonly byId: ReadonlyMap<string, Instance>;
  /** Those that stand for an unknown number of instances, by block. */
  readonly many: ReadonlyMap<string, Instance>;
}

function sourceIndex(instances: readonly Instance[]): SourceIndex {
  return {
    byId: new Map(instances.map((instance) => [instance.id, instance])),
    many: new Map(instances.filter(({ exists }) => exists !== 'yes').map((instance) => [blockOf(instance), instance])),
  };
}

const KEYS = /\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]/g;

function blockOf({ id }: Instance): string {
  return id.replaceAll(KEYS, '');
}

function mergeOutputs(
  planned: Readonly<Record<string, Value>>,
  written: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const known = Object.entries(planned).filter(
    ([name, value]) => !isUnresolved(value) || !Object.hasOwn(written, name),
  );
  return { ...written, ...Object.fromEntries(known) };
}
