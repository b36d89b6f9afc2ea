import type { Diagnostic } from '../diagnostics/index.ts';
import type { Instance, ModuleInstance, ResolvedStack, RootVariable } from '../resolve/index.ts';
import type { AccountFact, BucketFact, KeyFact, Resource } from '../shapes/index.ts';

/** The configuration as AWS things: every instance normalised by the provider's schema, satellites joined to their owners. */
export interface Estate {
  readonly resources: ReadonlyMap<string, EstateResource>;
  /** Instances of one type, in order of id. */
  readonly ofType: (type: string, mode?: 'managed' | 'data') => readonly EstateResource[];
  readonly modules: readonly ModuleInstance[];
  readonly variables: readonly RootVariable[];
  readonly stacks: readonly ResolvedStack[];
  readonly buckets: readonly BucketFact[];
  readonly keys: readonly KeyFact[];
  readonly accounts: readonly AccountFact[];
  readonly unmodelled: readonly { readonly type: string; readonly count: number }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `fact` is what policies see; `instance` keeps the way home to the source. */
export interface EstateResource {
  readonly fact: Resource;
  readonly mode: 'managed' | 'data';
  readonly instance: Instance;
}
