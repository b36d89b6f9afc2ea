import type { Reference } from '../../model/index.ts';
import type { SourceFile, Span } from '../../syntax/index.ts';
import { type Cty, DYNAMIC, unknown } from '../cty/value.ts';
import type { World } from './world.ts';

/** What went wrong in an expression, and where: it becomes a diagnostic unless `try` or `can` swallows it. */
export interface Trouble {
  /** Set where a file is not there, which may be made before Terraform runs. */
  readonly isFile?: true;
  /** Set where the text is no expression at all: of JSON, whose strings are parsed when they are evaluated. */
  readonly isSyntax?: true;
  readonly message: string;
  readonly file: SourceFile;
  readonly span: Span;
}

/** Thrown where an expression cannot be evaluated; caught at the node, which is unknown then. One lower-case clause. */
export class EvaluationError extends Error {}

/** A file that the configuration reads is not there. */
export class FileTrouble extends EvaluationError {}

/** The names that stand outside of an expression: what a module instance and a resource instance provide. */
export interface Names {
  readonly variable: (name: string) => Named;
  readonly local: (name: string) => Named;
  readonly resource: (mode: 'managed' | 'data' | 'ephemeral', type: string, name: string) => Named;
  readonly module: (name: string) => Named;
  /** `module.<name>.<output>` or, with a key, `module.<name>[<key>].<output>`. */
  readonly moduleOutput: (name: string, key: Cty | undefined, output: string) => Named;
  /** `each.key`, `count.index`, `path.module`, `terraform.workspace`; undefined for a name that is not one of these. */
  readonly special: (root: string, attribute: string) => Cty | undefined;
  readonly self: () => Cty;
}

/** A value, and what is to be said about its name. */
export interface Named {
  readonly value: Cty;
  readonly notice?: string;
}

/** A variable of a `for` expression, a splat or a template. */
interface Binding {
  readonly name: string;
  readonly value: Cty;
  readonly outer: Binding | undefined;
}

export interface Context {
  readonly names: Names;
  readonly bound: Binding | undefined;
  readonly file: SourceFile;
  readonly world: World;
  readonly troubles: Trouble[];
  /** What is wrong, and yet leaves the value as it is. */
  readonly notices: Trouble[];
}

export function bind(context: Context, name: string, value: Cty): Context {
  return { ...context, bound: { name, value, outer: context.bound } };
}

export function boundValue(context: Context, name: string): Cty | undefined {
  for (let binding = context.bound; binding !== undefined; binding = binding.outer) {
    if (binding.name === name) return binding.value;
  }
  return undefined;
}

/** Reports trouble at a place; the value there is unknown. */
export function fail(context: Context, span: Span, message: string, isFile = false): Cty {
  context.troubles.push({ message, file: context.file, span, ...(isFile ? { isFile } : {}) });
  return unknown(DYNAMIC, `it cannot be evaluated: ${message}`);
}

/** The reason for what is a resource's attribute. */
export function afterApply(reference: Reference): string {
  const path = reference.$attribute === '' ? '' : `.${reference.$attribute}`;
  return `${reference.$ref}${path} is known only after apply`;
}
