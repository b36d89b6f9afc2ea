import { assignsSecret } from '../../model/index.ts';
import type { Mark, Source } from '../mark.ts';
import { endOfMark } from '../mark.ts';
import { visible } from '../visible.ts';
import { columnsOf } from './columns.ts';
import type { Line } from './line.ts';
import { span } from './line.ts';

const tab = '    ';

/** Of a longer line, as of a plan, which is one, only what lies so near to the mark is looked at. */
const nearby = 4096;

/** The line with what is marked underlined, cut to the width around the mark; only the place where the text cannot be had, or gives a secret. */
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
  const at = Math.min(marked.column - 1, text.length);
  const start = boundary(text, Math.max(0, at - nearby));
  const end = boundary(text, Math.min(text.length, at + nearby));
  const near = text.slice(start, end);
  if (assignsSecret(near)) return [head];
  const cells = cellsOf(near);
  const from = at - start;
  const to = Math.max(from + 1, Math.min(endOfMark(marked, text) - 1 - start, cells.length));
  const around = { before: start > 0, after: end < text.length };
  const { shown, first, marks } = cut(cells, from, to, width - gutter.length - 2, around);
  return [
    head,
    [span(` ${number} │ `, 'dim'), span(first + shown)],
    [span(`${gutter}· `, 'dim'), span(' '.repeat(marks.before)), span('─'.repeat(marks.under), 'red')],
    [span(`${gutter}╰─`, 'dim')],
  ];
}

/** The offset, or the one before where it would part a pair of surrogates. */
function boundary(text: string, offset: number): number {
  const parts = /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset));
  return parts ? offset - 1 : offset;
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

/** Cells that fit, from a third of the room before the mark on; ellipses tell that there is more, also `around` the cells. */
function cut(
  cells: readonly string[],
  from: number,
  to: number,
  room: number,
  around: { readonly before: boolean; readonly after: boolean },
): Cut {
  const fits = !around.before && !around.after && columnsOf(cells.join('')) <= room;
  const start = fits ? 0 : Math.max(0, from - Math.floor(room / 3));
  const first = start > 0 ? '…' : '';
  let shown = '';
  let end = start;
  while (end < cells.length && (fits || columnsOf(first + shown + cells[end]) <= room - 1)) {
    shown += cells[end];
    end += 1;
  }
  if (end < cells.length || around.after) shown += '…';
  const before = columnsOf(first + cells.slice(start, from).join(''));
  const under = columnsOf(cells.slice(from, Math.min(to, end)).join(''));
  return { first, shown, marks: { before, under: Math.max(1, under) } };
}
