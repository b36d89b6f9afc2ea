import type { NamedBlock, ResourceBlock } from '../../ingest/index.ts';
import type { Expression } from '../../syntax/index.ts';
import { nameArgument, nameText } from '../body/nested.ts';
import { plainJson } from '../evaluate/json-tree.ts';
import type { ModuleScope } from './module-scope.ts';

/** A provider configuration and the module in which it is written. */
export interface ProviderPlace {
  readonly name: string;
  readonly module: string;
  /** Where it is written; `undefined` where nobody configures it. */
  readonly written?: { readonly block: NamedBlock; readonly scope: ModuleScope };
}

/** Which provider configuration a resource has: its own choice or that of its type, followed to the module that configures it. */
export function providerOf(block: ResourceBlock, scope: ModuleScope): ProviderPlace {
  const chosen = block.body.attributes.get('provider')?.value;
  const name = chosen === undefined ? undefined : providerName(nameArgument(chosen));
  return place(name ?? block.type.split('_', 1)[0] ?? block.type, scope);
}

const places = new WeakMap<ModuleScope, Map<string, ProviderPlace>>();

/** Worked out once for all resources of a module. */
function place(name: string, scope: ModuleScope): ProviderPlace {
  const known = places.get(scope) ?? new Map<string, ProviderPlace>();
  places.set(scope, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = configured(name, scope);
  known.set(name, found);
  return found;
}

/** A module uses its own configuration of that name, else what its caller passes, else, without an alias, its caller's. */
function configured(name: string, scope: ModuleScope): ProviderPlace {
  let local = name;
  for (let here = scope; ; ) {
    const block = here.module.providers.find((one) => localName(one) === local);
    if (block !== undefined) return { name: local, module: here.address, written: { block, scope: here } };
    const { caller } = here;
    if (caller === undefined) return { name: local, module: '' };
    local = passed(caller.call.body.attributes.get('providers')?.value, local) ?? local;
    here = caller.scope;
  }
}

function passed(providers: Expression | undefined, name: string): string | undefined {
  if (providers === undefined) return undefined;
  if (providers.kind === 'json') {
    const { value } = providers;
    const given = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
    const found = given.find(([key]) => key === name)?.[1];
    return typeof found === 'string' ? found.replace(/^\$\{(.*)\}$/, '$1').replace(/\[.*\]$/, '') : undefined;
  }
  if (providers.kind !== 'object') return undefined;
  const item = providers.items.find(({ key }) => nameText(key) === name);
  return item && providerName(item.value);
}

/** As it is written where one is chosen; of several that one block makes in OpenTofu, `aws.of[each.key]`, the name of the block. */
export function providerName(expression: Expression): string | undefined {
  return nameText(expression.kind === 'index' ? expression.of : expression);
}

/** `aws`, or `aws.west` with an alias. */
export function localName(block: NamedBlock): string {
  const alias = block.body.attributes.get('alias')?.value;
  const text = alias === undefined ? undefined : constantText(alias);
  return text === undefined ? block.name : `${block.name}.${text}`;
}

function constantText(expression: Expression): string | undefined {
  if (expression.kind !== 'json') return nameText(expression);
  const value = plainJson(expression.value);
  return value.kind === 'string' ? value.value : undefined;
}
