import type { Json } from '../../model/index.ts';
import type { Module, ResourceBlock } from '../configuration.ts';
import { moduleSteps } from '../evaluated/plan-address.ts';
import type { Entry } from '../evaluated/plan-entry.ts';
import { listIn, memberOf, membersOf, objectIn, textIn } from '../json-access.ts';

/**
 * The resource and data source blocks of a root module and of the modules that it calls, by address without keys: `aws_vpc.v`,
 * `module.m.data.aws_ami.a`.
 */
export interface Declared<Block> {
  readonly blocks: ReadonlyMap<string, Block>;
  /** Addresses of the modules whose content is known, `""` for the root. */
  readonly modules: ReadonlySet<string>;
}

/** What a plan's `configuration` says of a block. `undefined` where the plan has no configuration. */
export type PlannedBlock = Json | undefined;

export function declaredInSource(root: Module): Declared<ResourceBlock> {
  const blocks = new Map<string, ResourceBlock>();
  const modules = new Set<string>();
  const visit = (module: Module, path: string): void => {
    modules.add(path);
    for (const block of module.resources) {
      if (block.mode !== 'ephemeral') blocks.set(addressOf(path, block.mode, block.type, block.name), block);
    }
    for (const call of module.calls) if (call.module !== undefined) visit(call.module, moduleBelow(path, call.name));
  };
  visit(root, '');
  return { blocks, modules };
}

/** A plan without configuration tells what it declares by its instances. */
export function declaredInPlan(configuration: Json | undefined, instances: readonly Entry[]): Declared<PlannedBlock> {
  const blocks = new Map<string, PlannedBlock>();
  const modules = new Set<string>();
  const visit = (module: Json | undefined, path: string): void => {
    modules.add(path);
    for (const entry of listIn(module, 'resources')) {
      const mode = textIn(entry, 'mode') ?? '';
      blocks.set(addressOf(path, mode, textIn(entry, 'type') ?? '', textIn(entry, 'name') ?? ''), entry);
    }
    for (const [name, call] of membersOf(objectIn(module, 'module_calls'))) {
      visit(memberOf(call, 'module'), moduleBelow(path, name));
    }
  };
  const root = objectIn(configuration, 'root_module');
  if (root !== undefined) visit(root, '');
  else {
    for (const { module, entry } of instances) {
      const path = moduleOf(module);
      modules.add(path);
      const mode = textIn(entry, 'mode') ?? '';
      blocks.set(addressOf(path, mode, textIn(entry, 'type') ?? '', textIn(entry, 'name') ?? ''), undefined);
    }
  }
  return { blocks, modules };
}

/** The module, without keys, that an address stands in. */
export function moduleOf(address: string): string {
  return moduleSteps(address).reduce((above, step) => moduleBelow(above, step.name), '');
}

function addressOf(module: string, mode: string, type: string, name: string): string {
  return `${module === '' ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

/** The module that a call in another module leads to. */
export function moduleBelow(module: string, call: string): string {
  return `${module === '' ? '' : `${module}.`}module.${call}`;
}
