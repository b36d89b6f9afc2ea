import type { Module } from '../ingest/index.ts';
import { encodeKey, type Value } from '../model/index.ts';
import { locate } from '../syntax/index.ts';
import { instancesOf } from './border/instance.ts';
import { providersOf } from './border/provider.ts';
import { Border, set, toValue } from './border/to-value.ts';
import { checkAssertions, checkOutput, checkResource } from './checks/conditions.ts';
import { checkDependencies } from './checks/dependencies.ts';
import { checkEphemeral } from './checks/ephemeral.ts';
import { checkProviderOf, checkProviders } from './checks/passed-providers.ts';
import { checkStatements } from './checks/statements.ts';
import { type Cty, DYNAMIC, nullOf } from './cty/value.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { CallNode } from './graph/call-node.ts';
import { checkNames } from './graph/check-names.ts';
import type { ModuleScope } from './graph/module-scope.ts';
import type { StackRun } from './graph/stack-run.ts';
import { compareInstances } from './order.ts';
import { backendOf } from './remote-state/backend.ts';
import type { Instance, ModuleInstance, ProviderConfiguration, ResolvedStack, RootVariable } from './resolved.ts';
import { checkVariable } from './variables/validation.ts';

export interface StackResult {
  readonly instances: readonly Instance[];
  readonly modules: readonly ModuleInstance[];
  readonly variables: readonly RootVariable[];
  readonly stack: ResolvedStack;
  /** Texts that must not be shown, beside those that evaluation comes upon. */
  readonly secrets?: readonly string[];
}

/** Evaluates everything in a root module and in all modules below it. */
export function resolveStack(stack: StackRun): StackResult {
  const instances: Instance[] = [];
  const modules: ModuleInstance[] = [];
  const providers: ProviderConfiguration[] = [];
  const waiting: ModuleScope[] = [stack.root];
  const checked = new Set<Module>();
  for (let scope = waiting.pop(); scope !== undefined; scope = waiting.pop()) {
    settleNames(scope);
    settleOutputs(scope);
    checkStatements(scope);
    checkAssertions(scope);
    for (const instance of resourcesOf(scope)) instances.push(instance);
    providers.push(...providersOf(scope));
    for (const call of callsOf(scope)) {
      waiting.push(...call.children);
      modules.push(...moduleInstances(call));
    }
    if (!checked.has(scope.module)) checkNames(scope);
    checked.add(scope.module);
  }
  instances.sort(compareInstances);
  modules.sort((left, right) => (left.address < right.address ? -1 : 1));
  return { instances, modules, variables: rootVariables(stack), stack: resolvedStack(stack, providers) };
}

/** Locals and variables that nothing uses are evaluated too: what is wrong with them is wrong with the configuration. */
function settleNames(scope: ModuleScope): void {
  const { run } = scope.stack;
  for (const name of scope.index.locals.keys()) {
    const node = scope.local(name);
    if (node !== undefined) run.settle(node);
  }
  for (const name of scope.index.variables.keys()) {
    const node = scope.variable(name);
    if (node === undefined) continue;
    run.settle(node);
    node.checkDefault();
    checkVariable(node);
  }
}

/** Outputs that nothing uses are evaluated too, like locals. */
function settleOutputs(scope: ModuleScope): void {
  for (const name of scope.index.outputs.keys()) {
    const node = scope.output(name);
    if (node === undefined) continue;
    scope.stack.run.settle(node);
    checkOutput(node);
  }
}

function* resourcesOf(scope: ModuleScope): Generator<Instance> {
  for (const block of scope.index.resources.values()) {
    const node = scope.resourceOf(block);
    scope.stack.run.settle(node);
    checkEphemeral(node);
    checkProviderOf(block, scope);
    checkResource(node);
    checkDependencies(block.body, scope);
    yield* instancesOf(node);
  }
}

function* callsOf(scope: ModuleScope): Generator<CallNode> {
  for (const name of scope.index.calls.keys()) {
    const node = scope.call(name);
    if (node === undefined) continue;
    scope.stack.run.settle(node);
    checkDependencies(node.call.body, scope);
    checkProviders(node.call, scope);
    yield node;
  }
}

function moduleInstances(node: CallNode): readonly ModuleInstance[] {
  const { call, scope } = node;
  const constant = (name: string): Cty => {
    const expression = call.body.attributes.get(name)?.value;
    return expression === undefined ? nullOf(DYNAMIC) : evaluate(expression, scope.context(call.body.file));
  };
  const about = {
    stack: scope.stack.name,
    source: toValue(constant('source')),
    version: toValue(constant('version')),
    read: call.module !== undefined,
    ...(call.why === undefined ? {} : { why: call.why }),
    location: locate(call.body.file, call.span),
  };
  return node.addresses().map((address) => ({ id: scope.stack.idOf(address), address, ...about }));
}

function rootVariables(stack: StackRun): readonly RootVariable[] {
  return [...stack.root.index.variables.values()].flatMap((block) => {
    const node = stack.root.variable(block.name);
    if (node === undefined) return [];
    const { sensitive, ephemeral, default: fallback } = node.declaration;
    return {
      id: stack.idOf(`var.${block.name}`),
      stack: stack.name,
      name: block.name,
      sensitive,
      ephemeral,
      hasDefault: fallback !== undefined,
      value: toValue(node.value),
      location: locate(block.body.file, block.span),
    };
  });
}

function resolvedStack(stack: StackRun, providers: readonly ProviderConfiguration[]): ResolvedStack {
  const backend = backendOf(stack.root);
  return {
    name: stack.name,
    from: stack.source.cdktfName !== undefined ? 'cdktf' : 'folder',
    providers,
    ...(backend === undefined ? {} : { backend: { type: backend.type, values: settingsOf(backend.settings) } }),
    outputs: outputsOf(stack),
  };
}

function settingsOf(settings: NonNullable<ReturnType<typeof backendOf>>['settings']): Record<string, Value> {
  const border = new Border();
  const values: Record<string, Value> = {};
  for (const [name, written] of settings) set(values, encodeKey(name), border.written(name, written));
  return values;
}

function outputsOf(stack: StackRun): Record<string, Value> {
  const outputs: Record<string, Value> = {};
  for (const name of stack.root.index.outputs.keys()) {
    const node = stack.root.output(name);
    if (node === undefined) continue;
    stack.run.settle(node);
    set(outputs, encodeKey(name), toValue(node.value));
  }
  return outputs;
}
