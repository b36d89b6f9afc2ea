import type { Expression } from '../../syntax/index.ts';
import type { Cty } from '../cty/value.ts';
import { follow } from './follow.ts';
import { evaluated, type Place } from './surroundings.ts';
import { primitiveText, turnsGiving } from './turns.ts';

/** Functions whose result is made of the members of their arguments. */
const gathering = new Set([
  'toset',
  'tolist',
  'distinct',
  'sort',
  'compact',
  'concat',
  'setunion',
  'flatten',
  'reverse',
]);

/** Where a member of a set was written, found by its value: the first of those that are alike. */
export function memberOf(place: Place, wanted: Cty): Place | undefined {
  const { expression, around } = place;
  const inner = (one: Expression) => memberOf({ expression: one, around }, wanted);
  switch (expression.kind) {
    case 'parenthesis':
      return inner(expression.inner);
    case 'tuple':
      return firstOf(expression.items, (item) => memberItself({ expression: item, around }, wanted));
    case 'call':
      return gathering.has(expression.name) ? firstOf(expression.arguments, inner) : undefined;
    case 'for':
      return firstOf(turnsGiving(expression, place, primitiveText(wanted) ?? ''), (turn) =>
        memberItself({ expression: expression.result, around: turn }, wanted),
      );
    default: {
      const further = follow(place, []);
      return further === undefined || further.expression === expression ? undefined : memberOf(further, wanted);
    }
  }
}

/** `flatten` and `concat` look into lists within lists. */
function memberItself(place: Place, wanted: Cty): Place | undefined {
  const value = evaluated(place);
  if (value === undefined) return undefined;
  if ('items' in value) return memberOf(place, wanted);
  return isAlike(value, wanted) ? follow(place, []) : undefined;
}

/** Text, number or truth value of the same text. */
export function isAlike(left: Cty, right: Cty): boolean {
  const [one, other] = [primitiveText(left), primitiveText(right)];
  return one !== undefined && one === other;
}

function firstOf<Item>(items: Iterable<Item>, find: (item: Item) => Place | undefined): Place | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
