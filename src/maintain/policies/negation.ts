/**
 * Where `not` is honest. A value that is not known makes most expressions undefined, and `not` turns undefined into true: a
 * pass or a violation that nobody proved. So `not` stands before membership in a set that the policy itself made, nowhere else.
 */
import type { Problem } from './problem.ts';
import { asCall, type BodyExpression, isTerm, type Module, nodesOf, refSteps } from './syntax-tree.ts';

const help =
  'compare the answer (== "no"), use answer.opposite, or ask for membership in a set made by a comprehension';

export function* findNegationProblems(module: Module): Generator<Problem> {
  for (const node of nodesOf(module.rules)) {
    if (!('negated' in node) || node.negated !== true) continue;
    const expression = node as BodyExpression;
    if (isLocalMembership(expression)) continue;
    yield {
      file: module.file,
      ...(expression.location === undefined ? {} : { line: expression.location.row }),
      rule: 'negation',
      what: '`not` before something that an unknown value makes undefined',
      help,
    };
  }
}

function isLocalMembership(expression: BodyExpression): boolean {
  const call = asCall(expression);
  if (call === undefined || !/^internal\.member_[23]$/.test(call.operator.join('.'))) return false;
  const collection = call.args.at(-1);
  if (!isTerm(collection)) return false;
  if (/^(set|array)$/.test(collection.type) || collection.type.endsWith('comprehension')) return true;
  if (collection.type === 'var') return true;
  if (collection.type === 'call') return asCall(collection)?.operator[0]?.startsWith('_') ?? false;
  // `_names`, `_names[group]`, `data.lib.ports.administrative`, `ports.administrative`: rules, not facts.
  const [first = ''] = refSteps(collection) ?? [];
  return first.startsWith('_') || first === 'data';
}
