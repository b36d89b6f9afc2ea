import type { Text } from '../../model/index.ts';
import { visible } from '../visible.ts';

/** A sentence as a SARIF message (section 3.11): our words as they are, their data fenced, so that it makes no link and no placeholder. */
export function inline(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? visible(part) : fenced(part.data))).join('');
}

/** A code span whose fence outruns any backticks in the data: names come from the judged files and must stay inert. */
export function fenced(data: string): string {
  const shown = visible(data).replaceAll(/\{(\d+)\}/g, '{{$1}}');
  // A viewer that knows no code spans still reads `[text](target)` as a link.
  const unlinked = shown.includes('](') ? shown.replaceAll('[', '\\[') : shown;
  const runs = unlinked.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const gap = runs.length === 0 && unlinked !== '' ? '' : ' ';
  return `${fence}${gap}${unlinked}${gap}${fence}`;
}

/** At most so many UTF-16 units; an ellipsis tells that there is more. */
export function cropped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
