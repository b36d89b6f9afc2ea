/** An estate of any size: the facts of all cases side by side, as often as wanted, each copy with ids of its own. */
import type { Facts } from '../../src/shapes/index.ts';

export function sideBySide(parts: readonly Facts[], copies: number): Facts {
  const estate: Json = {};
  for (let copy = 0; copy < copies; copy++) {
    parts.forEach((part, index) => {
      merge(estate, renamed(part, `${copy}-${index}/`));
    });
  }
  return { ...(estate as unknown as Facts), version: 1 };
}

type Json = Record<string, unknown>;

/** Ids and names of stacks get the prefix wherever they stand. */
function renamed(facts: Facts, prefix: string): Json {
  const instances = [facts.resources, facts.data].flatMap((byType) => Object.values(byType).flat());
  const ids = new Set(instances.map(({ id }) => id));
  const own = JSON.parse(JSON.stringify(facts), (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return ids.has(value) || key === 'stack' ? `${prefix}${value}` : value;
  }) as Facts;
  const stacks = own.estate.stacks.map((stack) => ({ ...stack, name: `${prefix}${stack.name}` }));
  return { ...own, estate: { ...own.estate, stacks } };
}

/** Lists are joined, objects merged; of two values for one field the first stays. */
function merge(into: Json, from: Json): void {
  for (const [key, value] of Object.entries(from)) {
    const old = into[key];
    if (Array.isArray(value)) into[key] = [...((old as unknown[] | undefined) ?? []), ...(value as unknown[])];
    else if (typeof value === 'object' && value !== null) {
      const inner = (old as Json | undefined) ?? {};
      into[key] = inner;
      merge(inner, value as Json);
    } else into[key] ??= value;
  }
}
