import type { Value, ValueObject } from '../../model/index.ts';
import { evaluateBody } from '../body/evaluate-body.ts';
import { STRING } from '../cty/type.ts';
import { DYNAMIC, unknown } from '../cty/value.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { localName } from '../graph/provider-choice.ts';
import { type Repetition, SINGLE } from '../graph/repetition.ts';
import type { ProviderConfiguration } from '../resolved.ts';
import { Border } from './to-value.ts';

const skipped = new Set(['alias', 'version', 'for_each']);

const several = 'the provider block makes several configurations, and this may be any of them';
/** What `each` is in a block that OpenTofu repeats. */
const ANY_OF_SEVERAL: Repetition = {
  key: { kind: 'any' },
  each: { key: unknown(STRING, several, { notNull: true }), value: unknown(DYNAMIC, several) },
};

/** The provider blocks of one module instance, evaluated. */
export function providersOf(scope: ModuleScope): readonly ProviderConfiguration[] {
  return scope.module.providers.map((block) => {
    for (const node of scope.bodyDependencies(block.body)) scope.stack.run.settle(node);
    const context = scope.context(block.body.file, block.body.attributes.has('for_each') ? ANY_OF_SEVERAL : SINGLE);
    const border = new Border();
    const values: Record<string, Value> = {};
    for (const [name, written] of evaluateBody(block.body, context, (each) => skipped.has(each))) {
      values[name] = border.written(name, written);
    }
    scope.finish(context);
    return { name: localName(block), module: scope.address, values: values satisfies ValueObject };
  });
}
