/**
 * Follows a value to the expression that it was written in: through variables and the calls that give them, locals, outputs,
 * `each`, iterators of dynamic blocks, `for` expressions and the branch that was taken.
 */
import { decodeKey, type Path } from '../../model/index.ts';
import {
  type Conditional,
  type Expression,
  type For,
  isTemplate,
  type JsonTree,
  jsonTree,
  type ObjectCons,
  parseJsonTemplate,
  type Splat,
} from '../../syntax/index.ts';
import { toDouble } from '../cty/decimal.ts';
import type { Cty } from '../cty/value.ts';
import { followCall } from './follow-call.ts';
import { followName } from './follow-name.ts';
import { memberOf } from './member-of.ts';
import { type Bound, evaluated, type Place, type Surroundings, withBound } from './surroundings.ts';
import { turnAt } from './turns.ts';

/** Steps into a value, its keys as they are. */
export type Steps = readonly (string | number)[];

/** `undefined` where the way is lost. */
export function follow(place: Place, steps: Steps): Place | undefined {
  const { expression, around } = place;
  const into = (inner: Expression, rest: Steps = steps) => follow({ expression: inner, around }, rest);
  switch (expression.kind) {
    case 'parenthesis':
      return into(expression.inner);
    case 'template': {
      const [only] = expression.parts;
      return expression.parts.length === 1 && only?.kind === 'interpolation' ? into(only.value) : end(place, steps);
    }
    case 'tuple': {
      const [index, ...rest] = steps;
      const item = typeof index === 'number' ? expression.items[index] : undefined;
      return item === undefined ? end(place, steps) : into(item, rest);
    }
    case 'object':
      return followMember(expression, place, steps);
    case 'conditional':
      return followBranch(expression, place, steps);
    case 'for':
      return followLoop(expression, place, steps);
    case 'splat':
      return followSplat(expression, place, steps);
    case 'call':
      return followCall(expression, place, steps);
    case 'json':
      return followJson(expression, place, steps);
    case 'name':
    case 'attribute':
    case 'index':
      return followAccess(place, steps);
    default:
      return end(place, steps);
  }
}

/** Nothing leads on: the way ends here, if all steps were taken. */
export function end(place: Place, steps: Steps): Place | undefined {
  return steps.length === 0 ? place : undefined;
}

/** The element of a collection: by its step, or in a set, which has none, by its value. */
export function followElement(
  { collection, key, value }: Pick<Bound, 'collection' | 'key' | 'value'>,
  steps: Steps,
): Place | undefined {
  const whole = evaluated(collection);
  if (whole?.kind === 'set') return steps.length === 0 ? memberOf(collection, value) : undefined;
  const step = stepOf(key);
  return step === undefined ? undefined : follow(collection, [step, ...steps]);
}

export function stepOf(key: Cty | undefined): string | number | undefined {
  if (key?.kind === 'string') return key.value;
  return key?.kind === 'number' ? toDouble(key.value) : undefined;
}

function followMember({ items }: ObjectCons, place: Place, [step, ...rest]: Steps): Place | undefined {
  if (step === undefined) return place;
  const { around } = place;
  const found = items.findLast(({ key }) => textOf(evaluated({ expression: key, around })) === step);
  return found && follow({ expression: found.value, around }, rest);
}

function textOf(value: Cty | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

function followBranch({ condition, ...branches }: Conditional, { around }: Place, steps: Steps): Place | undefined {
  const value = evaluated({ expression: condition, around });
  if (value?.kind !== 'bool') return undefined;
  return follow({ expression: value.value ? branches.then : branches.else, around }, steps);
}

function followLoop(node: For, place: Place, [step, ...rest]: Steps): Place | undefined {
  if (step === undefined) return place;
  const turn = node.group ? undefined : turnAt(node, place, step);
  return turn && follow({ expression: node.result, around: turn }, rest);
}

function followSplat(node: Splat, { around }: Place, [step, ...rest]: Steps): Place | undefined {
  const collection = { expression: node.of, around };
  const whole = evaluated(collection);
  if (typeof step !== 'number' || whole === undefined || !('items' in whole)) return undefined;
  const value = whole.items[step];
  const key = evaluated({ expression: { kind: 'literal', value: { number: String(step) }, span: node.span }, around });
  if (value === undefined || key === undefined) return undefined;
  return follow(
    { expression: node.each, around: withBound(around, ['', { collection, key, value, as: 'value' }]) },
    rest,
  );
}

function followAccess(place: Place, steps: Steps): Place | undefined {
  const access = accessOf(place);
  if ('root' in access) return followName(access.root, [...access.steps, ...steps], place.around);
  return follow(access.of, [...access.steps, ...steps]);
}

/** What an access begins with, a name or another expression, and the steps that it takes from there. */
function accessOf({
  expression,
  around,
}: Place): ({ readonly root: string } | { readonly of: Place }) & { readonly steps: Steps } {
  if (expression.kind === 'name') return { root: expression.name, steps: [] };
  if (expression.kind !== 'attribute' && expression.kind !== 'index') return { of: { expression, around }, steps: [] };
  const before = accessOf({ expression: expression.of, around });
  const step =
    expression.kind === 'attribute' ? expression.name : stepOf(evaluated({ expression: expression.key, around }));
  return { ...before, steps: [...before.steps, step ?? Number.NaN] };
}

/** A lone block of JSON may be written as an object or in an array. */
function followJson(tree: JsonTree, { around }: Place, steps: Steps): Place | undefined {
  let { value } = tree;
  const there: (string | number)[] = [];
  for (const [at, step] of steps.entries()) {
    if (typeof value === 'string') return followText(value, tree, there, { around, steps: steps.slice(at) });
    if (typeof value !== 'object' || value === null) return undefined;
    if (step === 0 && !Array.isArray(value)) continue;
    if (!Object.hasOwn(value, step)) return undefined;
    there.push(step);
    const inner: typeof value | undefined = (value as Readonly<Record<string | number, typeof value>>)[step];
    if (inner === undefined) return undefined;
    value = inner;
  }
  if (typeof value === 'string') return followText(value, tree, there, { around, steps: [] });
  const expression = jsonTree(tree.file, value, [...tree.path, ...there], tree.templates);
  return { expression, around: { ...around, file: tree.file } };
}

function followText(
  text: string,
  tree: JsonTree,
  there: Path,
  { around, steps }: { readonly around: Surroundings; readonly steps: Steps },
): Place | undefined {
  const file = { path: tree.file.path, text, within: { file: tree.file, path: [...tree.path, ...there] } };
  if (tree.templates && isTemplate(text)) {
    return follow({ expression: parseJsonTemplate(tree, there, text).expression, around: { ...around, file } }, steps);
  }
  const expression = jsonTree(tree.file, text, [...tree.path, ...there], tree.templates);
  return end({ expression, around: { ...around, file: tree.file } }, steps);
}

/** A path of the values that leave this room, whose keys are escaped. */
export function stepsOf(path: Path): Steps {
  return path.map((step) => (typeof step === 'string' ? decodeKey(step) : step));
}
