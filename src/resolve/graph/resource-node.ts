import type { ResourceBlock } from '../../ingest/index.ts';
import { evaluateBody } from '../body/evaluate-body.ts';
import { type BlockInspection, inspectBlock } from '../body/inspect.ts';
import { nameList } from '../body/nested.ts';
import { type Cty, DYNAMIC, nullOf, object, tuple, UNSEEN, unknown } from '../cty/value.ts';
import { attributeReference, attributeType } from '../evaluate/index-value.ts';
import { terraformData } from './builtin.ts';
import { type Expansion, expandBlock } from './expansion.ts';
import { GraphNode, NO_NODES } from './graph-node.ts';
import { isMeta } from './meta-argument.ts';
import { resourceKey } from './module-index.ts';
import { inCycle } from './module-names.ts';
import type { ModuleScope } from './module-scope.ts';
import { keyText, type Repetition } from './repetition.ts';
import { instanceValue, ResourceInstance, referredInstance } from './resource-instance.ts';
import { symbolsOf } from './symbols.ts';

/** A resource or data source block: its instances, all of them evaluated. */
export class ResourceNode extends GraphNode {
  #value: Cty | undefined;
  instances: readonly ResourceInstance[] = [];
  #expansion: Expansion | undefined;
  #inspection: BlockInspection | undefined;

  constructor(
    readonly scope: ModuleScope,
    readonly block: ResourceBlock,
  ) {
    super();
  }

  get label(): string {
    return this.scope.within(this.#name);
  }

  get #name(): string {
    return resourceKey(this.block.mode, this.block.type, this.block.name);
  }

  get inspection(): BlockInspection {
    this.#inspection ??= inspectBlock(this.block, this.scope.stack.world.memo);
    return this.#inspection;
  }

  get expansion(): Expansion | undefined {
    return this.#expansion;
  }

  get place() {
    return { file: this.block.body.file, span: this.block.span };
  }

  dependencies(): Iterable<GraphNode> {
    const { references } = this.inspection;
    const { body } = this.block;
    const more = body.json && body.attributes.has('depends_on');
    return references.length === 0 && !more ? NO_NODES : this.#waitsFor();
  }

  /** Terraform lets a resource depend on itself, as long as no expression in it does. */
  *#waitsFor(): Generator<GraphNode> {
    for (const node of this.#named()) if (node !== this || this.#refersToItself()) yield node;
  }

  #refersToItself(): boolean {
    const { attributes, blocks } = this.inspection;
    return [...attributes.filter(({ name }) => name !== 'depends_on'), ...blocks].some(({ references }) =>
      references.some(({ text }) => text === this.#name),
    );
  }

  *#named(): Generator<GraphNode> {
    yield* this.scope.dependencies(this.inspection.references);
    const { body } = this.block;
    if (!body.json) return;
    for (const name of nameList(body.attributes.get('depends_on')?.value)) {
      yield* this.scope.dependencies(this.scope.referencesOf(name));
    }
  }

  compute(): void {
    const expansion = expandBlock(this.block.body, this.scope);
    this.#expansion = expansion;
    this.scope.stack.run.addInstances(expansion.repetitions.length, this);
    this.instances = expansion.repetitions.map((repetition) => this.#evaluate(repetition));
  }

  /** Made only when somebody refers to it. */
  get value(): Cty {
    if (this.#expansion === undefined) return inCycle();
    this.#value ??= this.#gather(this.#expansion);
    return this.#value;
  }

  #evaluate(repetition: Repetition): ResourceInstance {
    const { block, scope, inspection } = this;
    const address = scope.within(this.#name + keyText(repetition.key));
    const instance = new ResourceInstance(
      scope.stack.idOf(address),
      address,
      block,
      repetition,
      scope.stack.world.secrets,
    );
    if (inspection.isPlain) instance.plain = inspection;
    else {
      const context = scope.context(block.body.file, repetition);
      instance.written = evaluateBody(block.body, context, isMeta, inspection);
      scope.finish(context);
    }
    instance.symbols = symbolsOf(instance, scope);
    return instance;
  }

  #gather(expansion: Expansion): Cty {
    const [first] = this.instances;
    if (expansion.unknownBecause !== undefined && first !== undefined)
      return this.#many(first, expansion.unknownBecause);
    const values = this.instances.map((instance) =>
      this.block.type === 'terraform_data' ? terraformData(instance) : instance.value,
    );
    if (expansion.kind === 'single') return values[0] ?? nullOf(DYNAMIC);
    if (expansion.kind === 'count') return tuple(values);
    const entries = new Map<string, Cty>();
    for (const [index, { repetition }] of this.instances.entries()) {
      const value = values[index];
      if (repetition.key?.kind === 'name' && value !== undefined) entries.set(repetition.key.name, value);
    }
    return object(entries);
  }

  /** An unknown number of instances: each of them, if there is one, is like the one that stands for all. */
  #many(representative: ResourceInstance, because: string): Cty {
    const attribute = (name: string) =>
      attributeReference({ $ref: representative.id, $attribute: name }, attributeType(name));
    const each = instanceValue({ $ref: representative.id, $attribute: '' }, attribute);
    const type = this.block.type === 'terraform_data' ? DYNAMIC : UNSEEN;
    const reason = `${this.label} has an unknown ${because}`;
    return { ...unknown(type, reason), instance: { attribute, index: () => each, many: true } };
  }

  /** What those see of it that are in a ring with it: a lone instance is still itself. */
  asCyclic(): Cty {
    const { attributes } = this.block.body;
    if (attributes.has('count') || attributes.has('for_each')) return inCycle();
    return referredInstance(this.scope.stack.idOf(this.label));
  }
}
