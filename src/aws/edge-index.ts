/**
 * Finds things by edges (edges.ts) without looking at all of them: what meets the beginning, or what meets the end, whichever is less,
 * and of these those that meet both.
 */
import { type Edges, mayMeet } from './edges.ts';

export interface EdgeIndex<Item> {
  /** Those that may meet, in no order that means anything, but always the same. */
  readonly meeting: (edges: Edges) => Iterable<Item>;
}

/** @param items best with no two of the same edges: nothing is gained by the index among those. */
export function edgeIndex<Item extends Edges>(items: readonly Item[]): EdgeIndex<Item> {
  const starts = prefixIndex(items, ({ start }) => start);
  const ends = prefixIndex(items, ({ end }) => reversed(end));
  return {
    *meeting(edges) {
      const [byStart, byEnd] = [starts(edges.start), ends(reversed(edges.end))];
      const fewer = byStart.size <= byEnd.size ? byStart : byEnd;
      for (const item of fewer.items()) if (mayMeet(item, edges)) yield item;
    },
  };
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}

interface Candidates<Item> {
  readonly size: number;
  readonly items: () => Iterable<Item>;
}

/** Finds those whose text is a beginning of the one asked for, or begins with it. */
function prefixIndex<Item>(items: readonly Item[], textOf: (item: Item) => string): (text: string) => Candidates<Item> {
  const byText = new Map<string, Item[]>();
  for (const item of items) {
    const text = textOf(item);
    const same = byText.get(text);
    if (same === undefined) byText.set(text, [item]);
    else same.push(item);
  }
  // By code units, so that all texts that begin alike stand together, after what they begin with.
  const texts = [...byText.keys()].sort();
  const itemsAt = (index: number): readonly Item[] => byText.get(texts[index] ?? '') ?? [];
  const { parents, along, before } = prefixChains(texts, (index) => itemsAt(index).length);
  return (text) => {
    const first = firstWhere(texts, 0, (one) => one >= text);
    const last = firstWhere(texts, first, (one) => !one.startsWith(text));
    let chain = first - 1;
    while (chain >= 0 && !text.startsWith(texts[chain] ?? '')) chain = parents[chain] ?? -1;
    return {
      size: (before[last] ?? 0) - (before[first] ?? 0) + (along[chain] ?? 0),
      *items() {
        for (let index = first; index < last; index += 1) yield* itemsAt(index);
        for (let index = chain; index >= 0; index = parents[index] ?? -1) yield* itemsAt(index);
      },
    };
  };
}

interface Chains {
  /** Of each text the longest other one that it begins with; -1 for none. */
  readonly parents: readonly number[];
  /** How many items a text and those that it begins with have. */
  readonly along: readonly number[];
  /** How many items the texts before it have; one more than there are texts. */
  readonly before: readonly number[];
}

function prefixChains(texts: readonly string[], countAt: (index: number) => number): Chains {
  const parents: number[] = [];
  const along: number[] = [];
  const before = [0];
  texts.forEach((text, index) => {
    let parent = index - 1;
    while (parent >= 0 && !text.startsWith(texts[parent] ?? '')) parent = parents[parent] ?? -1;
    parents.push(parent);
    along.push((along[parent] ?? 0) + countAt(index));
    before.push((before[index] ?? 0) + countAt(index));
  });
  return { parents, along, before };
}

/** The first index, from one on, at which something holds that holds for all that follow. */
function firstWhere(texts: readonly string[], from: number, holds: (text: string) => boolean): number {
  let [low, high] = [from, texts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(texts[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}
