import type { Diagnostic } from '../diagnostics/index.ts';
import type { Instance, Resolved } from '../resolve/index.ts';
import type { Declarations } from '../settings/index.ts';
import { findAccounts } from './accounts.ts';
import { findBuckets } from './buckets.ts';
import { ReferenceCheck } from './check-references.ts';
import type { Estate, EstateResource } from './estate.ts';
import { findKeys } from './keys.ts';
import { modelledTypes } from './modelled-types.ts';
import { resourceReader } from './read-resource.ts';
import { contractReader } from './zones.ts';

/** The configuration as AWS things. Never fails: what does not fit the provider's schema is kept, and a diagnostic says so. */
export function buildEstate(resolved: Resolved, declarations: Declarations): Estate {
  const diagnostics: Diagnostic[] = [];
  const references = new ReferenceCheck();
  const read = resourceReader(resolved, diagnostics, references);
  const things = indexResources(inOrder(resolved.instances).map(read));
  diagnostics.push(...references.findings(things.resources, resolved.stacks));
  const contractOf = contractReader(things, declarations);
  for (const resource of things.resources.values()) {
    const { zone, dataClass } = contractOf(resource);
    resource.fact.zone = zone;
    resource.fact.data_class = dataClass;
  }
  const keys = findKeys(things);
  return {
    resources: things.resources,
    ofType: things.ofType,
    modules: resolved.modules,
    variables: resolved.variables,
    stacks: resolved.stacks,
    buckets: findBuckets(things, keys, diagnostics),
    keys,
    accounts: findAccounts(things, resolved.stacks),
    unmodelled: countUnmodelled(resolved.instances),
    secrets: resolved.secrets,
    diagnostics,
  };
}

function inOrder(instances: readonly Instance[]): Instance[] {
  return [...instances].sort((left, right) => (left.id < right.id ? -1 : 1));
}

interface IndexedResources {
  readonly resources: ReadonlyMap<string, EstateResource>;
  readonly get: (id: string) => EstateResource | undefined;
  readonly ofType: Estate['ofType'];
}

function indexResources(ordered: readonly EstateResource[]): IndexedResources {
  const resources = new Map<string, EstateResource>();
  const byType = { managed: new Map<string, EstateResource[]>(), data: new Map<string, EstateResource[]>() };
  for (const resource of ordered) {
    const { id, type } = resource.fact;
    resources.set(id, resource);
    const same = byType[resource.mode].get(type);
    if (same === undefined) byType[resource.mode].set(type, [resource]);
    else same.push(resource);
  }
  return {
    resources,
    get: (id) => resources.get(id),
    ofType: (type, mode = 'managed') => byType[mode].get(type) ?? [],
  };
}

/** In order of type. Data sources change nothing, and are not counted. */
function countUnmodelled(instances: readonly Instance[]): Estate['unmodelled'] {
  const counts = new Map<string, number>();
  for (const { mode, type } of instances) {
    if (mode === 'managed' && !modelledTypes.has(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => ({ type, count })).sort((left, right) => (left.type < right.type ? -1 : 1));
}
