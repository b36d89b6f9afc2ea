import type { Reference } from '../../model/index.ts';
import type { Decimal } from './decimal.ts';
import type { Type } from './type.ts';

/**
 * A value while it is evaluated. Every value knows its type, what it is marked with, and whether anything in it is unknown;
 * the last two are worked out when it is made, so that asking never walks a large value again.
 */
export type Cty =
  | NullValue
  | BoolValue
  | NumberValue
  | StringValue
  | SequenceValue
  | MapValue
  | TupleValue
  | ObjectValue
  | UnknownValue;

interface Common {
  /** What this value itself is marked with. */
  readonly marks: number;
  /** The attribute of a resource from which this value was taken unchanged: its identity for a join. */
  readonly from?: Reference;
}

export interface NullValue extends Common {
  readonly kind: 'null';
  readonly type: Type;
}

export interface BoolValue extends Common {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NumberValue extends Common {
  readonly kind: 'number';
  readonly value: Decimal;
}

export interface StringValue extends Common {
  readonly kind: 'string';
  readonly value: string;
}

interface Compound extends Common {
  /** Marks of this value and of all in it. */
  readonly deepMarks: number;
  /** True if nothing in it is unknown. */
  readonly whole: boolean;
  /** Values in it, itself included, each as often as it would be written out; long texts count for several. */
  readonly size: number;
  /** Levels of collections within each other: 1 where it holds none. */
  readonly depth: number;
}

/** A set's items are sorted, each once: make one with `makeSet`. */
export interface SequenceValue extends Compound {
  readonly kind: 'list' | 'set';
  readonly element: Type;
  readonly items: readonly Cty[];
}

export interface MapValue extends Compound {
  readonly kind: 'map';
  readonly element: Type;
  readonly entries: ReadonlyMap<string, Cty>;
}

export interface TupleValue extends Compound {
  readonly kind: 'tuple';
  readonly items: readonly Cty[];
}

export interface ObjectValue extends Compound {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, Cty>;
  /**
   * Set for an object of a resource written as JSON, which may be a map or a nested block: what a name stands for that is
   * not written in it. A block is a list of one, so `[0]` is the object itself.
   */
  readonly open?: OpenInstance;
}

export interface Bound {
  readonly value: Decimal;
  readonly inclusive: boolean;
}

/** What is not known before apply, with what is known about it all the same. */
export interface UnknownValue extends Common, Refinements {
  readonly kind: 'unknown';
  readonly type: Type;
  /** Why, as one lower-case clause. */
  readonly reason: string;
  /** Set where the value is exactly this attribute of a resource. */
  readonly reference?: Reference;
  /** Set where the value is this attribute, a URL, without its `https://`; or the name of an identity provider, whose ARN this attribute is. */
  readonly host?: Reference;
  /** Set for the parts of this attribute between these separators. */
  readonly cut?: { readonly of: Reference; readonly by: string };
  /** Set for a whole resource instance: what is written in it is known, everything else is a reference. */
  readonly instance?: OpenInstance;
}

export interface Refinements {
  readonly notNull?: true;
  /** Of a string: what it certainly starts with. */
  readonly prefix?: string;
  /** Of a string: its pieces in order. */
  readonly parts?: readonly (string | UnknownValue)[];
  /**
   * Of a string that is JSON and made of objects whose names are known in part: its pieces as in `parts`, more of them known,
   * but members of an object may come in another order.
   */
  readonly json?: readonly (string | UnknownValue)[];
  /** Of an object that is not known because names in it are not: its members as they were written. */
  readonly members?: OpenMembers;
  /** Of a collection: bounds of its length. */
  readonly leastLength?: number;
  readonly mostLength?: number;
  /** Of a number. */
  readonly lower?: Bound;
  readonly upper?: Bound;
}

export interface OpenMembers {
  readonly items: readonly OpenMember[];
  /** As of a compound value. */
  readonly size: number;
}

/** The name is a string, or an unknown one. */
export interface OpenMember {
  readonly name: StringValue | UnknownValue;
  readonly value: Cty;
}

interface OpenInstance {
  readonly attribute: (name: string) => Cty;
  /** What any index gives, where the value has elements. */
  readonly index?: (key: Cty) => Cty;
  /** Set where the value stands for a number of instances that is not known. */
  readonly many?: true;
}
