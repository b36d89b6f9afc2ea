import type { Binary, Unary } from '../../syntax/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { add, compare, type Decimal, divide, multiply, negate, remainder, subtract } from '../cty/decimal.ts';
import { equal } from '../cty/equality.ts';
import { BOOL, NUMBER } from '../cty/type.ts';
import {
  type Bound,
  bool,
  type Cty,
  FALSE,
  isWhole,
  marksOfTyped,
  marksWithin,
  number,
  type Refinements,
  SETTLED,
  TRUE,
  unknown,
  unknownFrom,
  unmarkedDeep,
  withMarks,
} from '../cty/value.ts';
import { type Context, EvaluationError, fail } from './context.ts';
import { evaluate } from './evaluate.ts';

export function evaluateUnary(node: Unary, context: Context): Cty {
  const operand = evaluate(node.operand, context);
  const wanted = node.operator === '-' ? NUMBER : BOOL;
  return typed(wanted, node, context, () => negated(node, operand, wanted));
}

/** An operation that fails is unknown, and still of its own type. */
function typed(type: typeof NUMBER | typeof BOOL, { span }: Unary | Binary, context: Context, work: () => Cty): Cty {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EvaluationError || error instanceof ConversionError)) throw error;
    fail(context, span, error.message);
    return unknown(type, `it cannot be evaluated: ${error.message}`);
  }
}

function negated(node: Unary, operand: Cty, wanted: typeof NUMBER | typeof BOOL): Cty {
  const value = operandOf(operand, wanted, node.operator);
  const marks = marksOfTyped(operand.marks);
  if (value.kind === 'number') return withMarks(number(negate(value.value)), marks);
  if (value.kind === 'bool') return withMarks(bool(!value.value), marks);
  return withMarks(unknownFrom(wanted, [operand], { notNull: true }), marks);
}

/** Chains such as `a || b || c ...` lean to the left: they are walked, not recursed into. */
export function evaluateBinary(node: Binary, context: Context): Cty {
  const chain: Binary[] = [node];
  let first = node.left;
  while (first.kind === 'binary') {
    chain.push(first);
    first = first.left;
  }
  let left = evaluate(first, context);
  for (let index = chain.length - 1; index >= 0; index--) {
    const link = chain[index];
    if (link === undefined) continue;
    const { operator } = link;
    const sound = context.troubles.length;
    const right = evaluate(link.right, context);
    const before = left;
    if (decides(before, operator)) context.troubles.splice(sound);
    left = typed(typeOfResult(operator), link, context, () => operate(operator, before, right, context));
  }
  return left;
}

type Operator = Binary['operator'];

/** Since Terraform 1.12 the second operand may fail where the first decides: `x == null || x.name == "a"`. */
function decides(first: Cty, operator: Operator): boolean {
  if (operator !== '&&' && operator !== '||') return false;
  const deciding = operator === '||';
  return first.kind === 'bool' ? first.value === deciding : first.kind === 'string' && first.value === String(deciding);
}

function typeOfResult(operator: Operator): typeof NUMBER | typeof BOOL {
  return operator in arithmetic ? NUMBER : BOOL;
}

function operate(operator: Operator, left: Cty, right: Cty, { world }: Context): Cty {
  const marks = marksOfTyped(marksWithin(left) | marksWithin(right));
  if (operator === '==' || operator === '!=') {
    world.walk(left, right);
    const same = equal(unmarkedDeep(left), unmarkedDeep(right));
    if (same === undefined) return withMarks(unknownFrom(BOOL, [left, right], { notNull: true }), marks);
    return withMarks(bool(same === (operator === '==')), marks);
  }
  if (operator === '&&' || operator === '||') return withMarks(logical(operator, left, right), marks);
  const a = operandOf(left, NUMBER, operator);
  const b = operandOf(right, NUMBER, operator);
  const result = isComparison(operator) ? compared(operator, a, b) : computed(operator, a, b);
  return withMarks(result, marks);
}

function operandOf(value: Cty, type: typeof NUMBER | typeof BOOL, operator: string): Cty {
  const operand = convert(value, type);
  if (operand.kind === 'null') throw new EvaluationError(`an operand of ${operator} is null`);
  return operand;
}

/** What decides the result decides it whatever the other operand turns out to be; Terraform waits for both. */
function logical(operator: '&&' | '||', left: Cty, right: Cty): Cty {
  const deciding = operator === '||';
  const operands = [operandOf(left, BOOL, operator), operandOf(right, BOOL, operator)];
  if (operands.some((operand) => operand.kind === 'bool' && operand.value === deciding)) {
    return withMarks(bool(deciding), operands.every(isWhole) ? 0 : SETTLED);
  }
  if (operands.every((operand) => operand.kind === 'bool')) return deciding ? FALSE : TRUE;
  return unknownFrom(BOOL, operands, { notNull: true });
}

type Comparison = '<' | '<=' | '>' | '>=';

function isComparison(operator: Operator): operator is Comparison {
  return operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
}

function compared(operator: Comparison, left: Cty, right: Cty): Cty {
  const [small, large] = operator.startsWith('<') ? [left, right] : [right, left];
  const orEqual = operator.length === 2;
  if (small.kind === 'number' && large.kind === 'number') {
    const order = compare(small.value, large.value);
    return bool(orEqual ? order <= 0 : order < 0);
  }
  return settledByBounds(small, large, orEqual) ?? unknownFrom(BOOL, [left, right], { notNull: true });
}

function settledByBounds(small: Cty, large: Cty, orEqual: boolean): Cty | undefined {
  if (below(upperBound(small), lowerBound(large), orEqual)) return TRUE;
  return below(upperBound(large), lowerBound(small), !orEqual) ? FALSE : undefined;
}

function below(upper: Bound | undefined, lower: Bound | undefined, orEqual: boolean): boolean {
  if (upper === undefined || lower === undefined) return false;
  const order = compare(upper.value, lower.value);
  return order < 0 || (order === 0 && (orEqual || !upper.inclusive || !lower.inclusive));
}

export function lowerBound(value: Cty): Bound | undefined {
  return value.kind === 'number'
    ? { value: value.value, inclusive: true }
    : value.kind === 'unknown'
      ? value.lower
      : undefined;
}

export function upperBound(value: Cty): Bound | undefined {
  return value.kind === 'number'
    ? { value: value.value, inclusive: true }
    : value.kind === 'unknown'
      ? value.upper
      : undefined;
}

type Arithmetic = '+' | '-' | '*' | '/' | '%';

const arithmetic: Readonly<Record<Arithmetic, (left: Decimal, right: Decimal) => Decimal | undefined>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
};

function computed(operator: Exclude<Operator, Comparison | '==' | '!=' | '&&' | '||'>, left: Cty, right: Cty): Cty {
  if (left.kind === 'number' && right.kind === 'number') {
    const result = arithmetic[operator](left.value, right.value);
    if (result === undefined) throw new EvaluationError(`the operands of ${operator} have no result`);
    return number(result);
  }
  return unknownFrom(NUMBER, [left, right], { notNull: true, ...boundsOf(operator, left, right) });
}

function boundsOf(operator: Arithmetic, left: Cty, right: Cty): Refinements {
  if (operator === '+')
    return bounds(sum(lowerBound(left), lowerBound(right)), sum(upperBound(left), upperBound(right)));
  if (operator === '-')
    return bounds(difference(lowerBound(left), upperBound(right)), difference(upperBound(left), lowerBound(right)));
  return {};
}

function bounds(lower: Bound | undefined, upper: Bound | undefined): Refinements {
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

function sum(left: Bound | undefined, right: Bound | undefined): Bound | undefined {
  return combined(left, right, add);
}

function difference(left: Bound | undefined, right: Bound | undefined): Bound | undefined {
  return combined(left, right, subtract);
}

function combined(left: Bound | undefined, right: Bound | undefined, operation: typeof add): Bound | undefined {
  if (left === undefined || right === undefined) return undefined;
  const value = operation(left.value, right.value);
  return value === undefined ? undefined : { value, inclusive: left.inclusive && right.inclusive };
}
