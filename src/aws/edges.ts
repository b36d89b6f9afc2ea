/** Texts of which only the beginning and the end may be known, such as names that are known after apply. */
import type { Unknown } from '../model/index.ts';

/** What is known of both ends of a text; a text that is known in full is both its ends. */
export interface Edges {
  readonly start: string;
  readonly end: string;
}

export const anyText: Edges = { start: '', end: '' };

export function edgesOf(text: string | Unknown): Edges {
  if (typeof text === 'string') return { start: text, end: text };
  const [first, last] = [text.$parts?.[0], text.$parts?.at(-1)];
  return { start: typeof first === 'string' ? first : '', end: typeof last === 'string' ? last : '' };
}

/** Can one text have both these edges? Not to be asked of two texts that are both known in full. */
export function mayMeet(left: Edges, right: Edges): boolean {
  return (
    (left.start.startsWith(right.start) || right.start.startsWith(left.start)) &&
    (left.end.endsWith(right.end) || right.end.endsWith(left.end))
  );
}
