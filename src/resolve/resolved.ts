import type { Diagnostic } from '../diagnostics/index.ts';
import type { ChangeAction } from '../ingest/index.ts';
import type { Answer, Location, Path, Reference, Value, ValueObject } from '../model/index.ts';

/** The configuration with every expression evaluated. */
export interface Resolved {
  readonly instances: readonly Instance[];
  readonly modules: readonly ModuleInstance[];
  readonly variables: readonly RootVariable[];
  readonly stacks: readonly ResolvedStack[];
  /** Texts of what is declared sensitive or ephemeral: they must not be shown, wherever they turn up. */
  readonly secrets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ResolvedStack {
  readonly name: string;
  readonly from: 'cdktf' | 'folder' | 'plan' | 'state';
  readonly providers: readonly ProviderConfiguration[];
  /** The backend or cloud block: type and evaluated settings; `undefined` for the local backend. */
  readonly backend?: { readonly type: string; readonly values: ValueObject };
  readonly outputs: Readonly<Record<string, Value>>;
}

export interface ProviderConfiguration {
  /** Local name and alias: `aws`, `aws.west`. */
  readonly name: string;
  readonly module: string;
  readonly values: ValueObject;
}

/** One resource or data source instance. */
export interface Instance {
  /** Unique in the run: the address, after the stack's name and a slash where the stack has a name. */
  readonly id: string;
  /** As Terraform writes it, with module path, instance key and, for data sources, `data.`. */
  readonly address: string;
  readonly stack: string;
  readonly module: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
  /** Attributes and nested blocks as they were written and evaluated; nested blocks of HCL are lists. Not yet normalised by the schema. */
  readonly values: ValueObject;
  /** `unknown` when `count` or `for_each` is not known. */
  readonly exists: Answer;
  readonly existsBecause?: string;
  /** Per top-level attribute or block, what its expression refers to: `var.x`, `aws_kms_key.k`, `data.x.y`, `local.z`. */
  readonly references: Readonly<Record<string, readonly string[]>>;
  /** Attributes whose value was written as a literal, with no reference to anything. */
  readonly literal: readonly string[];
  /** In a plan: top-level attributes that nobody set and the provider fills in at apply; they are no members of `values`. */
  readonly unset?: readonly string[];
  /** RFC 6901 pointers of sensitive values. */
  readonly sensitive: readonly string[];
  /**
   * Known values that were taken unchanged from an attribute of another instance, through locals, variables and modules, by
   * RFC 6901 pointer: `"/bucket"` of `bucket = aws_s3_bucket.b.bucket`, where the value itself is the bucket's name.
   */
  readonly origins?: Readonly<Record<string, Reference>>;
  /** Local name and alias of the provider configuration, in the module that has it: see `ProviderConfiguration`. */
  readonly provider: string;
  /** Address of the module whose provider configuration it is, with what modules pass on followed; "" for the root module. */
  readonly providerModule?: string;
  readonly lifecycle: ValueObject;
  readonly dependsOn: readonly string[];
  readonly action?: ChangeAction;
  readonly location: Location;
  readonly constructPath?: string;
  /** Where the value at a path was written; the nearest enclosing place that is known. */
  readonly locate: (path: Path) => Location;
  /**
   * Where the text, number or truth value at a path was written, if it came to `locate(path)` from elsewhere: a module's call, a
   * default, a file of variables, a local. `undefined` where that cannot be told for certain.
   */
  readonly writtenAt?: (path: Path) => Location | undefined;
}

export interface ModuleInstance {
  readonly id: string;
  readonly address: string;
  readonly stack: string;
  readonly source: Value;
  readonly version: Value;
  readonly read: boolean;
  readonly why?: string;
  readonly location: Location;
}

export interface RootVariable {
  readonly id: string;
  readonly stack: string;
  readonly name: string;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly hasDefault: boolean;
  /** The value in force: given, default, or unknown. */
  readonly value: Value;
  readonly location: Location;
}
