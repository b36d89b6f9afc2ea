import { fromCount } from '../cty/decimal.ts';
import { type Cty, number, string } from '../cty/value.ts';

/** What sets one instance of a resource or module apart: its key, and what `each` and `count` are in it. */
export interface Repetition {
  /** `undefined` for the only instance of a block without `count` and `for_each`; `*` where it is not known which there are. */
  readonly key: InstanceKey | undefined;
  readonly each?: { readonly key: Cty; readonly value: Cty };
  readonly count?: Cty;
}

export type InstanceKey =
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'any' };

export const SINGLE: Repetition = { key: undefined };

export function counted(index: number): Repetition {
  return { key: { kind: 'index', index }, count: number(fromCount(index)) };
}

export function keyed(name: string, value: Cty): Repetition {
  return { key: { kind: 'name', name }, each: { key: string(name), value } };
}

/** The key as it stands in an address: ``, `[0]`, `["a"]`, `[*]`. */
export function keyText(key: InstanceKey | undefined): string {
  if (key === undefined) return '';
  if (key.kind === 'any') return '[*]';
  return key.kind === 'index' ? `[${key.index}]` : `[${quoted(key.name)}]`;
}

/** As Terraform quotes a key: like a string of its language, with escapes for what Go's `unicode.IsPrint` does not count as printable. */
function quoted(name: string): string {
  const text = name.replace(/["\\]/g, '\\$&').replace(/[$%](?=\{)/g, '$&$&');
  return `"${text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, escaped)}"`;
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(letter: string): string {
  const code = (letter.codePointAt(0) ?? 0).toString(16);
  return SHORT[letter] ?? (code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`);
}
