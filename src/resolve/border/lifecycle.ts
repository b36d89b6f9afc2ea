import type { ResourceBlock } from '../../ingest/index.ts';
import type { Value, ValueObject } from '../../model/index.ts';
import type { Expression } from '../../syntax/index.ts';
import { blocksOf, nameList, nameText } from '../body/nested.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { referencesOf, referenceText } from '../graph/static-reference.ts';
import { toValue } from './to-value.ts';

/** Arguments of `lifecycle` that are names, not values. */
const NAMES = new Set(['ignore_changes', 'replace_triggered_by']);

/** The `lifecycle` block: `ignore_changes` as a list of names, or `["all"]`; conditions are left out. */
export function lifecycleOf(block: ResourceBlock, scope: ModuleScope): ValueObject {
  const [body] = blocksOf(block.body, 'lifecycle');
  if (body === undefined) return {};
  const lifecycle: Record<string, Value> = {};
  const context = scope.context(body.file);
  for (const { name, value } of body.attributes.values()) {
    if (name === 'precondition' || name === 'postcondition') continue;
    lifecycle[name] = NAMES.has(name) ? names(value) : toValue(evaluate(value, context));
  }
  return lifecycle;
}

function names(expression: Expression): readonly string[] {
  return nameList(expression).flatMap((name) => nameText(name) ?? []);
}

/** Addresses in `depends_on`, as they are written: `aws_vpc.v`, `module.m`. */
export function dependsOn(block: ResourceBlock): readonly string[] {
  return nameList(block.body.attributes.get('depends_on')?.value).flatMap((name) => {
    const written = referencesOf(name).map(referenceText);
    return written.length > 0 ? written : (nameText(name) ?? []);
  });
}
