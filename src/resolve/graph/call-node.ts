import type { ModuleCall } from '../../ingest/index.ts';
import { decimalText } from '../cty/decimal-text.ts';
import { type Cty, DYNAMIC, nullOf, object, tuple, UNSEEN, type UnknownValue, unknown } from '../cty/value.ts';
import { EvaluationError } from '../evaluate/context.ts';
import { getIndex } from '../evaluate/index-value.ts';
import { type Expansion, enabledOf, expandBlock } from './expansion.ts';
import { GraphNode } from './graph-node.ts';
import { inCycle } from './module-names.ts';
import { ModuleScope } from './module-scope.ts';
import { keyText } from './repetition.ts';

/** A module block: which instances of the module there are. */
export class CallNode extends GraphNode {
  children: readonly ModuleScope[] = [];
  /** Outputs that are evaluated in all instances; `undefined` for all outputs. */
  readonly settled = new Set<string | undefined>();
  #expansion: Expansion | undefined;
  #byKey: Map<string, ModuleScope> | undefined;
  #whole: Cty | undefined;

  constructor(
    readonly scope: ModuleScope,
    readonly call: ModuleCall,
  ) {
    super();
  }

  get label(): string {
    return this.scope.within(`module.${this.call.name}`);
  }

  #meta(name: 'count' | 'for_each') {
    return this.call.body.attributes.get(name)?.value;
  }

  get place() {
    return { file: this.call.body.file, span: this.call.span };
  }

  *dependencies(): Iterable<GraphNode> {
    for (const expression of [this.#meta('count'), this.#meta('for_each'), enabledOf(this.call.body)]) {
      if (expression !== undefined) yield* this.scope.dependencies(this.scope.referencesOf(expression));
    }
  }

  compute(): void {
    const expansion = expandBlock(this.call.body, this.scope);
    this.#expansion = expansion;
    this.scope.stack.run.addInstances(expansion.repetitions.length, this);
    const { module } = this.call;
    if (module === undefined) return;
    const { unknownBecause } = expansion;
    this.children = expansion.repetitions.map(
      (repetition) =>
        new ModuleScope(this.scope.stack, module, {
          scope: this.scope,
          call: this.call,
          repetition,
          ...(unknownBecause === undefined ? {} : { unknownBecause }),
        }),
    );
  }

  /** Addresses of the instances, read or not. */
  addresses(): readonly string[] {
    return (this.#expansion?.repetitions ?? []).map(({ key }) => this.label + keyText(key));
  }

  /** `module.m`: an object of outputs, or a tuple or an object of such. */
  whole(): Cty {
    const open = this.#open();
    if (open !== undefined) return open;
    this.#whole ??= this.#gather();
    return this.#whole;
  }

  #gather(): Cty {
    const values = this.children.map((child) => outputsOf(child));
    if (this.#expansion?.kind === 'single') return values[0] ?? nullOf(DYNAMIC);
    if (this.#expansion?.kind === 'count') return tuple(values);
    return object(new Map(this.children.map((child, index) => [nameOf(child), values[index] ?? inCycle()])));
  }

  /** `module.m.output` and `module.m[key].output`, which rest on that output alone. */
  output(key: Cty | undefined, output: string): Cty {
    const open = this.#open();
    if (open !== undefined) return open;
    const child = this.#child(key);
    return child === undefined ? getOutput(getIndexOrWhole(this.whole(), key), output) : outputOf(child, output);
  }

  #child(key: Cty | undefined): ModuleScope | undefined {
    if (key === undefined) return this.#expansion?.kind === 'single' ? this.children[0] : undefined;
    this.#byKey ??= new Map(this.children.map((child) => [keyText(child.caller?.repetition.key), child]));
    if (key.kind === 'string') return this.#byKey.get(keyText({ kind: 'name', name: key.value }));
    return key.kind === 'number' ? this.#byKey.get(`[${decimalText(key.value)}]`) : undefined;
  }

  /** Why nothing can be said of what comes out of the module, if so. */
  #open(): UnknownValue | undefined {
    if (this.#expansion === undefined) return unknown(UNSEEN, 'it is part of a reference cycle');
    if (this.call.module === undefined) {
      return unknown(UNSEEN, `${this.label} was not read: ${this.call.why ?? 'its source is not here'}`);
    }
    const { unknownBecause } = this.#expansion;
    return unknownBecause === undefined ? undefined : unknown(UNSEEN, `${this.label} has an unknown ${unknownBecause}`);
  }
}

function getIndexOrWhole(whole: Cty, key: Cty | undefined): Cty {
  return key === undefined ? whole : getIndex(whole, key);
}

function getOutput(value: Cty, output: string): Cty {
  if (value.kind === 'object') {
    const found = value.entries.get(output);
    if (found !== undefined) return found;
  }
  if (value.kind === 'unknown') return unknown(UNSEEN, value.reason);
  throw new EvaluationError(`the module has no output "${output}" there`);
}

function outputOf(child: ModuleScope, name: string): Cty {
  const node = child.output(name);
  if (node === undefined) throw new EvaluationError(`the module has no output "${name}"`);
  if (node.state === 'new') child.stack.run.settle(node);
  return node.state === 'done' ? node.value : inCycle();
}

function outputsOf(child: ModuleScope): Cty {
  return object(new Map([...child.index.outputs.keys()].map((name) => [name, outputOf(child, name)])));
}

function nameOf(child: ModuleScope): string {
  const key = child.caller?.repetition.key;
  return key?.kind === 'name' ? key.name : '';
}
