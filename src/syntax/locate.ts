import type { Location } from '../model/index.ts';
import type { SourceFile, Span } from './expression.ts';

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** The lines and columns of a span. */
export function locate(file: SourceFile, span: Span): Location {
  const starts = startsOf(file);
  const from = place(starts, span.start);
  const to = place(starts, Math.max(span.start, span.end));
  return { file: file.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function place(starts: readonly number[], offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

function startsOf(file: SourceFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1);
  lineStarts.set(file, starts);
  return starts;
}
