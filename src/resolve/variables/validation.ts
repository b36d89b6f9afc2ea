import type { Body } from '../../syntax/index.ts';
import { locate } from '../../syntax/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { BOOL } from '../cty/type.ts';
import type { Cty } from '../cty/value.ts';
import { invalidVariable } from '../diagnostics.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { VariableNode } from '../graph/variable-node.ts';

/** Reports the validation rules of a variable that its value certainly breaks. */
export function checkVariable(node: VariableNode): void {
  for (const rule of node.declaration.validations) checkRule(node, rule);
}

function checkRule(node: VariableNode, rule: Body): void {
  const { scope, block } = node;
  const condition = rule.attributes.get('condition')?.value;
  if (condition === undefined) return;
  for (const needed of scope.bodyDependencies(rule)) scope.stack.run.settle(needed);
  const context = scope.context(rule.file);
  const holds = asBool(evaluate(condition, context));
  // A condition that fails to evaluate is reported as such.
  scope.finish(context);
  if (holds !== false || context.troubles.length > 0) return;
  const written = rule.attributes.get('error_message')?.value;
  const message = written === undefined ? undefined : evaluate(written, scope.context(rule.file));
  const text = message?.kind === 'string' && message.marks === 0 ? message.value : 'it breaks a validation rule';
  scope.stack.run.report(invalidVariable({ location: locate(rule.file, condition.span) }, block.name, text));
}

function asBool(value: Cty): boolean | undefined {
  try {
    const converted = convert(value, BOOL);
    return converted.kind === 'bool' ? converted.value : undefined;
  } catch (error) {
    if (error instanceof ConversionError) return undefined;
    throw error;
  }
}
