import { posix } from 'node:path';
import type { Cty } from '../cty/value.ts';
import { DYNAMIC, nullOf, SENSITIVE, unknown, unmarked, withMarks } from '../cty/value.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import type { ResourceInstance } from '../graph/resource-instance.ts';
import type { StackRun } from '../graph/stack-run.ts';
import type { Symbols } from '../graph/symbols.ts';
import { stateIdentity } from './backend.ts';

/**
 * `outputs` of a `terraform_remote_state` data source: those of the stack of this run that keeps its state there. Stacks are matched
 * by their backend, and, failing that, by the names that CDKTF gives to what it generates.
 */
export function remoteStateOutputs(instance: ResourceInstance, scope: ModuleScope): Symbols {
  let outputs: Cty | undefined;
  return (name) => {
    if (name !== 'outputs') return undefined;
    outputs ??= findOutputs(instance, scope);
    return outputs;
  };
}

function findOutputs(instance: ResourceInstance, scope: ModuleScope): Cty {
  const { run } = scope.stack;
  const producer = run.producer(stateOf(instance, scope)) ?? producerByName(instance, scope.stack);
  if (producer === undefined) return unknown(DYNAMIC, `no stack of this run keeps its state in ${describe(instance)}`);
  const attribute = (name: string) => outputOf(producer, name);
  return {
    ...unknown(DYNAMIC, `the outputs of stack ${producer.name}`, { notNull: true }),
    instance: {
      attribute,
      index: (key) =>
        key.kind === 'string' ? attribute(key.value) : unknown(DYNAMIC, 'the name of the output is not known'),
    },
  };
}

/** Terraform's remote state carries no marks of sensitivity. CDKTF marks every output that another stack reads. */
function outputOf(producer: StackRun, name: string): Cty {
  const node = producer.root.output(name);
  if (node === undefined) return unknown(DYNAMIC, `stack ${producer.name} has no output ${name}`);
  if (node.state === 'new') producer.run.settle(node);
  if (node.state !== 'done')
    return unknown(DYNAMIC, `output ${name} of stack ${producer.name} is part of a reference cycle`);
  const { value } = node;
  return withMarks(unmarked(value), value.marks & ~SENSITIVE);
}

function setting(instance: ResourceInstance, name: string): Cty {
  const written = instance.written.has(name) ? instance.attribute(name) : nullOf(DYNAMIC);
  return written;
}

function backendType(instance: ResourceInstance): string | undefined {
  const type = setting(instance, 'backend');
  return type.kind === 'string' ? type.value : undefined;
}

function stateOf(instance: ResourceInstance, scope: ModuleScope): string | undefined {
  const type = backendType(instance);
  const config = setting(instance, 'config');
  if (type === undefined || config.kind === 'unknown') return undefined;
  const entry = (name: string): Cty =>
    'entries' in config ? (config.entries.get(name) ?? nullOf(DYNAMIC)) : nullOf(DYNAMIC);
  return stateIdentity(type, entry, scope.stack.source.module.folder);
}

const GENERATED = 'cross-stack-reference-input-';

function producerByName(instance: ResourceInstance, from: StackRun): StackRun | undefined {
  const { name } = instance.block;
  if (from.source.cdktfName === undefined || !name.startsWith(GENERATED)) return undefined;
  const wanted = name.slice(GENERATED.length);
  const named = from.run.stacks.filter(({ source }) => source.cdktfName === wanted);
  // Two apps may both have a stack of this name: the one beside the reader is meant, if any.
  return named.length < 2 ? named[0] : named.find((stack) => outputFolder(stack) === outputFolder(from));
}

/** Stacks stand in `stacks/NAME` below the output of their app. */
function outputFolder({ source }: StackRun): string {
  return posix.dirname(source.module.folder);
}

/** "the s3 backend `bucket` `key`". */
function describe(instance: ResourceInstance): string {
  const config = setting(instance, 'config');
  const settings = 'entries' in config ? [...config.entries] : [];
  const known = settings.flatMap(([name, value]) => (value.kind === 'string' ? [`${name} = ${value.value}`] : []));
  return `the ${backendType(instance) ?? 'unknown'} backend (${known.join(', ')})`;
}
