import type { Body } from '../../syntax/index.ts';
import { locate } from '../../syntax/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { BOOL } from '../cty/type.ts';
import { type Cty, HIDDEN } from '../cty/value.ts';
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
  const wrong = (message: string) =>
    scope.stack.run.report(invalidVariable({ location: locate(rule.file, condition.span) }, block.name, message));
  if (!scope.referencesOf(condition).some(({ text }) => text === `var.${block.name}`)) {
    wrong('a validation rule does not look at it');
    return;
  }
  for (const needed of scope.bodyDependencies(rule)) scope.stack.run.settle(needed);
  const context = scope.context(rule.file);
  const holds = answerOf(evaluate(condition, context));
  // A condition that fails to evaluate is reported as such.
  scope.finish(context);
  if (holds === undefined || holds === true || context.troubles.length > 0) return;
  if (holds === 'no answer') {
    wrong('a validation rule gives neither true nor false');
    return;
  }
  const written = rule.attributes.get('error_message')?.value;
  const message = written === undefined ? undefined : evaluate(written, scope.context(rule.file));
  const text =
    message?.kind === 'string' && (message.marks & HIDDEN) === 0 ? message.value : 'it breaks a validation rule';
  wrong(text);
}

/** What a condition says; `undefined` where that is not known. */
export function answerOf(value: Cty): boolean | 'no answer' | undefined {
  try {
    const converted = convert(value, BOOL);
    if (converted.kind === 'null') return 'no answer';
    return converted.kind === 'bool' ? converted.value : undefined;
  } catch (error) {
    if (error instanceof ConversionError) return 'no answer';
    throw error;
  }
}
