import type { ResourceBlock } from '../../ingest/index.ts';
import type { Value, ValueObject } from '../../model/index.ts';
import { blocksOf, type Expression } from '../../syntax/index.ts';
import { nameList, nameText } from '../body/nested.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { toValue } from './to-value.ts';

const NOTHING: ValueObject = {};

/** Arguments of `lifecycle` that are names, not values. */
const NAMES = new Set(['ignore_changes', 'replace_triggered_by']);

/** The `lifecycle` block: `ignore_changes` as a list of names, or `["all"]`; conditions are left out. */
export function lifecycleOf(block: ResourceBlock, scope: ModuleScope): ValueObject {
  if (!block.body.attributes.has('lifecycle') && block.body.blocks.length === 0) return NOTHING;
  const [body] = blocksOf(block.body, 'lifecycle');
  if (body === undefined) return NOTHING;
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

const NONE: readonly string[] = [];

/** Addresses in `depends_on`, as they are written: `aws_vpc.v`, `module.m`. */
export function dependsOn(block: ResourceBlock, scope: ModuleScope): readonly string[] {
  const written = block.body.attributes.get('depends_on')?.value;
  if (written === undefined) return NONE;
  return nameList(written).flatMap((name) => {
    const found = scope.referencesOf(name).map(({ text }) => text);
    return found.length > 0 ? found : (nameText(name) ?? []);
  });
}
