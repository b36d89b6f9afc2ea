import type { Body, Expression, SourceFile } from '../../syntax/index.ts';
import { iteratorName } from '../body/inspect.ts';
import { iteratorNames } from '../body/json-dynamic.ts';
import { isMeta } from './meta-argument.ts';
import type { ModuleScope } from './module-scope.ts';
import { type Sighting, sightingsIn } from './static-reference.ts';

/**
 * Reports what a module names and does not declare, also where nothing is evaluated: in a resource with `count = 0`, in the body of a `for`
 * over nothing, in an argument that `try` passes over. Terraform looks at all names before it evaluates anything. What evaluation has
 * reported already is the same diagnostic at the same place, and so is kept once.
 */
export function checkNames(scope: ModuleScope): void {
  const { module } = scope;
  for (const { value, file } of module.locals) check(scope, value, file, NO_ITERATORS);
  for (const { body } of module.outputs) {
    const value = body.attributes.get('value');
    if (value !== undefined) check(scope, value.value, value.file ?? body.file, NO_ITERATORS);
  }
  for (const { body } of module.resources) checkBody(scope, body, (name) => isMeta(name) && !REPEATS.has(name));
  for (const { body } of module.calls) checkBody(scope, body, (name) => CALL_META.has(name));
}

const NO_ITERATORS: ReadonlySet<string> = new Set();
const REPEATS = new Set(['count', 'for_each']);
/** Arguments of a module block that are no expressions. */
const CALL_META = new Set(['source', 'version', 'providers', 'depends_on']);

function checkBody(
  scope: ModuleScope,
  body: Body,
  skip: (name: string) => boolean,
  iterators: ReadonlySet<string> = NO_ITERATORS,
): void {
  for (const { name, value, file } of body.attributes.values())
    if (!skip(name)) check(scope, value, file ?? body.file, name === 'dynamic' ? inJson(value, iterators) : iterators);
  for (const block of body.blocks) {
    if (skip(block.type)) continue;
    const name = block.type === 'dynamic' ? iteratorName(block) : undefined;
    const inner = name === undefined ? iterators : new Set([...iterators, name]);
    checkBody(scope, block.body, block.type === 'dynamic' ? isIterator : nothing, inner);
  }
}

/** In JSON dynamic blocks are an attribute. */
function inJson(value: Expression, outer: ReadonlySet<string>): ReadonlySet<string> {
  return value.kind === 'json' ? new Set([...outer, ...iteratorNames(value.value)]) : outer;
}

const nothing = (): boolean => false;
const isIterator = (name: string): boolean => name === 'iterator';

function check(scope: ModuleScope, expression: Expression, file: SourceFile, iterators: ReadonlySet<string>): void {
  if (expression.kind === 'literal' || (expression.kind === 'json' && !scope.doubtful)) return;
  for (const sighting of sightingsIn(expression, file, scope.stack.world.memo, iterators)) report(scope, sighting);
}

function report(scope: ModuleScope, { what, file, span }: Sighting): void {
  const { run } = scope.stack;
  if (what.kind === 'lone') run.trouble({ message: `"${what.name}" is not the name of a value here`, file, span });
  else if (scope.declares(what)) return;
  else if (what.kind === 'resource' && !what.text.includes('_'))
    run.trouble({ message: `${what.text} is not declared in this module`, file, span });
  else run.notice({ message: scope.within(what.kind === 'module' ? `module.${what.name}` : what.text), file, span });
}
