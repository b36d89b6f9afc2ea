import type { Value, ValueObject } from '../../model/index.ts';
import { evaluateBody } from '../body/evaluate-body.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import { localName } from '../graph/provider-choice.ts';
import type { ProviderConfiguration } from '../resolved.ts';
import { Border } from './to-value.ts';

const skipped = new Set(['alias', 'version']);

/** The provider blocks of one module instance, evaluated. */
export function providersOf(scope: ModuleScope): readonly ProviderConfiguration[] {
  return scope.module.providers.map((block) => {
    for (const node of scope.bodyDependencies(block.body)) scope.stack.run.settle(node);
    const context = scope.context(block.body.file);
    const border = new Border();
    const values: Record<string, Value> = {};
    for (const [name, written] of evaluateBody(block.body, context, (each) => skipped.has(each))) {
      values[name] = border.written(name, written);
    }
    scope.finish(context);
    return { name: localName(block), module: scope.address, values: values satisfies ValueObject };
  });
}
