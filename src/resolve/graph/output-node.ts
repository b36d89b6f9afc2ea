import type { NamedBlock } from '../../ingest/index.ts';
import { type Expression, locate } from '../../syntax/index.ts';
import { convert } from '../cty/convert.ts';
import { BOOL } from '../cty/type.ts';
import { type Cty, DYNAMIC, EPHEMERAL, marksWithin, SENSITIVE, unknown, withMarks } from '../cty/value.ts';
import { ephemeralOutput, sensitiveOutput } from '../diagnostics.ts';
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
    const isSensitive = this.#flag('sensitive');
    this.#checkMarks(marksWithin(value), isSensitive);
    // CDKTF calls every output of a stack sensitive that another stack reads: of a root module that tells nothing.
    if (isSensitive && this.scope.caller !== undefined) this.scope.stack.world.secrets.add(value);
    this.value = isSensitive ? withMarks(value, SENSITIVE) : value;
    this.scope.finish(context);
  }

  #checkMarks(marks: number, isSensitive: boolean): void {
    const { block, scope } = this;
    const place = { location: locate(block.body.file, block.span) };
    const isRoot = scope.caller === undefined;
    if (isRoot && !isSensitive && (marks & SENSITIVE) !== 0) scope.stack.run.report(sensitiveOutput(place, block.name));
    if ((marks & EPHEMERAL) !== 0 && (isRoot || !this.#flag('ephemeral')))
      scope.stack.run.report(ephemeralOutput(place, block.name));
  }

  #flag(name: 'sensitive' | 'ephemeral'): boolean {
    const written = this.block.body.attributes.get(name)?.value;
    if (written === undefined) return false;
    const value = convert(evaluate(written, this.scope.context(this.block.body.file)), BOOL);
    return value.kind === 'bool' && value.value;
  }
}
