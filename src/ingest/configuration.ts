import type { Diagnostic } from '../diagnostics/index.ts';
import type { Location, Path, Value } from '../model/index.ts';
import type { Body, BodyBlock, Expression, SourceFile, Span } from '../syntax/index.ts';

/** All that was read, before anything is evaluated. */
export interface Configuration {
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
  /** Lets go of the bytes of large plans and states, which are read again when a place in one is asked for. */
  readonly letGo?: () => void;
}

/**
 * One Terraform root module: a CDKTF stack, a folder, a file, a plan or a state. `name` is the CDKTF stack's name, or
 * the path as given; it is empty when the run judges exactly one root that is no CDKTF stack. No two have the same.
 */
export type Stack = SourceStack | EvaluatedStack;

export interface SourceStack {
  readonly kind: 'source';
  readonly name: string;
  readonly module: Module;
  /** Root variables given from outside, in the order of precedence that Terraform has; what is left out has its default or is unknown. */
  readonly variables: ReadonlyMap<string, GivenVariable>;
  readonly workspace?: string;
  /** The folder; the file where that was read alone. */
  readonly path: string;
  /** The name that CDKTF or CDKTN gave it, where one of them wrote it. Stacks of two apps may share one. */
  readonly cdktfName?: string;
}

export interface GivenVariable {
  /** From a tfvars file: an expression; from `--var`: the raw text, to be parsed as Terraform does by the variable's type. */
  readonly value: { readonly expression: Expression; readonly file: SourceFile } | { readonly text: string };
  readonly from: string;
}

/** A module's parsed content: every block of every file, overrides merged. */
export interface Module {
  /** Folder, as the user would name it. `path.module`. */
  readonly folder: string;
  readonly resources: readonly ResourceBlock[];
  readonly variables: readonly NamedBlock[];
  readonly outputs: readonly NamedBlock[];
  readonly locals: readonly LocalValue[];
  readonly providers: readonly NamedBlock[];
  readonly calls: readonly ModuleCall[];
  /** The `terraform` blocks: backend, required providers. */
  readonly settings: readonly BodyBlock[];
  readonly checks: readonly NamedBlock[];
  /** `moved`, `removed`, `import`, and whatever else is not evaluated into an instance. */
  readonly others: readonly BodyBlock[];
}

export interface ResourceBlock {
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
  readonly body: Body;
  readonly span: Span;
  /** CDKTF's construct path, from the `//` comment's metadata. */
  readonly constructPath?: string;
  /** RFC 6901 pointer of the block in a JSON file. */
  readonly pointer?: string;
  /** Of a data source inside a `check` block: the name of the check, which alone may refer to it. */
  readonly scopedTo?: string;
}

export interface NamedBlock {
  readonly name: string;
  readonly body: Body;
  readonly span: Span;
  /** Of a variable that was overridden: the type before, whose defaults of optional attributes Terraform goes on to use. */
  readonly firstType?: Expression | 'none';
}

export interface LocalValue {
  readonly name: string;
  readonly value: Expression;
  readonly file: SourceFile;
  readonly span: Span;
}

export interface ModuleCall extends NamedBlock {
  /** `undefined` when the module could not be read (registry, git, missing): `why` says so, and what comes out of it is unknown. */
  readonly module?: Module;
  readonly why?: string;
}

/** A plan or a state: Terraform has evaluated it. */
export interface EvaluatedStack {
  readonly kind: 'evaluated';
  readonly name: string;
  readonly from: 'plan' | 'state';
  readonly file: string;
  /** True for a plan that says it is whole, as Terraform does from 1.8 on: what another does not show may exist all the same. */
  readonly isComplete: boolean;
  /** The configuration that the plan was made of, where it was given as well, with the plan's variables. */
  readonly source?: SourceStack;
  /** What exists after the plan is applied, changed or not; in a state, what it holds. */
  readonly instances: readonly EvaluatedInstance[];
  /** What the plan deletes or forgets, with the values it had. None of it exists afterwards. */
  readonly removed?: readonly EvaluatedInstance[];
  readonly outputs: ReadonlyMap<string, Value>;
  readonly variables: ReadonlyMap<string, EvaluatedVariable>;
  readonly providers: ReadonlyMap<string, Value>;
  /** Texts of its sensitive variables. */
  readonly secrets: readonly string[];
}

export interface EvaluatedVariable {
  readonly value: Value;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly hasDefault: boolean;
}

export type ChangeAction = 'create' | 'update' | 'replace' | 'delete' | 'no-op' | 'read' | 'import' | 'forget';

export interface EvaluatedInstance {
  readonly mode: 'managed' | 'data';
  /** With module path and instance key, as Terraform writes it. */
  readonly address: string;
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
  /** Planned values; what is known only after apply is a `Reference` where the configuration shows one, else an `Unknown`. */
  readonly values: Value;
  /** Top-level attributes that nobody set and the provider fills in at apply; they are no members of `values`. */
  readonly unset: readonly string[];
  /** Per top-level attribute or block, what its expression refers to: `var.x`, `aws_kms_key.k`. Empty in a state. */
  readonly references: Readonly<Record<string, readonly string[]>>;
  /** Attributes and blocks that the configuration gives a constant. */
  readonly literal: readonly string[];
  readonly dependsOn: readonly string[];
  /** Set where it is not known whether it exists: why. It then stands for all instances of its resource. */
  readonly mayExist?: string;
  /** Paths of sensitive values as RFC 6901 pointers. */
  readonly sensitive: readonly string[];
  readonly action?: ChangeAction;
  /** What a plan changes: the values that it has now. */
  readonly before?: Value;
  /** Key of its configuration in `providers`, such as `aws` or `aws.west`; the provider's name where the file shows no configuration. */
  readonly provider: string;
  readonly location: Location;
  /** Where the value at a path stands in the file; the nearest enclosing place that is there. */
  readonly locate?: (path: Path) => Location;
  readonly constructPath?: string;
}
