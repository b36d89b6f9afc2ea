/** A regular expression of RE2, parsed (github.com/google/re2, "Syntax"), as Terraform's functions take them. */
export type Pattern =
  | { readonly kind: 'empty' }
  | { readonly kind: 'class'; readonly matches: CharacterTest }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'repeat';
      readonly item: Pattern;
      readonly least: number;
      /** Infinity for no bound. */
      readonly most: number;
      readonly greedy: boolean;
    }
  | { readonly kind: 'group'; readonly item: Pattern; readonly index: number };

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'boundary' | 'no-boundary';

/** Says of a code point whether it is meant. */
export type CharacterTest = (code: number) => boolean;

export interface ParsedPattern {
  readonly pattern: Pattern;
  /** Names of the groups, from the first; `undefined` for one without. */
  readonly groups: readonly (string | undefined)[];
}

/** What is wrong with a regular expression: one lower-case clause. */
export class PatternError extends Error {}
