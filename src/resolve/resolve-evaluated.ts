import type { EvaluatedInstance, EvaluatedStack, EvaluatedVariable } from '../ingest/index.ts';
import type { Value } from '../model/index.ts';
import { isObject } from '../model/index.ts';
import { withDocuments } from './planned/plan-documents.ts';
import type { StackResult } from './resolve-stack.ts';
import type { Instance, ProviderConfiguration, RootVariable } from './resolved.ts';

/** A plan or a state: Terraform has evaluated it, so that only the form changes. */
export function resolveEvaluated(stack: EvaluatedStack): StackResult {
  const idOf = (address: string): string => (stack.name === '' ? address : `${stack.name}/${address}`);
  return {
    instances: withDocuments(stack.instances.map((instance) => instanceOf(instance, stack.name, idOf))),
    modules: [],
    variables: [...stack.variables].map(([name, variable]) => variableOf(stack, name, variable, idOf)),
    stack: {
      name: stack.name,
      from: stack.from,
      providers: [...stack.providers].map(([key, value]) => providerOf(key, value)),
      outputs: Object.fromEntries(stack.outputs),
    },
    secrets: stack.secrets,
  };
}

function instanceOf(instance: EvaluatedInstance, stack: string, idOf: (address: string) => string): Instance {
  return {
    id: idOf(instance.address),
    address: instance.address,
    stack,
    module: instance.module,
    mode: instance.mode,
    type: instance.type,
    name: instance.name,
    ...(instance.key === undefined ? {} : { key: instance.key }),
    values: isObject(instance.values) ? instance.values : {},
    exists: instance.mayExist === undefined ? 'yes' : 'unknown',
    ...(instance.mayExist === undefined ? {} : { existsBecause: instance.mayExist }),
    references: instance.references,
    literal: instance.literal,
    unset: instance.unset,
    sensitive: instance.sensitive,
    provider: instance.provider,
    lifecycle: {},
    dependsOn: instance.dependsOn,
    ...(instance.action === undefined ? {} : { action: instance.action }),
    get location() {
      return instance.location;
    },
    locate: (path) => (path.length === 0 || instance.locate === undefined ? instance.location : instance.locate(path)),
  };
}

/** Keys of a plan: `aws`, `aws.west`, `module.m:aws`. */
function providerOf(key: string, value: Value): ProviderConfiguration {
  const colon = key.lastIndexOf(':');
  const module = colon < 0 ? '' : key.slice(0, colon);
  return { name: key.slice(colon + 1), module, values: isObject(value) ? value : {} };
}

function variableOf(
  stack: EvaluatedStack,
  name: string,
  variable: EvaluatedVariable,
  idOf: (address: string) => string,
): RootVariable {
  return { id: idOf(`var.${name}`), stack: stack.name, name, ...variable, location: { file: stack.file } };
}
