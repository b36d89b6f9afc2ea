import type { Expression, Literal } from '../../syntax/index.ts';
import { ConversionError } from '../cty/convert.ts';
import { parseDecimal } from '../cty/decimal.ts';
import { bool, type Cty, DYNAMIC, MOST_LEVELS, nullOf, number, string, unknown } from '../cty/value.ts';
import { evaluateCall } from './call.ts';
import { evaluateConditional } from './conditional.ts';
import { evaluateObject, evaluateTuple } from './constructors.ts';
import { boundValue, type Context, EvaluationError, FileTrouble, fail } from './context.ts';
import { evaluateFor } from './for-expression.ts';
import { getAttribute, getIndex } from './index-value.ts';
import { evaluateJsonTree } from './json-tree.ts';
import { evaluateBinary, evaluateUnary } from './operators.ts';
import { namedValue } from './reference.ts';
import { evaluateSplat } from './splat.ts';
import { evaluateTemplate } from './template.ts';

/**
 * Evaluates an expression as Terraform does. Trouble is reported into the context and the value is unknown there; this never
 * throws but for a bug.
 */
export function evaluate(expression: Expression, context: Context): Cty {
  if (expression.kind === 'literal') return literal(expression);
  const { world } = context;
  try {
    world.enter();
    world.spend(1);
    const value = evaluateNode(expression, context);
    if ('depth' in value && value.depth > MOST_LEVELS) {
      throw new EvaluationError(`a value nests deeper than ${MOST_LEVELS} levels`);
    }
    return value;
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ConversionError) {
      return fail(context, expression.span, error.message, error instanceof FileTrouble);
    }
    // A number or a text that is larger than the engine can hold.
    if (error instanceof RangeError) return fail(context, expression.span, 'the result is too large to be worked out');
    throw error;
  } finally {
    world.leave();
  }
}

function evaluateNode(expression: Exclude<Expression, Literal>, context: Context): Cty {
  switch (expression.kind) {
    case 'template':
      return evaluateTemplate(expression, context);
    case 'name':
      return boundValue(context, expression.name) ?? loneName(expression.name, context);
    case 'attribute':
      return namedValue(expression, context) ?? getAttribute(evaluate(expression.of, context), expression.name);
    case 'index':
      return getIndex(evaluate(expression.of, context), evaluate(expression.key, context));
    case 'splat':
      return evaluateSplat(expression, context);
    case 'call':
      return evaluateCall(expression, context);
    case 'unary':
      return evaluateUnary(expression, context);
    case 'binary':
      return evaluateBinary(expression, context);
    case 'conditional':
      return evaluateConditional(expression, context);
    case 'tuple':
      return evaluateTuple(expression, context);
    case 'object':
      return evaluateObject(expression, context);
    case 'for':
      return evaluateFor(expression, context);
    case 'parenthesis':
      return evaluate(expression.inner, context);
    case 'json':
      return evaluateJsonTree(expression, context);
    default:
      return unreadable(expression, context);
  }
}

/** What is wrong with HCL was told when the file was parsed. */
function unreadable({ why, span }: Malformed, { troubles, file }: Context): Cty {
  if (file.within !== undefined) troubles.push({ message: why, file, span, isSyntax: true });
  return unknown(DYNAMIC, `it cannot be read: ${why}`);
}

function loneName(name: string, context: Context): Cty {
  if (name === 'self') return context.names.self();
  throw new EvaluationError(`"${name}" is not the name of a value here`);
}

type Malformed = Extract<Expression, { readonly kind: 'malformed' }>;

const literals = new WeakMap<Literal, Cty>();

function literal(expression: Literal): Cty {
  const { value } = expression;
  if (typeof value === 'string') return string(value);
  if (typeof value === 'boolean') return bool(value);
  if (value === null) return nullOf(DYNAMIC);
  const kept = literals.get(expression);
  if (kept !== undefined) return kept;
  const parsed = parseDecimal(value.number);
  const result =
    parsed === undefined ? unknown(DYNAMIC, `the number ${value.number.slice(0, 40)} is too large`) : number(parsed);
  literals.set(expression, result);
  return result;
}
