/** Runs expressions through Terraform and through us, and says how they compare. */
import { type Cty, isWhole } from '../../src/resolve/cty/value.ts';
import { canonical, compareResult, type Ours, presumedOf, type Verdict } from './compare.ts';
import { learnings } from './learning.ts';
import { evaluateOutputs } from './ours.ts';
import { isPlain, type OracleResult, oracle } from './outputs.ts';
import { prelude } from './prelude.ts';

export interface Judged {
  readonly expression: string;
  readonly ours: Ours;
  readonly theirs: OracleResult;
  /** `proved`: known here and unknown there, and the same whatever the unknowns turn out to be. */
  readonly verdict: Verdict | 'proved';
}

/** A known value that is not Terraform's, or one that Terraform does not know and that is not proved. */
export function isContradiction(verdict: string): boolean {
  return ['differs', 'presumed', 'missing', 'surplus'].includes(verdict);
}

export function judgeExpressions(unordered: readonly string[]): readonly Judged[] {
  const evaluated = evaluateOutputs(prelude, unordered);
  // Known ones stand together: Terraform then shows their types.
  const order = [...unordered.keys()].sort((a, b) => Number(isKnown(evaluated[a])) - Number(isKnown(evaluated[b])));
  const expressions = order.map((index) => unordered[index] ?? '');
  const ours = order.map((index) => evaluated[index]);
  const infinite = new Set(ours.flatMap((one, index) => (one !== undefined && isInfinite(one.value) ? [index] : [])));
  const theirs = oracle(prelude, expressions, infinite);
  const judged = expressions.flatMap((expression, index): Judged[] => {
    const [own, other] = [ours[index], theirs[index]];
    if (own === undefined || other === undefined) return [];
    return [{ expression, ours: own, theirs: other, verdict: compareResult(own, other) }];
  });
  return findOwnFiles(findUnsteady(proveKnown(judged)));
}

/** What the oracle and Terraform put beside the prelude, as far as it is the same in no two runs. */
const OWN_FILES = { 'it.plan': 'x', '.terraform/modules/modules.json': '{}' };

/** What rests on the files of the oracle itself, such as those below the root module, says nothing. */
function findOwnFiles(judged: readonly Judged[]): readonly Judged[] {
  const odd = judged.filter(({ verdict }) => isContradiction(verdict));
  const again = evaluateOutputs(
    { ...prelude, ...OWN_FILES },
    odd.map(({ expression }) => expression),
  );
  const own = new Set(odd.filter(({ ours }, index) => loose(ours.value) !== loose(again[index]?.value ?? ours.value)));
  return judged.map((one) => (own.has(one) ? { ...one, verdict: 'withheld' } : one));
}

function isKnown(one: Ours | undefined): boolean {
  return one !== undefined && one.troubles.length === 0 && isWhole(one.value);
}

function isInfinite(value: Cty): boolean {
  if ('items' in value) return value.items.some(isInfinite);
  if ('entries' in value) return [...value.entries.values()].some(isInfinite);
  return value.kind === 'number' && value.value.infinite !== undefined;
}

function proveKnown(judged: readonly Judged[]): readonly Judged[] {
  const presumed = judged.filter(({ verdict }) => verdict === 'presumed');
  if (presumed.length === 0) return judged;
  const proved = new Set(presumed);
  for (const { folder, rewrite } of learnings) {
    const learnt = evaluateOutputs(
      folder,
      presumed.map(({ expression }) => rewrite(expression)),
    );
    for (const [index, one] of presumed.entries()) {
      const later = learnt[index];
      if (later === undefined || !stillHolds(presumedIn(one), later)) proved.delete(one);
    }
  }
  return judged.map((one) => (proved.has(one) ? { ...one, verdict: 'proved' } : one));
}

function presumedIn({ ours, theirs }: Judged): Cty {
  return theirs.kind === 'value' ? presumedOf(ours.value, theirs.after, theirs.unknown) : ours.value;
}

/**
 * What Terraform knows too early, such as the empty list that `matchkeys` gives while a wanted value is unknown: once the unknowns are
 * known it gives something else. It is not known here on purpose.
 */
function findUnsteady(judged: readonly Judged[]): readonly Judged[] {
  const lost = judged.filter(({ verdict }) => verdict === 'lost');
  if (lost.length === 0) return judged;
  const unsteady = new Set<Judged>();
  for (const { folder, rewrite } of learnings) {
    const learnt = evaluateOutputs(
      folder,
      lost.map(({ expression }) => rewrite(expression)),
    );
    for (const [index, one] of lost.entries()) {
      const { theirs } = one;
      const later = learnt[index];
      if (theirs.kind !== 'value' || theirs.after === undefined || later === undefined) continue;
      const isKnownLater = later.troubles.length === 0 && isWhole(later.value);
      if (isPlain(theirs.unknown) && isKnownLater && !fits(theirs.after, later.value)) unsteady.add(one);
    }
  }
  return judged.map((one) => (unsteady.has(one) ? { ...one, verdict: 'withheld' } : one));
}

/** What fails once it is known was never a value that could differ. */
export function stillHolds(before: Cty, later: Ours): boolean {
  if (later.troubles.length > 0) return true;
  return fits(before, later.value);
}

function loose(value: Cty): string {
  return canonical(value).replaceAll('"', '');
}

function fits(before: Cty, later: Cty): boolean {
  if (before.kind === 'unknown') return true;
  // Once its type is known, the other result of a conditional may ask for a conversion to string.
  if (isWhole(before)) return loose(before) === loose(later);
  if ('items' in before && 'items' in later) {
    if (before.kind === 'set') return true;
    return (
      before.items.length === later.items.length &&
      before.items.every((item, index) => fits(item, later.items[index] ?? item))
    );
  }
  if ('entries' in before && 'entries' in later) {
    return (
      before.entries.size === later.entries.size &&
      [...before.entries].every(([key, item]) => fits(item, later.entries.get(key) ?? item))
    );
  }
  return false;
}
