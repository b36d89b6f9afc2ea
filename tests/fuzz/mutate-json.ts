/** Mutations of JSON that stays JSON: other types, missing keys, keys and items that change places. */
import type { Random } from './random.ts';

export type Step = string | number;
type Container = Record<Step, unknown>;

export type Change = (root: unknown, random: Random) => unknown;

/** Every place in a value, outermost first. */
export function placesIn(value: unknown, path: readonly Step[] = []): readonly (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps: readonly Step[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...steps.flatMap((step) => placesIn((value as Container)[step], [...path, step]))];
}

/** A copy with another value at a place. */
export function withValue(root: unknown, path: readonly Step[], value: unknown): unknown {
  const holder: Container = { root: structuredClone(root) };
  const steps: readonly Step[] = ['root', ...path];
  const container = steps.slice(0, -1).reduce((here, step) => here[step] as Container, holder);
  const last = steps.at(-1) ?? 'root';
  // `__proto__` may be a key like any other.
  Object.defineProperty(container, last, { value, enumerable: true, configurable: true, writable: true });
  return holder['root'];
}

/** A copy without what stands at a place below the root. */
function without(root: unknown, path: readonly Step[]): unknown {
  const copy = structuredClone(root);
  const container = path.slice(0, -1).reduce((here, step) => here[step] as Container, copy as Container);
  const last = path.at(-1);
  if (last === undefined) return null;
  if (Array.isArray(container)) container.splice(Number(last), 1);
  else delete container[last];
  return copy;
}

function valueAt(root: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((here, step) => (here as Container)[step], root);
}

/** One of each type, and some that only look right. */
export const wrongValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, '', 'x', '${', '${var.x}', [], [null], [[]], {}, { a: 1 }, [{}]],
  ...['\ud800', '\0', '../../etc/passwd', 'a'.repeat(5000)],
];

export const jsonChanges: Readonly<Record<string, Change>> = {
  'puts another type': (root, random) => withValue(root, random.pick(placesIn(root)), random.pick(wrongValues)),
  'leaves a key out': (root, random) => without(root, random.pick(placesIn(root))),
  'swaps two parts': (root, random) => {
    const places = placesIn(root);
    const [first, second] = [random.pick(places), random.pick(places)];
    const isWithin = (inner: readonly Step[], outer: readonly Step[]): boolean =>
      outer.every((step, index) => inner[index] === step);
    if (isWithin(first, second) || isWithin(second, first)) return root;
    const [one, other] = [valueAt(root, first), valueAt(root, second)];
    return withValue(withValue(root, first, other), second, one);
  },
  'doubles an item': (root, random) => {
    const lists = placesIn(root).filter((path) => Array.isArray(valueAt(root, path)));
    if (lists.length === 0) return root;
    const path = random.pick(lists);
    const list = valueAt(root, path) as readonly unknown[];
    return withValue(root, path, [...list, ...list]);
  },
  'wraps a part in a list': (root, random) => {
    const path = random.pick(placesIn(root));
    return withValue(root, path, [valueAt(root, path)]);
  },
  'asks for another format': (root, random) =>
    withValue(root, ['format_version'], random.pick(['2.0', '1.99', '0.0', '', 'one', 1, null, '1.2 ', ['1.2']])),
};
