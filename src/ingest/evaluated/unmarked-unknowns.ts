import type { Json } from '../../model/index.ts';
import { isJsonObject, memberOf } from '../json-access.ts';
import { isExpression } from './plan-value.ts';

/**
 * The marks that `after_unknown` would have, for a planned resource that no change is listed for: what the configuration gives by
 * an expression that is no constant, and the planned values lack, is known only after apply.
 */
export function unmarkedUnknowns(values: Json | undefined, expressions: Json | undefined): Json | undefined {
  if (!isJsonObject(expressions)) return undefined;
  return Object.fromEntries(
    Object.entries(expressions).flatMap(([name, expression]): [string, Json][] => {
      const value = memberOf(values, name);
      if (isExpression(expression)) {
        const isOpen = memberOf(expression, 'constant_value') === undefined && (value === undefined || value === null);
        return isOpen ? [[name, true]] : [];
      }
      const marks = blockMarks(value, expression);
      return marks === undefined ? [] : [[name, marks]];
    }),
  );
}

/** Blocks that are there one by one; where they are not, all of it is unknown. */
function blockMarks(value: Json | undefined, blocks: Json): Json | undefined {
  if (!Array.isArray(blocks)) return unmarkedUnknowns(value, blocks);
  if (!Array.isArray(value) || value.length !== blocks.length) return value === undefined ? true : undefined;
  return (value as readonly Json[]).map(
    (item, index) => unmarkedUnknowns(item, (blocks as readonly Json[])[index]) ?? {},
  );
}
