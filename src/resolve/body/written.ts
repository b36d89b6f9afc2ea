import type { Json } from '../../model/index.ts';
import type { Cty } from '../cty/value.ts';

/**
 * What stands under one name of a resource: an evaluated attribute, JSON that is plain already and so was never evaluated, or
 * the nested blocks of one type.
 */
export type Written =
  | WrittenValue
  /** `encoded` where keys in it start with a dollar sign, which must be escaped. */
  | { readonly kind: 'json'; readonly json: Json; readonly encoded: boolean }
  | WrittenBlocks;

interface WrittenValue {
  readonly kind: 'value';
  readonly value: Cty;
  /** What others see, where that is less: of blocks of which it is not known how many there are, nothing. */
  readonly seen?: Cty;
}

/** `open`, which is not known, stands for any number of further blocks: those of `dynamic` ones whose `for_each` is not known. */
export interface WrittenBlocks {
  readonly kind: 'blocks';
  readonly blocks: readonly WrittenBlock[];
  readonly open?: Cty;
}

export interface WrittenBlock {
  readonly members: ReadonlyMap<string, Written>;
}
