/** The value kept under a key, made and kept on the first call. */
export function recall<Key, Kept>(kept: Map<Key, Kept>, key: Key, make: () => Kept): Kept {
  const found = kept.get(key);
  if (found !== undefined) return found;
  const made = make();
  kept.set(key, made);
  return made;
}
