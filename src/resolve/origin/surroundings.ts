import type { Body, Expression, SourceFile } from '../../syntax/index.ts';
import { type Cty, object } from '../cty/value.ts';
import { bind, type Context, EvaluationError } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { World } from '../evaluate/world.ts';
import type { Caller, ModuleScope } from '../graph/module-scope.ts';
import { type Repetition, SINGLE } from '../graph/repetition.ts';

/** What the names in an expression mean where it stands. */
export interface Surroundings {
  readonly scope: ModuleScope;
  readonly file: SourceFile;
  readonly repetition: Repetition;
  /** What `each` goes through. */
  readonly forEach?: Place;
  /** Variables of `for` expressions and iterators of `dynamic` blocks. */
  readonly bound?: ReadonlyMap<string, Bound>;
  /** Names that led here: what is declared in a ring would lead on without end. */
  readonly hops: number;
}

/** An expression in its place. */
export interface Place {
  readonly expression: Expression;
  readonly around: Surroundings;
}

/** An element of a collection, under the name that stands for it. */
export interface Bound {
  readonly collection: Place;
  readonly key: Cty;
  readonly value: Cty;
  /** An iterator has `key` and `value`; a variable of a `for` expression is one of them. */
  readonly as: 'iterator' | 'key' | 'value';
}

/** Of a resource, a data source or a module call: its block, in one of its repetitions. */
export function surroundingsIn(body: Body, scope: ModuleScope, repetition: Repetition, hops: number): Surroundings {
  const forEach = body.attributes.get('for_each');
  const plain: Surroundings = { scope, file: body.file, repetition: SINGLE, hops };
  if (forEach === undefined) return { ...plain, repetition };
  const around = { ...plain, file: forEach.file ?? body.file };
  return { ...plain, repetition, forEach: { expression: forEach.value, around } };
}

export function surroundingsOf({ scope, call, repetition }: Caller, hops: number): Surroundings {
  return surroundingsIn(call.body, scope, repetition, hops);
}

export function withBound(
  around: Surroundings,
  ...names: readonly (readonly [string | undefined, Bound])[]
): Surroundings {
  const bound = new Map(around.bound);
  for (const [name, element] of names) if (name !== undefined) bound.set(name, element);
  return { ...around, bound };
}

/** True where an expression means the same each time: outside of repetitions and loops. */
export function isAlone({ repetition, bound }: Surroundings): boolean {
  return bound === undefined && repetition === SINGLE;
}

const kept = new WeakMap<Expression, WeakMap<ModuleScope, { readonly value: Cty | undefined }>>();

/** The value of an expression in its place; `undefined` where it has none. What rests on no repetition and no loop is kept. */
export function evaluated(place: Place): Cty | undefined {
  if (!isAlone(place.around)) return evaluateAt(place);
  const { scope } = place.around;
  const inScopes = kept.get(place.expression) ?? new WeakMap();
  kept.set(place.expression, inScopes);
  const known = inScopes.get(scope);
  if (known !== undefined) return known.value;
  const value = evaluateAt(place);
  inScopes.set(scope, { value });
  return value;
}

/** Evaluations that following values may take in one run. Beyond them no further place is told. */
const MOST_EVALUATIONS = 50_000;

const spent = new WeakMap<World, number>();

function evaluateAt({ expression, around }: Place): Cty | undefined {
  const own = worldOf(around.scope);
  const count = (spent.get(own) ?? 0) + 1;
  spent.set(own, count);
  if (count > MOST_EVALUATIONS) throw new EvaluationError('following values takes too long');
  const context = contextOf(around);
  try {
    const value = evaluate(expression, context);
    return context.troubles.length > 0 ? undefined : value;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** Steps that following values may take in one run: thousands of findings in loops of thousands must not take minutes. */
const MOST_STEPS = 2_000_000;

const worlds = new WeakMap<World, World>();

function worldOf({ stack: { world } }: ModuleScope): World {
  const known = worlds.get(world);
  if (known !== undefined) return known;
  const own = new World(world.files, world.root, { ...world.limits, steps: MOST_STEPS }, world.memo, world.secrets);
  worlds.set(world, own);
  return own;
}

function contextOf({ scope, file, repetition, bound = new Map() }: Surroundings): Context {
  let context: Context = { ...scope.context(file, repetition), world: worldOf(scope) };
  for (const [name, element] of bound) context = bind(context, name, boundValue(element));
  return context;
}

function boundValue({ key, value, as }: Bound): Cty {
  if (as === 'key') return key;
  return as === 'value'
    ? value
    : object(
        new Map([
          ['key', key],
          ['value', value],
        ]),
      );
}
