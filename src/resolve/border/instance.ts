import {
  encodeKey,
  type Location,
  type Path,
  type Reference,
  type Value,
  type ValueObject,
  valueAt,
} from '../../model/index.ts';
import { locate } from '../../syntax/index.ts';
import type { BlockInspection } from '../body/inspect.ts';
import { DOLLAR } from '../evaluate/json-flags.ts';
import { isMeta } from '../graph/meta-argument.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { providerOf } from '../graph/provider-choice.ts';
import type { InstanceKey } from '../graph/repetition.ts';
import type { ResourceInstance } from '../graph/resource-instance.ts';
import type { ResourceNode } from '../graph/resource-node.ts';
import { computedNames } from '../graph/symbols.ts';
import { writtenAt } from '../origin/written-at.ts';
import type { Instance } from '../resolved.ts';
import { attributeReferences } from './attribute-references.ts';
import { dependsOn, lifecycleOf } from './lifecycle.ts';
import { locateIn } from './locate.ts';

import { Border, plainValue, set } from './to-value.ts';

/** The instances of one block as the rooms after this one see them. */
export function instancesOf(node: ResourceNode): readonly Instance[] {
  const { scope, block } = node;
  if (block.mode === 'ephemeral') return [];
  const because = node.expansion?.unknownBecause ?? scope.existsBecause;
  const shared = sharedBy(node, because);
  return node.instances.map((instance) => new ResolvedInstance(instance, scope, shared));
}

interface Shared {
  readonly references: Instance['references'];
  readonly literal: Instance['literal'];
  readonly lifecycle: ValueObject;
  readonly dependsOn: readonly string[];
  readonly provider: { readonly name: string; readonly module: string };
  readonly existsBecause: string | undefined;
}

function sharedBy(node: ResourceNode, existsBecause: string | undefined): Shared {
  const { block, scope } = node;
  const { references, literal } = attributeReferences(node.inspection);
  return {
    references,
    literal,
    existsBecause,
    lifecycle: lifecycleOf(block, scope),
    dependsOn: dependsOn(block, scope),
    provider: providerOf(block, scope),
  };
}

class ResolvedInstance implements Instance {
  readonly id: string;
  readonly address: string;
  readonly stack: string;
  readonly module: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
  readonly values: ValueObject;
  readonly exists: Instance['exists'];
  readonly existsBecause?: string;
  readonly references: Instance['references'];
  readonly literal: Instance['literal'];
  readonly sensitive: readonly string[];
  readonly origins: Readonly<Record<string, Reference>>;
  readonly provider: string;
  readonly providerModule: string;
  readonly lifecycle: ValueObject;
  readonly dependsOn: readonly string[];
  readonly constructPath?: string;
  readonly #instance: ResourceInstance;
  readonly #scope: ModuleScope;

  constructor(instance: ResourceInstance, scope: ModuleScope, shared: Shared) {
    const { block } = instance;
    const border = new Border();
    this.#instance = instance;
    this.#scope = scope;
    this.id = instance.id;
    this.address = instance.address;
    this.stack = scope.stack.name;
    this.module = scope.address;
    this.mode = block.mode === 'data' ? 'data' : 'managed';
    this.type = block.type;
    this.name = block.name;
    const key = keyOf(instance.repetition.key);
    if (key !== undefined) this.key = key;
    this.values = valuesOf(instance, border);
    this.exists = shared.existsBecause === undefined ? 'yes' : 'unknown';
    if (shared.existsBecause !== undefined) this.existsBecause = shared.existsBecause;
    this.references = shared.references;
    this.literal = shared.literal;
    this.sensitive = border.sensitive;
    this.origins = border.origins;
    this.provider = shared.provider.name;
    this.providerModule = shared.provider.module;
    this.lifecycle = shared.lifecycle;
    this.dependsOn = shared.dependsOn;
    if (block.constructPath !== undefined) this.constructPath = block.constructPath;
  }

  get location(): Location {
    const { block } = this.#instance;
    const { file } = block.body;
    return block.pointer === undefined
      ? locate(file, block.span)
      : { ...locate(file, block.span), pointer: block.pointer };
  }

  locate = (path: Path): Location => (path.length === 0 ? this.location : locateIn(this.#instance.block, path));

  writtenAt = (path: Path): Location | undefined =>
    writtenAt(this.#instance, this.#scope, path, valueAt(this.values, path));
}

function keyOf(key: InstanceKey | undefined): string | number | undefined {
  if (key?.kind === 'index') return key.index;
  return key?.kind === 'name' ? key.name : undefined;
}

function valuesOf(instance: ResourceInstance, border: Border): ValueObject {
  const values: Record<string, Value> = {};
  if (instance.plain !== undefined && instance.symbols === undefined) return plainValues(instance.plain, values);
  for (const [name, written] of instance.written) values[encodeKey(name)] = border.written(name, written);
  for (const name of computedNames(instance)) {
    values[name] = border.written(name, { kind: 'value', value: instance.attribute(name) });
  }
  return values;
}

/** JSON as it was read. */
function plainValues({ attributes }: BlockInspection, values: Record<string, Value>): ValueObject {
  for (const { name, value, flags } of attributes) {
    if (isMeta(name) || value.kind !== 'json') continue;
    set(values, encodeKey(name), (flags & DOLLAR) === 0 ? value.value : plainValue(value.value));
  }
  return values;
}
