import type { Location, Path } from '../model/index.ts';
import { pointerOf } from '../model/index.ts';
import { BACKSLASH } from './characters.ts';
import type { SourceFile, Span } from './expression.ts';
import { ByteLines } from './json-bytes.ts';
import { jsonSpan } from './json-index.ts';

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** The lines and columns of a span; for a string inside a JSON file, those in that file, with its pointer. */
export function locate(file: SourceFile, span: Span): Location {
  if (file.within !== undefined) return locateWithin(span, file.within);
  if (file.bytes !== undefined) return locateBytes(file, span);
  const starts = startsOf(file);
  const from = place(starts, span.start);
  const to = place(starts, Math.max(span.start, span.end));
  return { file: file.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The lines and columns of the value at a path of a JSON file, with its pointer; of the nearest enclosing value that is there. */
export function locateJson(file: SourceFile, path: Path): Location {
  return { ...locate(file, jsonSpan(file, path)), pointer: pointerOf(path) };
}

const byteLines = new WeakMap<SourceFile, ByteLines>();

function locateBytes(file: SourceFile, span: Span): Location {
  const lines = byteLines.get(file) ?? new ByteLines(file);
  byteLines.set(file, lines);
  const at = (offset: number) => {
    const { line, column } = place(lines.starts, offset);
    return { line, column: lines.unitsBetween(offset - column + 1, offset) + 1 };
  };
  const [from, to] = [at(span.start), at(Math.max(span.start, span.end))];
  return { file: file.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function locateWithin(span: Span, within: NonNullable<SourceFile['within']>): Location {
  const string = jsonSpan(within.file, within.path);
  const start = rawOffset(within.file.text, string, span.start);
  const end = rawOffset(within.file.text, string, span.end);
  return { ...locate(within.file, { start, end }), pointer: pointerOf(within.path) };
}

/** Where a character of a JSON string stands in the file: escapes are longer than what they stand for. */
function rawOffset(text: string, string: Span, offset: number): number {
  let raw = string.start + 1;
  for (let decoded = 0; decoded < offset && raw < string.end - 1; decoded += 1) {
    if (text.charCodeAt(raw) !== BACKSLASH) raw += 1;
    else raw += text[raw + 1] === 'u' ? 6 : 2;
  }
  return raw;
}

function place(starts: ArrayLike<number>, offset: number): { readonly line: number; readonly column: number } {
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
