import type { Conditional, Span } from '../../syntax/index.ts';
import { ConversionError, convert, convertUnified } from '../cty/convert.ts';
import { compare } from '../cty/decimal.ts';
import { settled } from '../cty/settle.ts';
import { BOOL, isCollection, type Type } from '../cty/type.ts';
import {
  type Bound,
  type Cty,
  DYNAMIC,
  isSet,
  marksOfTyped,
  marksOfUntyped,
  marksWithin,
  nullOf,
  OPEN,
  type Refinements,
  SETTLED,
  typeOf,
  UNSEEN,
  unknown,
  unknownFrom,
  withMarks,
} from '../cty/value.ts';
import { type Context, fail, type Trouble } from './context.ts';
import { evaluate } from './evaluate.ts';
import { lowerBound, upperBound } from './operators.ts';
import { isAlike, type ResultTypes, resultTypes } from './result-types.ts';

/** `condition ? then : else`: both results are evaluated, since together they decide the type; only the chosen one's trouble counts. */
export function evaluateConditional(node: Conditional, context: Context): Cty {
  const { troubles } = context;
  const before = troubles.length;
  const then = evaluate(node.then, context);
  const thenTroubles = troubles.splice(before);
  const otherwise = evaluate(node.else, context);
  const elseTroubles = troubles.splice(before);
  const condition = evaluate(node.condition, context);
  return choose(
    { value: condition, span: node.condition.span },
    { value: then, troubles: thenTroubles },
    { value: otherwise, troubles: elseTroubles },
    context,
  );
}

interface Result {
  readonly value: Cty;
  readonly troubles: readonly Trouble[];
}

export function choose(
  test: { readonly value: Cty; readonly span: Span },
  then: Result,
  otherwise: Result,
  context: Context,
): Cty {
  context.world.walkTypes(then.value, otherwise.value);
  const types = resultTypes(then.value, otherwise.value);
  const condition = asCondition(test, context);
  return condition === undefined
    ? unknown(types.inPlan, 'the condition cannot be evaluated')
    : chosen(condition, then, otherwise, types, { context, span: test.span });
}

/**
 * Only the condition is in trouble then: of what type the result is, is still known. An unknown condition is not converted, so that
 * one of the wrong type is in trouble only once it is known.
 */
function asCondition({ value, span }: { readonly value: Cty; readonly span: Span }, context: Context): Cty | undefined {
  if (value.kind === 'unknown') return value;
  try {
    const test = convert(value, BOOL);
    if (test.kind !== 'null') return test;
    fail(context, span, 'the condition is null');
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    fail(context, span, `the condition is no bool: ${error.message}`);
  }
  return undefined;
}

interface Place {
  readonly context: Context;
  readonly span: Span;
}

function chosen(test: Cty, then: Result, otherwise: Result, types: ResultTypes, place: Place): Cty {
  if (test.kind !== 'bool') return undecided(test, then.value, otherwise.value, types.inPlan);
  const result = test.value ? then : otherwise;
  place.context.troubles.push(...result.troubles);
  const settledBy = test.marks | (result.value.marks & SETTLED);
  const marks = types.inPlan.kind === 'dynamic' ? marksOfUntyped(settledBy) : marksOfTyped(test.marks);
  const [type, ...others] = types.of(result.value);
  const value = converted(result.value, type, place);
  const isSure = others.every((other) => isAlike(value, converted(result.value, other, place)));
  if (!isSure) return withMarks(unknown(DYNAMIC, 'the types of the results are known only after apply'), marks);
  // Of two empty collections it is the same whichever is chosen, and Terraform knows that.
  const isEither = isEmptyCollection(then.value) && isEmptyCollection(otherwise.value) && isCollection(types.inPlan);
  return withMarks(value, isEither ? marks & ~OPEN : marks);
}

function isEmptyCollection(value: Cty): boolean {
  return isCollection(typeOf(value)) && lengths(value)?.most === 0;
}

/** What does not convert is unknown, and still of the type of both. */
function converted(value: Cty, type: Type, { context, span }: Place): Cty {
  // Where one side is of no known type, the other is not converted.
  if (type.kind === 'dynamic') return value;
  try {
    return convertUnified(value, type);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const message = `the results of the conditional have different types: ${error.message}`;
    fail(context, span, message);
    return unknown(type, `it cannot be evaluated: ${message}`);
  }
}

function undecided(condition: Cty, then: Cty, otherwise: Cty, type: Type): Cty {
  const marks = condition.marks | marksWithin(then) | marksWithin(otherwise);
  if (then.kind === 'null' && otherwise.kind === 'null') return withMarks(nullOf(type), marks);
  const open = type === UNSEEN ? DYNAMIC : type;
  return withMarks(settled(unknownFrom(open, [condition], refinements(then, otherwise))), marks);
}

/** What holds for both results holds for whichever is chosen. */
function refinements(then: Cty, otherwise: Cty): Refinements {
  const notNull: Refinements = isSet(then) && isSet(otherwise) ? { notNull: true } : {};
  if (typeOf(then).kind === 'number' && typeOf(otherwise).kind === 'number') {
    return { ...notNull, ...numberBounds(then, otherwise) };
  }
  if (!isCollection(typeOf(then)) || !isCollection(typeOf(otherwise))) return notNull;
  const [least, most] = [lengths(then), lengths(otherwise)];
  if (least === undefined || most === undefined) return notNull;
  const mostLength = Math.max(least.most, most.most);
  const bounded = Number.isFinite(mostLength) ? { mostLength } : {};
  return { ...notNull, leastLength: Math.min(least.least, most.least), ...bounded };
}

function numberBounds(then: Cty, otherwise: Cty): Refinements {
  const lower = outer(lowerBound(then), lowerBound(otherwise), -1);
  const upper = outer(upperBound(then), upperBound(otherwise), 1);
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

/** The bound that leaves room for both. */
function outer(left: Bound | undefined, right: Bound | undefined, direction: 1 | -1): Bound | undefined {
  if (left === undefined || right === undefined) return undefined;
  const order = compare(left.value, right.value) * direction;
  if (order === 0) return left.inclusive ? left : right;
  return order > 0 ? left : right;
}

function lengths(value: Cty): { least: number; most: number } | undefined {
  if (value.kind === 'unknown') {
    return { least: value.leastLength ?? 0, most: value.mostLength ?? Number.POSITIVE_INFINITY };
  }
  const size = 'items' in value ? value.items.length : 'entries' in value ? value.entries.size : undefined;
  return size === undefined ? undefined : { least: size, most: size };
}
