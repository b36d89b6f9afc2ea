import { type Body, blocksOf, locate } from '../../syntax/index.ts';
import { nameList } from '../body/nested.ts';
import { undeclared } from '../diagnostics.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import type { StaticReference } from '../graph/static-reference.ts';

/** Tells of what a resource or a module is said to depend on, or to be replaced with, and which is not declared. */
export function checkDependencies(body: Body, scope: ModuleScope): void {
  check(body, 'depends_on', scope);
  if (body.blocks.length === 0 && !body.attributes.has('lifecycle')) return;
  for (const lifecycle of blocksOf(body, 'lifecycle')) check(lifecycle, 'replace_triggered_by', scope);
}

function check(body: Body, name: string, scope: ModuleScope): void {
  const attribute = body.attributes.get(name);
  if (attribute === undefined) return;
  for (const expression of nameList(attribute.value)) {
    for (const reference of scope.referencesOf(expression)) {
      if (isDeclared(reference, scope)) continue;
      const file = attribute.file ?? body.file;
      const place = {
        location: locate(file, attribute.value.kind === 'json' ? attribute.value.span : expression.span),
      };
      scope.stack.run.report(undeclared(place, scope.within(reference.text)));
    }
  }
}

function isDeclared(reference: StaticReference, { index }: ModuleScope): boolean {
  if (reference.kind === 'module') return index.calls.has(reference.name);
  return reference.kind === 'resource' ? index.resources.has(reference.text) : true;
}
