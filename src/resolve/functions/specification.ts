import type { Type } from '../cty/type.ts';
import { type Cty, DYNAMIC } from '../cty/value.ts';
import type { World } from '../evaluate/world.ts';

/** How a function takes an argument. What is left out is the usual: no null, and an unknown argument makes the result unknown. */
export interface Parameter {
  readonly type: Type;
  /** The function itself sees unknown arguments. Unknown values inside a known collection it always sees. */
  readonly unknown?: true;
  readonly null?: true;
  /** The function itself sees arguments of unknown type. */
  readonly dynamic?: true;
  /** The function itself sees attributes of resources whose type only a schema could tell. */
  readonly unseen?: true;
  /** The function itself sees marks; otherwise they are taken off the arguments and put on the result. */
  readonly marked?: true;
  /** The function itself sees the marks of what is inside: those of the argument alone are put on the result. */
  readonly inside?: true;
}

/** One of Terraform's functions, with the same rules for its arguments as in Terraform. */
export interface Specification {
  readonly parameters: readonly Parameter[];
  readonly rest?: Parameter;
  /** The type of the result, which is what stays known of an unknown one. Throws `FunctionError`. */
  readonly type: Type | ((values: readonly Cty[]) => Type);
  /** Throws `FunctionError` or `ConversionError`. */
  readonly call: (values: readonly Cty[], type: Type, world: World) => Cty;
  /** It does not walk through what it is given. */
  readonly shallow?: true;
  /** The result may be null. */
  readonly nullable?: true;
}

/** The arguments do not fit: one lower-case clause. */
export class FunctionError extends Error {}

/** An argument that must be there, as the caller has counted them. */
export function argument(values: readonly Cty[], index: number): Cty {
  const value = values[index];
  if (value === undefined) throw new FunctionError(`argument ${index + 1} is missing`);
  return value;
}

/** Anything at all, known or not, which the function looks into by itself. */
export const RAW: Parameter = { type: DYNAMIC, unknown: true, dynamic: true, null: true };
