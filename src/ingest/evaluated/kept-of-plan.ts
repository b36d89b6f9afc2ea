import type { Json, JsonObject, Path } from '../../model/index.ts';
import { isJsonObject, objectIn } from '../json-access.ts';
import { actionOf } from './plan-entry.ts';

/**
 * What is kept of an item of a long list of a plan: of the prior state the data sources alone are read, and of a resource that stays as
 * it is nothing that was before. Both are half of a plan.
 */
export function keptOfPlan(path: Path, item: Json): Json {
  if (!isJsonObject(item)) return item;
  const [section] = path;
  if (section === 'prior_state') {
    const isManaged = path.at(-2) === 'resources' && item['mode'] === 'managed';
    return isManaged ? without(item, ['values', 'sensitive_values']) : item;
  }
  const change = section === 'resource_changes' && path.length === 2 ? objectIn(item, 'change') : undefined;
  if (change === undefined || actionOf(item) !== 'no-op') return item;
  return { ...item, change: without(change, ['before', 'before_sensitive']) };
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
