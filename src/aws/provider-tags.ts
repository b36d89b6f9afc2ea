/**
 * Tags of a resource with its provider's `default_tags` merged: a tag of the resource wins over a default of the same key
 * (AWS provider documentation, "default_tags Configuration Block").
 */
import type { Answer, Value, ValueObject } from '../model/index.ts';
import { isList, isObject } from '../model/index.ts';
import type { Instance, ProviderConfiguration, ResolvedStack } from '../resolve/index.ts';
import type { Shape } from './provider-schema.ts';

interface Tagging {
  readonly tags: Readonly<Record<string, Value>>;
  /** Is it known which tags there are? */
  readonly known: Answer;
}

export type ReadTags = (instance: Instance, values: ValueObject, shape: Shape | undefined) => Tagging;

export function tagReader(stacks: readonly ResolvedStack[]): ReadTags {
  const defaults = defaultTagsFinder(stacks);
  const evaluated = new Set(stacks.filter(({ from }) => from === 'plan' || from === 'state').map(({ name }) => name));
  return (instance, values, shape) => {
    const all = values['tags_all'];
    if (evaluated.has(instance.stack) && isObject(all)) return { tags: all, known: 'yes' };
    const own = taggingOf(values['tags']);
    // What a data source is given are the tags to look for: what it finds has them, and may have more.
    if (instance.mode === 'data') return evaluated.has(instance.stack) ? own : { ...own, known: 'unknown' };
    return shape?.has('tags_all') === true ? merge(own, defaults(instance)) : own;
  };
}

function taggingOf(tags: Value | undefined): Tagging {
  if (tags === undefined || tags === null) return untagged;
  return isObject(tags) ? { tags, known: 'yes' } : { tags: {}, known: 'unknown' };
}

const overridable = { $unknown: 'the tags of the resource are not known, and may override the default tag' } as const;

function merge(own: Tagging, defaults: Tagging): Tagging {
  if (defaults.known === 'yes' && Object.keys(defaults.tags).length === 0) return own;
  const inherited =
    own.known === 'yes'
      ? defaults.tags
      : Object.fromEntries(Object.keys(defaults.tags).map((key) => [key, overridable]));
  return {
    tags: { ...inherited, ...own.tags },
    known: own.known === 'yes' && defaults.known === 'yes' ? 'yes' : 'unknown',
  };
}

function defaultTagsFinder(stacks: readonly ResolvedStack[]): (instance: Instance) => Tagging {
  const stackOf = new Map(stacks.map(({ name, providers }) => [name, byModule(providers)]));
  return ({ stack, module, provider, providerModule }) => {
    // The address of a provider in a plan: `registry.terraform.io/hashicorp/aws`.
    const name = provider.slice(provider.lastIndexOf('/') + 1);
    const modules = stackOf.get(stack);
    for (let here: string | undefined = providerModule ?? module; here !== undefined; here = parentOf(here)) {
      const tagging = modules?.get(here)?.get(name);
      if (tagging !== undefined) return tagging;
    }
    return untagged;
  };
}

const untagged: Tagging = { tags: {}, known: 'yes' };

/** Module, then name of the configuration. */
function byModule(providers: readonly ProviderConfiguration[]): Map<string, Map<string, Tagging>> {
  const modules = new Map<string, Map<string, Tagging>>();
  for (const provider of providers) {
    const names = modules.get(provider.module) ?? new Map<string, Tagging>();
    modules.set(provider.module, names.set(provider.name, defaultTagsOf(provider)));
  }
  return modules;
}

/** `default_tags` is a block: an object in Terraform JSON, a list of one in HCL. */
function defaultTagsOf({ values }: ProviderConfiguration): Tagging {
  const written = values['default_tags'];
  const block = isList(written) ? written[0] : written;
  if (block === undefined || block === null) return untagged;
  return isObject(block) ? taggingOf(withoutNulls(block['tags'])) : { tags: {}, known: 'unknown' };
}

function withoutNulls(tags: Value | undefined): Value | undefined {
  if (!isObject(tags)) return tags;
  const set = Object.entries(tags).filter(([, value]) => value !== null);
  return Object.fromEntries(set.map(([key, value]) => [key, typeof value === 'object' ? value : String(value)]));
}

/** The module that calls it: `module.a["x.module.y"]` of `module.a["x.module.y"].module.b[0]`; `undefined` for the root. */
function parentOf(module: string): string | undefined {
  if (module === '') return undefined;
  const calls = module.match(/module\.[^.[]+(\[("(\\.|[^"\\])*"|\d+)\])?/g) ?? [];
  return calls.slice(0, -1).join('.');
}
