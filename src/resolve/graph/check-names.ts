import { type Body, blocksOf, type Expression, type SourceFile } from '../../syntax/index.ts';
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
  for (const { value, file } of module.locals) check(scope, value, file, ANYWHERE);
  for (const { body } of module.outputs) {
    const value = body.attributes.get('value');
    if (value !== undefined) check(scope, value.value, value.file ?? body.file, ANYWHERE);
  }
  for (const { name, body } of module.checks)
    for (const rule of blocksOf(body, 'assert')) checkBody(scope, rule, nothing, { ...ANYWHERE, check: name });
  for (const { body } of module.resources) checkBody(scope, body, (name) => isMeta(name) && !REPEATS.has(name));
  for (const { body } of module.calls) checkBody(scope, body, (name) => CALL_META.has(name));
}

interface Place {
  /** Names of dynamic blocks around it. */
  readonly iterators: ReadonlySet<string>;
  /** The `check` block around it. */
  readonly check?: string;
}

const ANYWHERE: Place = { iterators: new Set() };
const REPEATS = new Set(['count', 'for_each']);
/** Arguments of a module block that are no expressions. */
const CALL_META = new Set(['source', 'version', 'providers', 'depends_on']);

function checkBody(scope: ModuleScope, body: Body, skip: (name: string) => boolean, place: Place = ANYWHERE): void {
  for (const { name, value, file } of body.attributes.values())
    if (!skip(name)) check(scope, value, file ?? body.file, name === 'dynamic' ? inJson(value, place) : place);
  for (const block of body.blocks) {
    if (skip(block.type)) continue;
    const name = block.type === 'dynamic' ? iteratorName(block) : undefined;
    const inner = name === undefined ? place : { ...place, iterators: new Set([...place.iterators, name]) };
    checkBody(scope, block.body, block.type === 'dynamic' ? isIterator : nothing, inner);
  }
}

/** In JSON dynamic blocks are an attribute. */
function inJson(value: Expression, outer: Place): Place {
  if (value.kind !== 'json') return outer;
  return { ...outer, iterators: new Set([...outer.iterators, ...iteratorNames(value.value)]) };
}

const nothing = (): boolean => false;
const isIterator = (name: string): boolean => name === 'iterator';

function check(scope: ModuleScope, expression: Expression, file: SourceFile, place: Place): void {
  if (expression.kind === 'literal' || (expression.kind === 'json' && !scope.doubtful)) return;
  for (const sighting of sightingsIn(expression, file, scope.stack.world.memo, place.iterators))
    report(scope, sighting, place);
}

function report(scope: ModuleScope, { what, file, span }: Sighting, place: Place): void {
  const { run } = scope.stack;
  if (what.kind === 'resource') {
    const owner = scope.index.resources.get(what.text)?.scopedTo;
    if (owner !== undefined && owner !== place.check)
      run.trouble({ message: `only check.${owner} may refer to ${what.text}, which stands in it`, file, span });
  }
  if (what.kind === 'lone') run.trouble({ message: `"${what.name}" is not the name of a value here`, file, span });
  else if (scope.declares(what)) return;
  else if (what.kind === 'resource' && !what.text.includes('_'))
    run.trouble({ message: `${what.text} is not declared in this module`, file, span });
  else run.notice({ message: scope.within(what.kind === 'module' ? `module.${what.name}` : what.text), file, span });
}
