import type { Reference } from '../../model/index.ts';
import type { Cty } from '../cty/value.ts';

/**
 * A string or number that was written in one resource and is used in another still says where it is from, known or not, so that the
 * two can be joined. A value that was itself taken from elsewhere keeps its first origin.
 */
export function takenFrom(value: Cty, reference: Reference): Cty {
  if (value.from !== undefined) return value;
  return value.kind === 'string' || value.kind === 'number' || value.kind === 'unknown'
    ? { ...value, from: reference }
    : value;
}
