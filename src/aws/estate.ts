import type { Diagnostic } from '../diagnostics/index.ts';
import type { Instance, ModuleInstance, ResolvedStack, RootVariable } from '../resolve/index.ts';
import type { AccountFact, BucketFact, KeyFact, Resource } from '../shapes/index.ts';

/** The configuration as AWS things: every instance normalised by the provider's schema, satellites joined to their owners. */
export interface Estate {
  readonly resources: ReadonlyMap<string, EstateResource>;
  /** Instances of one type, in order of id; managed ones unless data sources are asked for. */
  readonly ofType: (type: string, mode?: 'managed' | 'data') => readonly EstateResource[];
  readonly modules: readonly ModuleInstance[];
  readonly variables: readonly RootVariable[];
  readonly stacks: readonly ResolvedStack[];
  readonly buckets: readonly EstateBucket[];
  readonly keys: readonly KeyFact[];
  readonly accounts: readonly AccountFact[];
  readonly unmodelled: readonly { readonly type: string; readonly count: number }[];
  /** Texts that must not be shown, beside what is sensitive in resources. */
  readonly secrets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A bucket without what its policy says of transport: that is found by the analysis of access, which reads policy documents. */
export type EstateBucket = Omit<BucketFact, 'transport'>;

/** `fact` is what policies see; `instance` keeps the way home to the source: its `locate` takes paths in `fact.values`. */
export interface EstateResource {
  readonly fact: Resource;
  /** RFC 6901 pointers, without indices, of what the input or the provider's schema calls sensitive. */
  readonly sensitive: readonly string[];
  readonly mode: 'managed' | 'data';
  readonly instance: Instance;
}
