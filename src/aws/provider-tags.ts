/**
 * Tags of a resource with its provider's `default_tags` merged: a tag of the resource wins over a default of the same key
 * (AWS provider documentation, "default_tags Configuration Block").
 */
import type { Answer, Value, ValueObject } from '../model/index.ts';
import { isList, isObject } from '../model/index.ts';
import type { Instance, ProviderConfiguration, ResolvedStack } from '../resolve/index.ts';
import type { ProviderOf } from './provider-of.ts';
import type { Shape } from './provider-schema.ts';

interface Tagging {
  readonly tags: Readonly<Record<string, Value>>;
  /** Is it known which tags there are? */
  readonly known: Answer;
}

export type ReadTags = (instance: Instance, values: ValueObject, shape: Shape | undefined) => Tagging;

export function tagReader(stacks: readonly ResolvedStack[], providerOf: ProviderOf): ReadTags {
  const defaults = defaultTagsFinder(providerOf);
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

const untagged: Tagging = { tags: {}, known: 'yes' };

/** The tagging of each configuration is worked out once. */
function defaultTagsFinder(providerOf: ProviderOf): (instance: Instance) => Tagging {
  const known = new Map<ProviderConfiguration, Tagging>();
  return (instance) => {
    const provider = providerOf(instance);
    if (provider === undefined) return untagged;
    const tagging = known.get(provider) ?? defaultTagsOf(provider);
    known.set(provider, tagging);
    return tagging;
  };
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
