import { type Body, blocksOf, locate, refersToNothing } from '../../syntax/index.ts';
import { HIDDEN } from '../cty/value.ts';
import { brokenCondition, failedCheck } from '../diagnostics.ts';
import type { Context } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { terraformData } from '../graph/builtin.ts';
import { ModuleNames } from '../graph/module-names.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import type { OutputNode } from '../graph/output-node.ts';
import type { Repetition } from '../graph/repetition.ts';
import type { ResourceInstance } from '../graph/resource-instance.ts';
import type { ResourceNode } from '../graph/resource-node.ts';
import { answerOf } from '../variables/validation.ts';

/** Reports conditions of a resource that certainly do not hold: Terraform does not plan then. What is not known it looks at later. */
export function checkResource(node: ResourceNode): void {
  const { block, scope, expansion } = node;
  if (block.body.blocks.length === 0 && !block.body.attributes.has('lifecycle')) return;
  const lifecycles = blocksOf(block.body, 'lifecycle');
  const before = lifecycles.flatMap((lifecycle) => blocksOf(lifecycle, 'precondition'));
  const after = lifecycles.flatMap((lifecycle) => blocksOf(lifecycle, 'postcondition'));
  if (before.length + after.length === 0 || expansion?.unknownBecause !== undefined) return;
  for (const instance of node.instances) {
    const { address, repetition } = instance;
    for (const rule of before) checkRule(scope, address, rule, contextOf(scope, rule, repetition));
    for (const rule of after) checkRule(scope, address, rule, contextOf(scope, rule, repetition, itself(instance)));
  }
}

/** Reports preconditions of an output that certainly do not hold. */
export function checkOutput({ scope, block, label }: OutputNode): void {
  for (const rule of blocksOf(block.body, 'precondition')) checkRule(scope, label, rule, contextOf(scope, rule));
}

/** Reports assertions of `check` blocks that certainly do not hold. Terraform warns of them, and goes on. */
export function checkAssertions(scope: ModuleScope): void {
  for (const { name, body } of scope.module.checks)
    for (const rule of blocksOf(body, 'assert'))
      checkRule(scope, scope.within(`check.${name}`), rule, contextOf(scope, rule), failedCheck);
}

function itself(instance: ResourceInstance) {
  return instance.block.type === 'terraform_data' ? terraformData(instance) : instance.value;
}

type Self = ReturnType<typeof itself>;

function contextOf(scope: ModuleScope, rule: Body, repetition?: Repetition, self?: Self): Context {
  const context = scope.context(rule.file, repetition);
  return self === undefined || repetition === undefined
    ? context
    : { ...context, names: new ModuleNames(scope, repetition, self) };
}

function checkRule(
  scope: ModuleScope,
  address: string,
  rule: Body,
  context: Context,
  broken: typeof brokenCondition = brokenCondition,
): void {
  const condition = rule.attributes.get('condition')?.value;
  if (condition === undefined) return;
  const place = { location: locate(rule.file, condition.span) };
  if (refersToNothing(condition)) {
    scope.stack.run.report(brokenCondition(place, address, 'it looks at nothing'));
    return;
  }
  for (const needed of scope.bodyDependencies(rule)) scope.stack.run.settle(needed);
  const holds = answerOf(evaluate(condition, context));
  scope.finish(context);
  if (holds === undefined || holds === true || context.troubles.length > 0) return;
  const written = rule.attributes.get('error_message')?.value;
  const message = written === undefined || holds === 'no answer' ? undefined : evaluate(written, context);
  const text =
    holds === 'no answer'
      ? 'it gives neither true nor false'
      : message?.kind === 'string' && (message.marks & HIDDEN) === 0
        ? message.value
        : 'it is false';
  scope.stack.run.report(broken(place, address, text));
}
