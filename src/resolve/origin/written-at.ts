import type { Location, Path, Value } from '../../model/index.ts';
import { locate, locateJson } from '../../syntax/index.ts';
import { bool, type Cty, string } from '../cty/value.ts';
import { EvaluationError } from '../evaluate/context.ts';
import type { ModuleScope } from '../graph/module-scope.ts';
import type { ResourceInstance } from '../graph/resource-instance.ts';
import { stepsOf } from './follow.ts';
import { followBody } from './follow-body.ts';
import { isAlike } from './member-of.ts';
import { evaluated, type Place, surroundingsIn } from './surroundings.ts';

/**
 * Where the text, number or truth value at a path of an instance was written: in the module's call, a variable's default, a file of
 * variables, a local. `undefined` where that cannot be told. The expression found there is evaluated once more, and counts only if
 * it gives the same value, so that a wrong turn on the way cannot be told as the truth.
 */
export function writtenAt(
  instance: ResourceInstance,
  scope: ModuleScope,
  path: Path,
  value: Value | undefined,
): Location | undefined {
  const expected = primitive(value);
  if (expected === undefined) return undefined;
  const { body } = instance.block;
  const found = tryTo(() => {
    const place = followBody(body, stepsOf(path), surroundingsIn(body, scope, instance.repetition, 0));
    const there = place && evaluated(place);
    return there !== undefined && isAlike(there, expected) ? place : undefined;
  });
  return found && locationOf(found);
}

function primitive(value: Value | undefined): Cty | undefined {
  if (typeof value === 'boolean') return bool(value);
  return typeof value === 'string' || typeof value === 'number' ? string(String(value)) : undefined;
}

/** Evaluating may be refused for what it costs. */
function tryTo(work: () => Place | undefined): Place | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function locationOf({ expression, around }: Place): Location {
  return expression.kind === 'json'
    ? locateJson(expression.file, expression.path)
    : locate(around.file, expression.span);
}
