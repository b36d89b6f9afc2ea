import type { LocalValue, Module, ModuleCall, NamedBlock, ResourceBlock } from '../../ingest/index.ts';

/** A module's blocks by name, made once for all its instances. */
export interface ModuleIndex {
  readonly locals: ReadonlyMap<string, LocalValue>;
  readonly variables: ReadonlyMap<string, NamedBlock>;
  readonly outputs: ReadonlyMap<string, NamedBlock>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** By mode, type and name: see `resourceKey`. */
  readonly resources: ReadonlyMap<string, ResourceBlock>;
}

const known = new WeakMap<Module, ModuleIndex>();

export function indexModule(module: Module): ModuleIndex {
  const before = known.get(module);
  if (before !== undefined) return before;
  const index: ModuleIndex = {
    locals: byName(module.locals),
    variables: byName(module.variables),
    outputs: byName(module.outputs),
    calls: byName(module.calls),
    resources: new Map(module.resources.map((block) => [resourceKey(block.mode, block.type, block.name), block])),
  };
  known.set(module, index);
  return index;
}

function byName<Named extends { readonly name: string }>(named: readonly Named[]): ReadonlyMap<string, Named> {
  return new Map(named.map((one) => [one.name, one]));
}

/** As in an address: `aws_vpc.v`, `data.aws_vpc.v`. */
export function resourceKey(mode: ResourceBlock['mode'], type: string, name: string): string {
  return mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`;
}
