import type { Remark } from '../shapes/index.ts';
import { canonical } from './canonical.ts';
import type { Decided } from './outcomes.ts';

/** What a plan touches, and what there is: ids of instances. */
export interface ChangeScope {
  readonly touched: ReadonlySet<string>;
  readonly isInstance: (id: string) => boolean;
}

/** Keeps the remarks that concern a change, and counts the others. */
export function concerning(decided: Decided, scope: ChangeScope): { readonly kept: Decided; readonly left: number } {
  const concerns = (remark: Remark): boolean => concernsChange(remark, scope);
  const violations = decided.violations.filter(concerns);
  const undecided = decided.undecided.filter(concerns);
  const left =
    countDistinct(decided.violations) +
    countDistinct(decided.undecided) -
    countDistinct(violations) -
    countDistinct(undecided);
  return { kept: { ...decided, violations, undecided }, left };
}

/**
 * A remark concerns a change that touches its subject or anything in its evidence. One that rests on no instance at all, such as
 * something that is missing in a stack, is never left out: what caused it cannot be told.
 */
function concernsChange({ subject, evidence }: Remark, { touched, isInstance }: ChangeScope): boolean {
  const instances = [subject, ...evidence.map(({ resource }) => resource)].filter(isInstance);
  return instances.length === 0 || instances.some((id) => touched.has(id));
}

function countDistinct(remarks: readonly Remark[]): number {
  return new Set(remarks.map(canonical)).size;
}
