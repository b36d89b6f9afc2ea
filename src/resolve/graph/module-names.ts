import type { Cty } from '../cty/value.ts';
import { DYNAMIC, string, unknown } from '../cty/value.ts';
import { EvaluationError, type Names } from '../evaluate/context.ts';
import type { GraphNode } from './graph-node.ts';
import { resourceKey } from './module-index.ts';
import type { ModuleScope } from './module-scope.ts';
import type { Repetition } from './repetition.ts';

const IN_CYCLE = 'it is part of a reference cycle';

/** The names that expressions of one module instance see, for one instance of a block in it. */
export class ModuleNames implements Names {
  constructor(
    readonly scope: ModuleScope,
    readonly repetition: Repetition,
  ) {}

  variable = (name: string): Cty => this.#value(this.scope.variable(name), `variable "${name}"`);

  local = (name: string): Cty => this.#value(this.scope.local(name), `local value "${name}"`);

  resource = (mode: 'managed' | 'data' | 'ephemeral', type: string, name: string): Cty => {
    const node = this.scope.resource(mode, type, name);
    if (node?.cyclic || node?.state === 'open') return node.asCyclic();
    return this.#value(node, `resource ${resourceKey(mode, type, name)}`);
  };

  module = (name: string): Cty => {
    const call = this.scope.call(name);
    return call === undefined ? undeclared(`module "${name}"`) : call.whole();
  };

  moduleOutput = (name: string, key: Cty | undefined, output: string): Cty => {
    const call = this.scope.call(name);
    return call === undefined ? undeclared(`module "${name}"`) : call.output(key, output);
  };

  special = (root: string, attribute: string): Cty | undefined => {
    const { each, count } = this.repetition;
    if (root === 'each') return attribute === 'key' ? each?.key : attribute === 'value' ? each?.value : undefined;
    if (root === 'count') return attribute === 'index' ? count : undefined;
    const { stack } = this.scope;
    if (root === 'terraform') return attribute === 'workspace' ? stack.workspace : undefined;
    if (attribute === 'module') return string(stack.pathOf(this.scope.module));
    if (attribute === 'root') return string('.');
    return attribute === 'cwd' ? unknown(DYNAMIC, 'path.cwd is the folder in which Terraform will run') : undefined;
  };

  self = (): Cty => unknown(DYNAMIC, 'self is the resource after apply');

  #value(node: (GraphNode & { readonly value: Cty }) | undefined, what: string): Cty {
    if (node === undefined) return undeclared(what);
    if (node.state === 'new') this.scope.stack.run.settle(node);
    if (node.state === 'done') return node.value;
    node.cyclic = true;
    return unknown(DYNAMIC, IN_CYCLE);
  }
}

function undeclared(what: string): never {
  throw new EvaluationError(`${what} is not declared in this module`);
}

export function inCycle(): Cty {
  return unknown(DYNAMIC, IN_CYCLE);
}
