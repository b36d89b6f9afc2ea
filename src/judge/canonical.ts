/** One text for one meaning: keys in order of code units, no white space. For hashing and comparing, never for output. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => byCodeUnits(left, right));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

/** The value with the keys of its objects in order of code units, so that the order in which they were read shows nowhere. */
export function withSortedKeys<Data>(value: Data): Data {
  if (Array.isArray(value)) return value.map(withSortedKeys) as Data;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([left], [right]) => byCodeUnits(left, right));
  return Object.fromEntries(members.map(([key, member]) => [key, withSortedKeys(member)])) as Data;
}

/** The same on every machine, whatever its locale. */
export function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
