import type { Call, Expression } from '../../syntax/index.ts';
import { BOOL } from '../cty/type.ts';
import { bool, type Cty, DYNAMIC, isWhole, type UnknownValue, unknownFrom } from '../cty/value.ts';
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
 * then unknown; all but a plain attribute of a resource, which cannot fail and so stays itself, and a text that is made elsewhere,
 * such as a policy document: where making it fails, it fails there.
 */
function evaluateTry(node: Call, context: Context): Cty {
  for (const expression of node.arguments) {
    const value = attempt(expression, context);
    if (value === undefined) continue;
    if (isWhole(value)) return value;
    if (isPlainAttribute(value) || isTextElsewhere(value, expression)) return { ...value, type: DYNAMIC };
    return unknownFrom(DYNAMIC, [value]);
  }
  throw new EvaluationError('try: none of the arguments can be evaluated');
}

function isPlainAttribute(value: Cty): value is UnknownValue {
  return value.kind === 'unknown' && value.reference !== undefined && /^\w*$/.test(value.reference.$attribute);
}

function isTextElsewhere(value: Cty, { kind }: Expression): value is UnknownValue {
  return kind === 'attribute' && value.kind === 'unknown' && value.parts !== undefined;
}

function evaluateCan(node: Call, context: Context): Cty {
  const [expression] = node.arguments;
  if (expression === undefined || node.arguments.length !== 1) throw new EvaluationError('can: takes one argument');
  const value = attempt(expression, context);
  if (value === undefined) return bool(false);
  if (isWhole(value)) return bool(true);
  return unknownFrom(BOOL, [value], { notNull: true });
}
