import type { Expression } from '../../syntax/index.ts';
import { type Cty, isWhole, type UnknownValue } from '../cty/value.ts';
import type { Context } from './context.ts';
import { evaluate } from './evaluate.ts';

/** They hand on what is in their arguments and ask nothing of it. */
const CARRIERS: ReadonlySet<string> = new Set(['concat', 'flatten', 'merge', 'values']);

/**
 * An expression that was evaluated without trouble, to a value with something unknown in it, may still fail once that is known. It
 * cannot where it is a plain attribute of a resource, or a text that is made elsewhere, such as a policy document: where making it
 * fails, it fails there. Nor where it only takes known structures apart and puts them together, and never looks into the unknown, as
 * `flatten([var.configuration["rule"]])` does where one text in the rule is not known.
 */
export function cannotFail(expression: Expression, value: Cty, context: Context): boolean {
  if (value.kind === 'unknown') return isPlainAttribute(value) || isTextElsewhere(value, expression);
  switch (expression.kind) {
    case 'name':
      return true;
    case 'parenthesis':
      return cannotFail(expression.inner, value, context);
    case 'attribute':
      return isSound(expression.of, context);
    case 'index':
      return isSound(expression.of, context) && isSound(expression.key, context);
    case 'splat':
      return value.kind === 'tuple' && value.items.every(isReached) && isSound(expression.of, context);
    case 'tuple':
      return expression.items.every((item) => isSound(item, context));
    case 'object':
      return expression.items.every((item) => isSound(item.key, context) && isSound(item.value, context));
    case 'call':
      return (
        CARRIERS.has(expression.name) && expression.arguments.every((one) => isCarried(one, expression.name, context))
      );
    default:
      return false;
  }
}

/** Terraform flattens an object as long as something in it is unknown, and refuses it later. */
function isCarried(argument: Expression, name: string, context: Context): boolean {
  if (name === 'flatten' && !('items' in evaluate(argument, { ...context, troubles: [] }))) return false;
  return isSound(argument, context);
}

/** The same of a part of such an expression. */
function isSound(expression: Expression, context: Context): boolean {
  if (expression.kind === 'literal' || expression.kind === 'name') return true;
  const value = evaluate(expression, { ...context, troubles: [] });
  return isWhole(value) || cannotFail(expression, value, context);
}

function isReached(item: Cty): boolean {
  return item.kind !== 'unknown' || isPlainAttribute(item);
}

function isPlainAttribute(value: UnknownValue): boolean {
  return value.reference !== undefined && /^\w*$/.test(value.reference.$attribute);
}

function isTextElsewhere(value: UnknownValue, { kind }: Expression): boolean {
  return kind === 'attribute' && value.parts !== undefined;
}
