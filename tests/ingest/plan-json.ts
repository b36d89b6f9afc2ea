import type { Json } from '../../src/model/index.ts';

/** A resource of a plan made by hand: what Terraform would write of it in each section. */
export interface PlannedResource {
  readonly address: string;
  readonly module?: string;
  readonly mode?: 'managed' | 'data';
  readonly index?: string | number;
  readonly values?: Json;
  readonly unknown?: Json;
  readonly sensitive?: Json;
  readonly actions?: readonly string[];
  readonly importing?: Json;
  readonly before?: Json;
  /** Left out of `planned_values`, as what is deleted. */
  readonly unplanned?: boolean;
}

function identity({ address, module = '', mode = 'managed', index }: PlannedResource): Record<string, Json> {
  const inModule = (module === '' ? address : address.slice(module.length + 1)).replace(/^data\./, '');
  const [type = '', name = ''] = inModule.replace(/\[.*$/, '').split('.');
  const provider = 'registry.terraform.io/hashicorp/aws';
  return { address, mode, type, name, ...(index === undefined ? {} : { index }), provider_name: provider };
}

function planned(resource: PlannedResource): Json {
  return { ...identity(resource), values: resource.values ?? {}, sensitive_values: resource.sensitive ?? {} };
}

function changed(resource: PlannedResource): Json {
  return {
    ...identity(resource),
    ...(resource.module === undefined ? {} : { module_address: resource.module }),
    change: {
      actions: resource.actions ?? ['create'],
      before: resource.before ?? null,
      after: resource.unplanned === true ? null : (resource.values ?? {}),
      after_unknown: resource.unknown ?? {},
      ...(resource.importing === undefined ? {} : { importing: resource.importing }),
    },
  };
}

/** A plan in the form of `terraform show -json`. */
export function planOf(resources: readonly PlannedResource[], rest: Readonly<Record<string, Json>> = {}): string {
  const kept = resources.filter(({ unplanned }) => unplanned !== true);
  const modules = [...new Set(kept.flatMap(({ module }) => (module === undefined ? [] : [module])))];
  const inModule = (module: string | undefined): readonly Json[] =>
    kept.filter((resource) => resource.module === module).map(planned);
  const root = {
    resources: inModule(undefined),
    child_modules: modules.map((address) => ({ address, resources: inModule(address) })),
  };
  return JSON.stringify(
    {
      format_version: '1.2',
      planned_values: { root_module: root },
      resource_changes: resources.filter(({ mode, actions }) => mode !== 'data' || actions !== undefined).map(changed),
      ...rest,
    },
    null,
    1,
  );
}

/** The `configuration` of resources of the root module: address to expressions. */
export function configurationOf(
  resources: Readonly<Record<string, Json>>,
  root: Readonly<Record<string, Json>> = {},
): Json {
  const entries = Object.entries(resources).map(([address, expressions]) => ({
    ...identity({ address }),
    mode: address.startsWith('data.') ? 'data' : 'managed',
    provider_config_key: 'aws',
    expressions,
  }));
  return { root_module: { resources: entries, ...root } };
}

/** An expression as a plan shows it: each reference is followed by what it goes through. */
export function refers(...references: readonly string[]): Json {
  const prefixes = references.flatMap((reference) => [reference, reference.replace(/\.[^.]+$/, '')]);
  return { references: prefixes };
}
