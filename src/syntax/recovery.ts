import { CARRIAGE_RETURN, SPACE, startsIdentifier, TAB } from './characters.ts';

/** A line that opens a block at the left margin. Formatted configuration has no other such lines outside heredocs. */
const MARGIN_BLOCK = /[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\n]*"|[A-Za-z_][\w-]*))*[ \t]*\{/y;

const CLOSERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** True if a block is opened at the left margin at `start`. */
export function opensAtMargin(text: string, start: number): boolean {
  if (start > 0 && text[start - 1] !== '\n') return false;
  MARGIN_BLOCK.lastIndex = start;
  return MARGIN_BLOCK.test(text);
}

/**
 * Finds where reading can go on after an item of a body that could not be read: the offset of the end of its last line, or
 * of the `}` that closes the body around it. The item starts at `start` and went wrong at `trouble`. Brackets decide, and
 * where they do not match, indentation does: a line indented no more than the item's first line belongs to it no longer.
 */
export function itemEnd(text: string, start: number, trouble: number, limit: number): number {
  const indent = indentation(text, start);
  const open: string[] = [];
  const tokens = /"(?:[^"\\\n]|\\.)*"?|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|<<-?([\w-]+)\r?\n|[()[\]{}]|\n/gy;
  const skip = /[^"#/<()[\]{}\n]+|[\s\S]/y;
  for (let at = start; at < limit; ) {
    tokens.lastIndex = at;
    const found = tokens.exec(text);
    if (found === null) {
      skip.lastIndex = at;
      at += skip.exec(text)?.[0].length ?? 1;
      continue;
    }
    const [token, marker] = found;
    if (token === '\n' && at >= trouble && endsItem(text, at + 1, open.length, indent)) return at;
    const opener = CLOSERS.get(token);
    if (opener !== undefined) {
      const match = open.lastIndexOf(opener);
      if (match < 0 && token === '}' && at >= trouble) return at;
      if (match >= 0) open.length = match;
    } else if (token === '(' || token === '[' || token === '{') open.push(token);
    at += token.length;
    if (marker !== undefined) at = heredocEnd(text, at, marker);
  }
  return limit;
}

function endsItem(text: string, line: number, open: number, indent: number): boolean {
  if (open === 0) return true;
  const first = firstCharacter(text, line);
  const column = first - line;
  if (text[first] === '}') return column < indent;
  return column <= indent && startsIdentifier(text, first);
}

function indentation(text: string, at: number): number {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return firstCharacter(text, line) - line;
}

function firstCharacter(text: string, line: number): number {
  let at = line;
  for (let code = text.charCodeAt(at); code === SPACE || code === TAB || code === CARRIAGE_RETURN; at += 1) {
    code = text.charCodeAt(at + 1);
  }
  return at;
}

/** The end of the marker's line; the start again when there is none. */
function heredocEnd(text: string, start: number, marker: string): number {
  const closing = new RegExp(`^[ \\t]*${marker}[ \\t]*\\r?$`, 'gm');
  closing.lastIndex = start;
  const found = closing.exec(text);
  return found === null ? start : found.index + found[0].length;
}
