import type { Call, Expression } from '../../syntax/index.ts';
import type { Cty } from '../cty/value.ts';
import { end, follow, type Steps, stepOf } from './follow.ts';
import { evaluated, type Place } from './surroundings.ts';

/** Functions that hand on a part of what they are given. Of all others the result is written where they are called. */
export function followCall(node: Call, place: Place, steps: Steps): Place | undefined {
  const { around } = place;
  const into = (expression: Expression | undefined, rest: Steps = steps) =>
    expression && follow({ expression, around }, rest);
  const value = (expression: Expression | undefined) => expression && evaluated({ expression, around });
  if (node.expandFinal) return end(place, steps);
  const [first, second, third] = node.arguments;
  switch (node.name) {
    case 'tostring':
    case 'tonumber':
    case 'tobool':
    case 'tolist':
    case 'tomap':
    case 'nonsensitive':
    case 'sensitive':
      return into(first);
    case 'try':
      return into(node.arguments.find((argument) => value(argument) !== undefined));
    case 'coalesce':
      return into(node.arguments.find((argument) => isGiven(value(argument))));
    case 'lookup': {
      const key = stepOf(value(second));
      return key !== undefined && has(value(first), key) ? into(first, [key, ...steps]) : into(third);
    }
    case 'element': {
      const index = stepOf(value(second));
      const count = countOf(value(first));
      return typeof index !== 'number' || count === 0 ? undefined : into(first, [index % count, ...steps]);
    }
    case 'merge': {
      const [step] = steps;
      const giver = step === undefined ? undefined : node.arguments.findLast((one) => has(value(one), step));
      return giver === undefined ? end(place, steps) : into(giver);
    }
    case 'concat':
      return followConcat(node, place, steps);
    default:
      return end(place, steps);
  }
}

function isGiven(value: Cty | undefined): boolean {
  return value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.value === '');
}

function has(value: Cty | undefined, step: string | number): boolean {
  return value !== undefined && 'entries' in value && typeof step === 'string' && value.entries.has(step);
}

function countOf(value: Cty | undefined): number {
  return value !== undefined && 'items' in value ? value.items.length : 0;
}

function followConcat(node: Call, place: Place, [step, ...rest]: Steps): Place | undefined {
  if (typeof step !== 'number') return step === undefined ? place : undefined;
  let index = step;
  for (const expression of node.arguments) {
    const count = countOf(evaluated({ expression, around: place.around }));
    if (index < count) return follow({ expression, around: place.around }, [index, ...rest]);
    index -= count;
  }
  return undefined;
}
