import type { SourceStack } from './configuration.ts';

/** Apps may give their stacks the same name, and an id must mean one resource: such stacks have the names of their folders. */
export function distinctNames(sources: readonly SourceStack[]): ReadonlyMap<SourceStack, string> {
  const names = new Map(sources.map((source) => [source, source.name]));
  for (;;) {
    const times = new Map<string, number>();
    for (const name of names.values()) times.set(name, (times.get(name) ?? 0) + 1);
    const shared = sources.filter((source) => {
      const name = names.get(source) ?? '';
      return name !== source.path && (times.get(name) ?? 0) > 1;
    });
    if (shared.length === 0) return names;
    for (const source of shared) names.set(source, source.path);
  }
}
