import type { LocalValue } from '../../ingest/index.ts';
import type { Cty } from '../cty/value.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { GraphNode } from './graph-node.ts';
import { IN_CYCLE } from './module-names.ts';
import type { ModuleScope } from './module-scope.ts';

export class LocalNode extends GraphNode {
  value: Cty = IN_CYCLE;

  constructor(
    readonly scope: ModuleScope,
    readonly local: LocalValue,
  ) {
    super();
  }

  get label(): string {
    return this.scope.within(`local.${this.local.name}`);
  }

  get place() {
    return this.local;
  }

  dependencies(): Iterable<GraphNode> {
    return this.scope.dependencies(this.scope.referencesOf(this.local.value));
  }

  compute(): void {
    if (this.cyclic) return;
    const context = this.scope.context(this.local.file);
    this.value = evaluate(this.local.value, context);
    this.scope.finish(context);
  }
}
