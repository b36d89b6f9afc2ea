import type { Call, Expression } from '../../syntax/index.ts';
import { BOOL } from '../cty/type.ts';
import {
  bool,
  type Cty,
  DYNAMIC,
  isWhole,
  OPEN,
  SETTLED,
  type UnknownValue,
  unknownFrom,
  withMarks,
} from '../cty/value.ts';
import { cannotFail } from './cannot-fail.ts';
import { type Context, EvaluationError } from './context.ts';
import { evaluate } from './evaluate.ts';
import { evaluateTemplateFile, evaluateTemplateString } from './template-function.ts';

/** Functions that see their arguments as expressions. */
export const specialForms: ReadonlyMap<string, (node: Call, context: Context) => Cty> = new Map([
  ['try', evaluateTry],
  ['can', evaluateCan],
  ['templatefile', evaluateTemplateFile],
  ['templatestring', evaluateTemplateString],
]);

/** Evaluates on its own: what goes wrong is told, not reported. */
function attempt(expression: Expression, context: Context): Cty | undefined {
  const own: Context = { ...context, troubles: [] };
  const value = evaluate(expression, own);
  return own.troubles.length > 0 ? undefined : value;
}

/**
 * The first argument without trouble. An argument with something unknown in it may still turn out to be trouble, so the result is
 * then unknown; all but what cannot fail and so stays itself, of a type that Terraform does not know yet.
 */
function evaluateTry(node: Call, context: Context): Cty {
  for (const expression of node.arguments) {
    const value = attempt(expression, context);
    if (value === undefined) continue;
    if (isWhole(value)) return value;
    if (!cannotFail(expression, value, context)) return withHost(unknownFrom(DYNAMIC, [value]), value, node, context);
    return value.kind === 'unknown' ? { ...value, type: DYNAMIC } : withMarks(value, OPEN);
  }
  throw new EvaluationError('try: none of the arguments can be evaluated');
}

/** What can only be null otherwise is what it is made of wherever it is used in a text: null makes none. */
function withHost(result: UnknownValue, value: Cty, node: Call, context: Context): Cty {
  const host = value.kind === 'unknown' ? value.host : undefined;
  const [, ...others] = node.arguments;
  const isElseNull = others.every((other) => attempt(other, context)?.kind === 'null');
  return host === undefined || !isElseNull ? result : { ...result, host };
}

function evaluateCan(node: Call, context: Context): Cty {
  const [expression] = node.arguments;
  if (expression === undefined || node.arguments.length !== 1) throw new EvaluationError('can: takes one argument');
  const value = attempt(expression, context);
  if (value === undefined) return bool(false);
  if (isWhole(value)) return bool(true);
  if (cannotFail(expression, value, context)) return withMarks(bool(true), SETTLED);
  return unknownFrom(BOOL, [value], { notNull: true });
}
