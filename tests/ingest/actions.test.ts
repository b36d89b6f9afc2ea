/** Actions of Terraform 1.14: what providers do beside changes of resources. */
import { expect, test } from 'vitest';
import { planOf } from './plan-json.ts';
import { read, told } from './read.ts';

test('an action of a plan is told, now or deferred', () => {
  const text = planOf([{ address: 'aws_vpc.v' }], {
    complete: true,
    action_invocations: [{ address: 'action.aws_lambda_invoke.a', type: 'aws_lambda_invoke' }],
    deferred_action_invocations: [{ reason: 'unknown', action_invocation: { address: 'action.aws_lambda_invoke.b' } }],
  });
  const { diagnostics } = read({ 'in/plan.json': text }, ['in/plan.json']);
  expect(told(diagnostics).map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'unjudged-action: action.aws_lambda_invoke.a is an action of a provider: what it does is not judged',
    'unjudged-action: action.aws_lambda_invoke.b is an action of a provider: what it does is not judged',
  ]);
});

test('an action of a folder is told, once', () => {
  const text = 'action "aws_lambda_invoke" "a" {\n  config {\n    function_name = "f"\n  }\n}\n';
  expect(told(read({ 'in/main.tf': text }).diagnostics)).toEqual([
    'in/main.tf:1:1 unjudged-action: action.aws_lambda_invoke.a is an action of a provider: what it does is not judged',
  ]);
  const lines = told(read({ 'in/main.tf': text, 'in/more.tf': text }).diagnostics);
  expect(lines.filter((line) => /declared-(?:twice|again)/.test(line))).toHaveLength(2);
});
