import type { NamedBlock } from '../../ingest/index.ts';
import type { Expression } from '../../syntax/index.ts';
import { convert } from '../cty/convert.ts';
import { BOOL } from '../cty/type.ts';
import { type Cty, DYNAMIC, SENSITIVE, unknown, withMarks } from '../cty/value.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { GraphNode } from './graph-node.ts';
import { IN_CYCLE } from './module-names.ts';
import type { ModuleScope } from './module-scope.ts';

/** An output of a module instance. */
export class OutputNode extends GraphNode {
  value: Cty = IN_CYCLE;
  readonly #expression: Expression | undefined;

  constructor(
    readonly scope: ModuleScope,
    readonly block: NamedBlock,
  ) {
    super();
    this.#expression = block.body.attributes.get('value')?.value;
  }

  get label(): string {
    return this.scope.within(`output.${this.block.name}`);
  }

  get place() {
    return { file: this.block.body.file, span: this.block.span };
  }

  dependencies(): Iterable<GraphNode> {
    return this.#expression === undefined ? [] : this.scope.dependencies(this.scope.referencesOf(this.#expression));
  }

  compute(): void {
    if (this.cyclic) return;
    const context = this.scope.context(this.block.body.file);
    const value =
      this.#expression === undefined
        ? unknown(DYNAMIC, `the output ${this.block.name} has no value`)
        : evaluate(this.#expression, context);
    const isSensitive = this.#isSensitive();
    // CDKTF calls every output of a stack sensitive that another stack reads: of a root module that tells nothing.
    if (isSensitive && this.scope.caller !== undefined) this.scope.stack.world.secrets.add(value);
    this.value = isSensitive ? withMarks(value, SENSITIVE) : value;
    this.scope.finish(context);
  }

  #isSensitive(): boolean {
    const written = this.block.body.attributes.get('sensitive')?.value;
    if (written === undefined) return false;
    const value = convert(evaluate(written, this.scope.context(this.block.body.file)), BOOL);
    return value.kind === 'bool' && value.value;
  }
}
