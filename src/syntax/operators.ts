import type { Binary } from './expression.ts';
import type { TokenKind } from './scanner.ts';

/** Binary operators by how strongly they bind, weakest first; all of them group to the left. */
const LEVELS: readonly (readonly Binary['operator'][])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>', '>=', '<', '<='],
  ['+', '-'],
  ['*', '/', '%'],
];

const STRENGTH: ReadonlyMap<string, number> = new Map(
  LEVELS.flatMap((operators, level) => operators.map((operator) => [operator, level + 1] as const)),
);

/** How strongly a token binds as a binary operator, from 1; 0 when it is none. */
export function strengthOf(kind: TokenKind): number {
  return STRENGTH.get(kind) ?? 0;
}

export function isOperator(kind: TokenKind): kind is Binary['operator'] {
  return STRENGTH.has(kind);
}
