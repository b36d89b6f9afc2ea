/** Lines of styled spans. Everything printed goes through `paint`, where what is not ours to send to a terminal is written out. */
import type { Text } from '../../model/index.ts';
import { visible } from '../visible.ts';
import { columnsOf } from './columns.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Span {
  readonly text: string;
  readonly styles?: readonly Style[];
}

export type Line = readonly Span[];

/** Select Graphic Rendition parameters (ECMA-48, 8.3.117). */
const parameters: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

export function paint(lines: readonly Line[], colour: boolean): string {
  const painted = lines.map((line) => {
    const text = line.map((span) => paintSpan(span, colour)).join('');
    return colour ? text : text.trimEnd();
  });
  return painted.length === 0 ? '' : `${painted.join('\n')}\n`;
}

function paintSpan({ text, styles = [] }: Span, colour: boolean): string {
  const shown = visible(text);
  if (!colour || styles.length === 0 || shown === '') return shown;
  return `\u001b[${styles.map((style) => parameters[style]).join(';')}m${shown}\u001b[0m`;
}

export function span(text: string, ...styles: readonly Style[]): Span {
  return { text, styles };
}

/** A sentence: our words as they are, their data in quotes, so that one shows where it begins and ends. */
export function spansOf(text: Text): Line {
  return text.map((part) => (typeof part === 'string' ? span(part) : span(quoted(part.data), 'bold')));
}

function quoted(data: string): string {
  return data.includes('`') ? JSON.stringify(data) : `\`${data}\``;
}

/**
 * Breaks spans at spaces into lines of at most `width` columns, the first after `first`, the others after as many blanks.
 * A word that is longer stands on a line of its own, unbroken, so that an address can still be copied.
 */
export function wrap(first: Line, spans: Line, width: number): readonly Line[] {
  const indent = first.reduce((columns, { text }) => columns + columnsOf(visible(text)), 0);
  let line: Span[] = [...first];
  const lines: Line[] = [line];
  let used = indent;
  for (const word of wordsOf(spans)) {
    const columns = word.reduce((sum, { text }) => sum + columnsOf(text), 0);
    if (used > indent && used + 1 + columns > width) {
      line = [span(' '.repeat(indent))];
      lines.push(line);
      used = indent;
    }
    if (used > indent) line.push(span(' ', ...(word[0]?.styles ?? [])));
    used += (used > indent ? 1 : 0) + columns;
    line.push(...word);
  }
  return lines;
}

/** What stands between spaces; a word may run through several spans. */
function wordsOf(spans: Line): readonly Line[] {
  const words: Span[][] = [];
  let word: Span[] | undefined;
  for (const { text, styles = [] } of spans) {
    for (const piece of visible(text).split(/( +)/)) {
      if (piece === '') continue;
      if (piece.startsWith(' ')) word = undefined;
      else if (word === undefined) {
        word = [{ text: piece, styles }];
        words.push(word);
      } else word.push({ text: piece, styles });
    }
  }
  return words;
}
