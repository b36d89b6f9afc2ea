import { isList, isObject, isUnresolved, type Path, type Value } from '../../model/index.ts';

/**
 * Which item of a written list each item of a planned one is; `undefined` for one that is none of them. A plan lists sets in an order
 * of its own: items belong together where nothing that is known of them differs, each to one.
 */
export function counterparts(planned: readonly Value[], written: readonly Value[]): readonly (number | undefined)[] {
  const before = known.get(planned);
  if (before?.written === written) return before.indexes;
  const indexes = assigned(planned, written);
  known.set(planned, { written, indexes });
  return indexes;
}

/** Each finding in a long list asks for a place in it. */
const known = new WeakMap<readonly Value[], { written: readonly Value[]; indexes: readonly (number | undefined)[] }>();

function assigned(planned: readonly Value[], written: readonly Value[]): readonly (number | undefined)[] {
  const taken = new Set<number>();
  const take = (index: number): number => {
    taken.add(index);
    return index;
  };
  // Lists keep their order, so that the same place is tried first.
  const inPlace = planned.map((item, index) =>
    index < written.length && mayBeSame(item, written[index]) && isTelling(item, written[index])
      ? take(index)
      : undefined,
  );
  return planned.map((item, index) => {
    const found = inPlace[index];
    if (found !== undefined) return found;
    const others = [index, ...written.keys()].filter((at) => at < written.length && !taken.has(at));
    const match = others.find((at) => mayBeSame(item, written[at]));
    return match === undefined ? undefined : take(match);
  });
}

/** True where something that is known of both is the same, so that they are not put together for want of knowledge. */
function isTelling(planned: Value, written: Value | undefined): boolean {
  if (written === undefined || isUnresolved(planned) || isUnresolved(written)) return false;
  if (isObject(planned) && isObject(written)) {
    return Object.entries(planned).some(([key, value]) => isTelling(value, written[key]));
  }
  if (isList(planned) && isList(written)) return planned.length === written.length && planned.length > 0;
  return planned !== null && written !== null;
}

/** Does nothing that is known of both differ? A provider converts primitives, sorts sets and fills in what is left out. */
export function mayBeSame(planned: Value | undefined, written: Value | undefined): boolean {
  if (planned === undefined || written === undefined || planned === null || written === null) return true;
  if (isUnresolved(planned) || isUnresolved(written)) return true;
  if (isList(planned)) {
    const items = isList(written) ? written : isObject(written) ? [written] : undefined;
    return items !== undefined && sameItems(planned, items);
  }
  if (isObject(planned)) {
    return isObject(written) && Object.entries(planned).every(([key, value]) => mayBeSame(value, written[key]));
  }
  return typeof written !== 'object' && (String(planned) === String(written) || isDocument(planned));
}

/** JSON is written anew by providers. */
function isDocument(value: Value): boolean {
  return typeof value === 'string' && /^\s*[[{]/.test(value);
}

function sameItems(planned: readonly Value[], written: readonly Value[]): boolean {
  if (planned.length !== written.length) return false;
  const open = written.filter((item) => typeof item === 'object').length;
  const texts = new Set(written.map((item) => (typeof item === 'object' ? undefined : String(item))));
  const missing = planned.filter((item) => typeof item !== 'object' && !texts.has(String(item)));
  return missing.length <= open;
}

/** The path in the values as written of what stands at a path of the values as planned. */
export function pathInSource(planned: Value, written: Value, path: Path): Path {
  const found: (string | number)[] = [];
  let here: Value | undefined = planned;
  let there: Value | undefined = written;
  for (const step of path) {
    const at = stepInSource(here, there, step);
    found.push(at);
    here = child(here, step);
    there = isObject(there) && typeof at === 'number' ? there : child(there, at);
  }
  return found;
}

function stepInSource(planned: Value | undefined, written: Value | undefined, step: string | number): string | number {
  if (typeof step !== 'number' || !isList(planned) || !isList(written)) return step;
  return counterparts(planned, written)[step] ?? step;
}

function child(value: Value | undefined, step: string | number): Value | undefined {
  if (isList(value)) return typeof step === 'number' ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
