import type { Cty } from '../cty/value.ts';
import { DYNAMIC, string, UNSEEN, unknown } from '../cty/value.ts';
import { EvaluationError, type Named, type Names } from '../evaluate/context.ts';
import type { GraphNode } from './graph-node.ts';
import { resourceKey } from './module-index.ts';
import type { ModuleScope } from './module-scope.ts';
import type { Repetition } from './repetition.ts';
import { referredInstance } from './resource-instance.ts';

/** The names that expressions of one module instance see, for one instance of a block in it. */
export class ModuleNames implements Names {
  constructor(
    readonly scope: ModuleScope,
    readonly repetition: Repetition,
    readonly itself?: Cty,
  ) {}

  variable(name: string): Named {
    return this.#named(this.scope.variable(name), `var.${name}`);
  }

  local(name: string): Named {
    return this.#named(this.scope.local(name), `local.${name}`);
  }

  resource(mode: 'managed' | 'data' | 'ephemeral', type: string, name: string): Named {
    const node = this.scope.resource(mode, type, name);
    if (node === undefined) return this.#undeclared(resourceKey(mode, type, name));
    if (node.cyclic || node.state === 'open') return { value: node.asCyclic() };
    return { value: this.#value(node) };
  }

  /** A resource that is not here, taken as if it were: the reference says which one is meant. */
  #undeclared(key: string): Named {
    const address = this.scope.within(key);
    if (!key.includes('_')) throw new EvaluationError(`${key} is not declared in this module`);
    return { value: referredInstance(this.scope.stack.idOf(address)), notice: address };
  }

  module(name: string): Named {
    const call = this.scope.call(name);
    return call === undefined ? this.#missing(`module.${name}`) : { value: call.whole() };
  }

  moduleOutput(name: string, key: Cty | undefined, output: string): Named {
    const call = this.scope.call(name);
    return call === undefined ? this.#missing(`module.${name}`) : { value: call.output(key, output) };
  }

  special(root: string, attribute: string): Cty | undefined {
    const { each, count } = this.repetition;
    if (root === 'each') return attribute === 'key' ? each?.key : attribute === 'value' ? each?.value : undefined;
    if (root === 'count') return attribute === 'index' ? count : undefined;
    const { stack } = this.scope;
    if (root === 'terraform') return attribute === 'workspace' ? stack.workspace : undefined;
    if (attribute === 'module') return string(stack.pathOf(this.scope.module));
    if (attribute === 'root') return string('.');
    return attribute === 'cwd' ? unknown(DYNAMIC, 'path.cwd is the folder in which Terraform will run') : undefined;
  }

  /** Only what is judged after the fact may speak of itself. */
  self(): Cty {
    if (this.itself === undefined) throw new EvaluationError('"self" is not available here');
    return this.itself;
  }

  #named(node: ValueNode | undefined, address: string): Named {
    return node === undefined ? this.#missing(address) : { value: this.#value(node) };
  }

  #missing(address: string): Named {
    const whole = this.scope.within(address);
    return { value: unknown(UNSEEN, `${whole} is not declared`), notice: whole };
  }

  #value(node: ValueNode): Cty {
    if (node.state === 'new') this.scope.stack.run.settle(node);
    if (node.state === 'done') return node.value;
    node.cyclic = true;
    return inCycle();
  }
}

type ValueNode = GraphNode & { readonly value: Cty };

export const IN_CYCLE: Cty = unknown(DYNAMIC, 'it is part of a reference cycle');

export function inCycle(): Cty {
  return IN_CYCLE;
}
