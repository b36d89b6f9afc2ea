import type { Mark, Source } from '../mark.ts';
import { endOfMark } from '../mark.ts';
import { visible } from '../visible.ts';
import { columnsOf } from './columns.ts';
import type { Line } from './line.ts';
import { span } from './line.ts';

const tab = '    ';

/** The line with what is marked underlined, cut to the width around the mark; only the place where the text cannot be had. */
export function snippet(marked: Mark, source: Source, width: number): readonly Line[] {
  const text = source(marked.file, marked.line);
  const number = String(marked.line);
  const gutter = ' '.repeat(number.length + 2);
  const head: Line = [
    span(`${gutter}╭─[`, 'dim'),
    span(`${marked.file}:${marked.line}:${marked.column}`, 'cyan'),
    span(']', 'dim'),
  ];
  if (text === undefined) return [head];
  const cells = cellsOf(text);
  const from = Math.min(marked.column - 1, cells.length);
  const to = Math.max(from + 1, Math.min(endOfMark(marked, text) - 1, cells.length));
  const { shown, first, marks } = cut(cells, from, to, width - gutter.length - 2);
  return [
    head,
    [span(` ${number} │ `, 'dim'), span(first + shown)],
    [span(`${gutter}· `, 'dim'), span(' '.repeat(marks.before)), span('─'.repeat(marks.under), 'red')],
    [span(`${gutter}╰─`, 'dim')],
  ];
}

/** What each UTF-16 unit of a line shows; the second unit of a pair shows nothing more. */
function cellsOf(text: string): readonly string[] {
  return [...text].flatMap((character) => {
    const shown = character === '\t' ? tab : visible(character);
    return character.length === 2 ? [shown, ''] : [shown];
  });
}

interface Cut {
  readonly first: string;
  readonly shown: string;
  readonly marks: { readonly before: number; readonly under: number };
}

/** Cells that fit, from a third of the room before the mark on; an ellipsis tells that something was before. */
function cut(cells: readonly string[], from: number, to: number, room: number): Cut {
  const fits = columnsOf(cells.join('')) <= room;
  const start = fits ? 0 : Math.max(0, from - Math.floor(room / 3));
  const first = start > 0 ? '…' : '';
  let shown = '';
  let end = start;
  while (end < cells.length && (fits || columnsOf(first + shown + cells[end]) <= room - 1)) {
    shown += cells[end];
    end += 1;
  }
  if (end < cells.length) shown += '…';
  const before = columnsOf(first + cells.slice(start, from).join(''));
  const under = columnsOf(cells.slice(from, Math.min(to, end)).join(''));
  return { first, shown, marks: { before, under: Math.max(1, under) } };
}
