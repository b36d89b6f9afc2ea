import type { Assessment } from '../judge/index.ts';

/**
 * The exit code that an assessment stands for: 0 open, 1 closed, 2 when there is a gap in it. What was not read or not
 * decided might be worse than what was, so a gap is trouble first.
 */
export function exitCodeOf({ gate, diagnostics, findings }: Assessment): 0 | 1 | 2 {
  const unread = diagnostics.some(({ severity }) => severity === 'error');
  const undone = findings.some(({ outcome }) => outcome === 'error');
  if (unread || undone) return 2;
  return gate === 'open' ? 0 : 1;
}
