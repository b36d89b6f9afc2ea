import type { Module, ModuleCall, ResourceBlock } from '../../ingest/index.ts';
import type { Answer } from '../../model/index.ts';
import type { Body, Expression, SourceFile } from '../../syntax/index.ts';
import type { Context, Names, Trouble } from '../evaluate/context.ts';
import { CallNode } from './call-node.ts';
import type { GraphNode } from './graph-node.ts';
import { LocalNode } from './local-node.ts';
import { indexModule, type ModuleIndex, resourceKey } from './module-index.ts';
import { ModuleNames } from './module-names.ts';
import { OutputNode } from './output-node.ts';
import { keyText, type Repetition, SINGLE } from './repetition.ts';
import { ResourceNode } from './resource-node.ts';
import type { StackRun } from './stack-run.ts';
import { referencesOf, referencesOfBody, type StaticReference } from './static-reference.ts';
import { VariableNode } from './variable-node.ts';

/** Who called a module instance, and as which of its instances. */
export interface Caller {
  readonly scope: ModuleScope;
  readonly call: ModuleCall;
  readonly repetition: Repetition;
  /** Set when it is not known whether this instance exists. */
  readonly unknownBecause?: string;
}

/** One instance of a module: its names, each evaluated at most once. */
export class ModuleScope {
  readonly index: ModuleIndex;
  /** `module.a["x"].module.b`; empty for a root module. */
  readonly address: string;
  readonly exists: Answer;
  readonly existsBecause: string | undefined;
  readonly #nodes = new Map<string, GraphNode>();
  /** By block, because making and hashing keys for each reference is what a large module would spend its time on. */
  readonly #resources = new Map<ResourceBlock, ResourceNode>();
  #single: Names | undefined;
  /** Set when something is named that is not declared, or may be named where it is not known. */
  doubtful = false;

  constructor(
    readonly stack: StackRun,
    readonly module: Module,
    readonly caller?: Caller,
  ) {
    this.index = indexModule(module);
    this.doubtful = module.resources.some(({ scopedTo }) => scopedTo !== undefined);
    this.address = caller === undefined ? '' : childAddress(caller);
    this.existsBecause = caller?.unknownBecause ?? caller?.scope.existsBecause;
    this.exists = this.existsBecause === undefined ? 'yes' : 'unknown';
  }

  /** An address inside this module: `aws_vpc.v` becomes `module.m.aws_vpc.v`. */
  within(address: string): string {
    return this.address === '' ? address : `${this.address}.${address}`;
  }

  local(name: string): LocalNode | undefined {
    const local = this.index.locals.get(name);
    return local && this.#node(`local.${name}`, () => new LocalNode(this, local));
  }

  variable(name: string): VariableNode | undefined {
    const block = this.index.variables.get(name);
    return block && this.#node(`var.${name}`, () => new VariableNode(this, block));
  }

  output(name: string): OutputNode | undefined {
    const block = this.index.outputs.get(name);
    return block && this.#node(`output.${name}`, () => new OutputNode(this, block));
  }

  call(name: string): CallNode | undefined {
    const call = this.index.calls.get(name);
    return call && this.#node(`module.${name}`, () => new CallNode(this, call));
  }

  resource(mode: 'managed' | 'data' | 'ephemeral', type: string, name: string): ResourceNode | undefined {
    return this.#resourceAt(resourceKey(mode, type, name));
  }

  #resourceAt(key: string): ResourceNode | undefined {
    const block = this.index.resources.get(key);
    return block && this.resourceOf(block);
  }

  /** The resource of a block of this module. */
  resourceOf(block: ResourceBlock): ResourceNode {
    const known = this.#resources.get(block);
    if (known !== undefined) return known;
    const node = new ResourceNode(this, block);
    this.#resources.set(block, node);
    return node;
  }

  #node<Node extends GraphNode>(key: string, make: () => Node): Node {
    // The prefix of a key decides the class of its node.
    const known = this.#nodes.get(key) as Node | undefined;
    if (known !== undefined) return known;
    const node = make();
    this.#nodes.set(key, node);
    return node;
  }

  /** What must be evaluated before an expression with these references can be. */
  *dependencies(references: readonly StaticReference[]): Generator<GraphNode> {
    for (const reference of references) {
      if (!this.declares(reference)) this.doubtful = true;
      if (reference.kind === 'module') yield* this.#outputs(reference.name, reference.output);
      else {
        const node = this.#named(reference);
        if (node !== undefined) yield node;
      }
    }
  }

  declares(reference: StaticReference): boolean {
    const { index } = this;
    if (reference.kind === 'module') return index.calls.has(reference.name);
    if (reference.kind === 'local') return index.locals.has(reference.name);
    return reference.kind === 'variable' ? index.variables.has(reference.name) : index.resources.has(reference.text);
  }

  #named(reference: Exclude<StaticReference, { kind: 'module' }>): GraphNode | undefined {
    if (reference.kind === 'local') return this.local(reference.name);
    if (reference.kind === 'variable') return this.variable(reference.name);
    return this.#resourceAt(reference.text);
  }

  *#outputs(name: string, output: string | undefined): Generator<GraphNode> {
    const call = this.call(name);
    if (call === undefined) return;
    yield call;
    // A thousand references to a module of a thousand instances ask for the same outputs.
    if (call.settled.has(output)) return;
    let areDone = call.state === 'done';
    for (const child of call.children) {
      const names = output === undefined ? child.index.outputs.keys() : [output];
      for (const each of names) {
        const node = child.output(each);
        if (node === undefined) continue;
        yield node;
        areDone &&= node.state === 'done';
      }
    }
    if (areDone) call.settled.add(output);
  }

  referencesOf(expression: Expression): readonly StaticReference[] {
    return referencesOf(expression, this.stack.world.memo);
  }

  /** What must be evaluated before anything in a body can be. */
  bodyDependencies(body: Body): Iterable<GraphNode> {
    return this.dependencies(referencesOfBody(body, this.stack.world.memo));
  }

  /** A place to evaluate in, and where the trouble goes: hand it to `finish`. */
  context(file: SourceFile, repetition: Repetition = SINGLE): Context {
    const troubles: Trouble[] = [];
    return { names: this.names(repetition), bound: undefined, file, world: this.stack.world, troubles, notices: [] };
  }

  names(repetition: Repetition = SINGLE): Names {
    if (repetition !== SINGLE) return new ModuleNames(this, repetition);
    this.#single ??= new ModuleNames(this, SINGLE);
    return this.#single;
  }

  finish(context: Context): void {
    for (const trouble of context.troubles) this.stack.run.trouble(trouble);
    for (const notice of context.notices) this.stack.run.notice(notice);
  }
}

function childAddress({ scope, call, repetition }: Caller): string {
  return scope.within(`module.${call.name}${keyText(repetition.key)}`);
}
