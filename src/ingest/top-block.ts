import type { Body, Span } from '../syntax/index.ts';

/** A block at the top of a file, whatever syntax it was written in. */
export interface TopBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  readonly span: Span;
  /** RFC 6901 pointer of a block of a JSON file. */
  readonly pointer?: string;
  readonly constructPath?: string;
}

/** The blocks of Terraform's language and of OpenTofu's, with the number of their labels. */
export const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['action', 2],
  ['variable', 1],
  ['output', 1],
  ['provider', 1],
  ['module', 1],
  ['check', 1],
  ['locals', 0],
  ['terraform', 0],
  ['moved', 0],
  ['removed', 0],
  ['import', 0],
]);
