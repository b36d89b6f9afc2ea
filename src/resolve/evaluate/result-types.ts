import { equal } from '../cty/equality.ts';
import { typeInPlan } from '../cty/in-plan.ts';
import { nameOf, type Type } from '../cty/type.ts';
import { unify } from '../cty/unify.ts';
import { type Cty, DYNAMIC, marksWithin, SETTLED, typeOf } from '../cty/value.ts';
import { EvaluationError } from './context.ts';

/**
 * Of what type the result of a conditional is: the one to which both its results convert. Where we know more than Terraform's plan
 * does, it may not convert yet, and then does at apply.
 */
export interface ResultTypes {
  /** As the plan has it. */
  readonly inPlan: Type;
  /** The types that one of the two may have to be converted to. Where they do not make the same of it, what it becomes is not known. */
  readonly of: (value: Cty) => readonly [Type, ...Type[]];
}

/** Throws `EvaluationError` where there is no such type. */
export function resultTypes(then: Cty, otherwise: Cty): ResultTypes {
  if (((marksWithin(then) | marksWithin(otherwise)) & SETTLED) === 0) {
    const type = oneType(then, otherwise, typeOf) ?? noType(then, otherwise);
    return { inPlan: type, of: () => [type] };
  }
  const inPlan = oneType(then, otherwise, typeInPlan) ?? noType(then, otherwise);
  const atApply = oneType(then, otherwise, typeOf) ?? inPlan;
  return { inPlan, of: (value) => typesOf(value, inPlan, atApply) };
}

/** What the plan knows of a value it knows by its own types; what it does not know has those of the apply. */
function typesOf(value: Cty, inPlan: Type, atApply: Type): readonly [Type, ...Type[]] {
  if ((value.marks & SETTLED) !== 0) return [atApply];
  return (marksWithin(value) & SETTLED) === 0 ? [inPlan] : [atApply, inPlan];
}

function oneType(then: Cty, otherwise: Cty, typed: (value: Cty) => Type): Type | undefined {
  if (isUntypedNull(then)) return typed(otherwise);
  if (isUntypedNull(otherwise)) return typed(then);
  const [left, right] = [typed(then), typed(otherwise)];
  // What has no known type yet may still become anything. UNSEEN is no type of Terraform's.
  return left === DYNAMIC || right === DYNAMIC ? DYNAMIC : unify([left, right]);
}

function isUntypedNull(value: Cty): boolean {
  return value.kind === 'null' && value.type.kind === 'dynamic';
}

function noType(then: Cty, otherwise: Cty): never {
  throw new EvaluationError(
    `the results of the conditional have different types: ${nameOf(typeOf(then))} and ${nameOf(typeOf(otherwise))}`,
  );
}

/** True if two conversions of one value are the same to those who read it: a list of strings may have been a tuple of them. */
export function isAlike(left: Cty, right: Cty): boolean {
  if (left === right) return true;
  if ('items' in left) {
    if (!('items' in right) || (left.kind === 'set') !== (right.kind === 'set')) return false;
    const others = right.items;
    return left.items.length === others.length && left.items.every((item, at) => isAlikeAt(item, others[at]));
  }
  if ('entries' in left) {
    if (!('entries' in right) || left.entries.size !== right.entries.size) return false;
    const others = right.entries;
    return [...left.entries].every(([name, item]) => isAlikeAt(item, others.get(name)));
  }
  if (left.kind === 'null' || left.kind === 'unknown') return left.kind === right.kind;
  return left.kind === right.kind && equal(left, right) === true;
}

function isAlikeAt(left: Cty, right: Cty | undefined): boolean {
  return right !== undefined && isAlike(left, right);
}
