import type { Instance, ProviderConfiguration, ResolvedStack } from '../resolve/index.ts';

/** The provider configuration that an instance has; `undefined` where nothing configures it. */
export type ProviderOf = (instance: Instance) => ProviderConfiguration | undefined;

/** A module without a configuration of that name has its caller's (Terraform, "Providers Within Modules"). */
export function providerFinder(stacks: readonly ResolvedStack[]): ProviderOf {
  const stackOf = new Map(stacks.map(({ name, providers }) => [name, byModule(providers)]));
  return ({ stack, module, provider, providerModule }) => {
    // The address of a provider in a plan: `registry.terraform.io/hashicorp/aws`.
    const name = provider.slice(provider.lastIndexOf('/') + 1);
    const modules = stackOf.get(stack);
    for (let here: string | undefined = providerModule ?? module; here !== undefined; here = parentOf(here)) {
      const configuration = modules?.get(here)?.get(name);
      if (configuration !== undefined) return configuration;
    }
    return undefined;
  };
}

/** Module, then name of the configuration. */
function byModule(providers: readonly ProviderConfiguration[]): Map<string, Map<string, ProviderConfiguration>> {
  const modules = new Map<string, Map<string, ProviderConfiguration>>();
  for (const provider of providers) {
    const names = modules.get(provider.module) ?? new Map<string, ProviderConfiguration>();
    modules.set(provider.module, names.set(provider.name, provider));
  }
  return modules;
}

/** The module that calls it: `module.a["x.module.y"]` of `module.a["x.module.y"].module.b[0]`; `undefined` for the root. */
function parentOf(module: string): string | undefined {
  if (module === '') return undefined;
  const calls = module.match(/module\.[^.[]+(\[("(\\.|[^"\\])*"|\d+)\])?/g) ?? [];
  return calls.slice(0, -1).join('.');
}
