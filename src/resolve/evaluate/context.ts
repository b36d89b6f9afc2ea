import type { Reference } from '../../model/index.ts';
import type { SourceFile, Span } from '../../syntax/index.ts';
import { type Cty, DYNAMIC, unknown } from '../cty/value.ts';
import type { World } from './world.ts';

/** What went wrong in an expression, and where: it becomes a diagnostic unless `try` or `can` swallows it. */
export interface Trouble {
  readonly message: string;
  readonly file: SourceFile;
  readonly span: Span;
}

/** Thrown where an expression cannot be evaluated; caught at the node, which is unknown then. One lower-case clause. */
export class EvaluationError extends Error {}

/** The names that stand outside of an expression: what a module instance and a resource instance provide. */
export interface Names {
  readonly variable: (name: string) => Cty;
  readonly local: (name: string) => Cty;
  readonly resource: (mode: 'managed' | 'data' | 'ephemeral', type: string, name: string) => Cty;
  readonly module: (name: string) => Cty;
  /** `module.<name>.<output>` or, with a key, `module.<name>[<key>].<output>`. */
  readonly moduleOutput: (name: string, key: Cty | undefined, output: string) => Cty;
  /** `each.key`, `count.index`, `path.module`, `terraform.workspace`; undefined for a name that is not one of these. */
  readonly special: (root: string, attribute: string) => Cty | undefined;
  readonly self: () => Cty;
}

/** A variable of a `for` expression, a splat or a template. */
export interface Binding {
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
export function fail(context: Context, span: Span, message: string): Cty {
  context.troubles.push({ message, file: context.file, span });
  return unknown(DYNAMIC, `it cannot be evaluated: ${message}`);
}

/** The reason for what is a resource's attribute. */
export function afterApply(reference: Reference): string {
  const path = reference.$attribute === '' ? '' : `.${reference.$attribute}`;
  return `${reference.$ref}${path} is known only after apply`;
}
