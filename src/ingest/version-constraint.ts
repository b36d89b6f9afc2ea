/**
 * Whether a version is in a range such as `>= 1.2, < 2.0` or `~> 1.4` (Terraform documentation, "Version Constraints"). `undefined`
 * where that is not certain: for a text that is no range, and for versions before a release, which Terraform picks only by name.
 */
export function isWithin(version: string, range: string): boolean | undefined {
  const held = segments(version);
  if (held === undefined) return undefined;
  let within = true;
  for (const part of range.split(',')) {
    const match = /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?([\w.+-]+)\s*$/.exec(part);
    const wanted = segments(match?.[2] ?? '');
    if (match === null || wanted === undefined) return undefined;
    within &&= HOLDS[match[1] ?? '=']?.(held, wanted) === true;
  }
  return within;
}

type Segments = readonly number[];

const HOLDS: Readonly<Record<string, (held: Segments, wanted: Segments) => boolean>> = {
  '=': (held, wanted) => compare(held, wanted) === 0,
  '!=': (held, wanted) => compare(held, wanted) !== 0,
  '>': (held, wanted) => compare(held, wanted) > 0,
  '>=': (held, wanted) => compare(held, wanted) >= 0,
  '<': (held, wanted) => compare(held, wanted) < 0,
  '<=': (held, wanted) => compare(held, wanted) <= 0,
  // The last segment that is written may be greater, and those before it may not.
  '~>': (held, wanted) =>
    compare(held, wanted) >= 0 && wanted.slice(0, -1).every((segment, index) => segment === (held[index] ?? 0)),
};

/** `undefined` for what is no release. */
function segments(version: string): Segments | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(?:\+[\w.-]+)?$/.exec(version);
  return match?.[1]?.split('.').map(Number);
}

function compare(left: Segments, right: Segments): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
