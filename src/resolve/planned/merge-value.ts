import { isList, isObject, isReference, isUnresolved, type Value, type ValueObject } from '../../model/index.ts';
import { counterparts } from './counterpart.ts';

/** Which instances there are, by id. */
export interface Known {
  /** The source has it. */
  readonly inSource: (id: string) => boolean;
  /** It is there, as planned or as written, in this stack or in another. */
  readonly exists: (id: string) => boolean;
}

/**
 * What is planned, and, where the plan does not know, what is written: a plan lists what an expression refers to and no more, so that
 * it cannot tell a reference from a text with a reference in it.
 */
function mergeValue(planned: Value, written: Value | undefined, known: Known): Value {
  if (written === undefined || written === null) return planned;
  if (isUnresolved(planned)) {
    // What comes out of a module that was not read is unknown in the source, and may be a reference in the plan.
    if (isReference(written) && !known.exists(written.$ref)) return planned;
    const isBetter =
      isReference(planned) && !known.inSource(planned.$ref) && isUnresolved(written) && !('$parts' in written);
    return isBetter ? planned : written;
  }
  if (isList(planned)) return mergeList(planned, isList(written) ? written : [written], known);
  if (isObject(planned)) return isObject(written) ? mergeObject(planned, written, known) : planned;
  // JSON as it is read loses digits of large numbers.
  const isExact = typeof written === 'string' && typeof planned === 'number' && !Number.isSafeInteger(planned);
  return isExact && Number(written) === planned ? written : planned;
}

function mergeList(planned: readonly Value[], written: readonly Value[], known: Known): Value {
  if (!planned.some(isOpen)) return planned;
  const indexes = counterparts(planned, written);
  return planned.map((item, index) => {
    const at = indexes[index];
    return at === undefined ? item : mergeValue(item, written[at], known);
  });
}

/** A plan leaves out what nobody sets. What is written all the same, it could not see: a dynamic block over something unknown. */
export function mergeObject(planned: ValueObject, written: ValueObject, known: Known): ValueObject {
  const merged = Object.entries(planned).map(
    ([key, value]) => [key, mergeValue(value, ownMember(written, key), known)] as const,
  );
  const unseen = Object.entries(written).filter(([key, value]) => value !== null && !Object.hasOwn(planned, key));
  return Object.fromEntries([...merged, ...unseen]);
}

function ownMember(object: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isOpen(value: Value): boolean {
  if (isUnresolved(value)) return true;
  if (isList(value)) return value.some(isOpen);
  return isObject(value) && Object.values(value).some(isOpen);
}
