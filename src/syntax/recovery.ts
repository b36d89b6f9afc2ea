import { CARRIAGE_RETURN, SPACE, TAB } from './characters.ts';

/** What opens a block. At the left margin, formatted configuration has no other such lines outside heredocs. */
const BLOCK = /[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\n]*"|[A-Za-z_][\w-]*))*[ \t]*\{/y;

/** An argument: a name and an equals sign. */
const ARGUMENT = /[A-Za-z_][\w-]*[ \t]*=(?![=>])/y;

const CLOSERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** True if a block is opened at the left margin at `start`. */
export function opensAtMargin(text: string, start: number): boolean {
  if (start > 0 && text[start - 1] !== '\n') return false;
  return matchesAt(BLOCK, text, start);
}

/**
 * Finds where reading can go on after an item of a body that could not be read: the offset of the end of its last line, or
 * of the `}` that closes the body around it. The item starts at `start` and went wrong at `trouble`. Brackets decide, and
 * where they do not match, indentation does: a line indented no more than the item's first line belongs to it no longer.
 */
export function itemEnd(text: string, start: number, trouble: number, limit: number): number {
  const indent = indentation(text, start);
  const open: string[] = [];
  const tokens = /"(?:[^"\\\n]|\\.)*"?|#[^\n]*|\/\/[^\n]*|\/\*|<<-?([\w-]+)\r?\n|[()[\]{}\n]|[^"#/<()[\]{}\n]+|[\s\S]/y;
  let heredocsEnd = true;
  for (let at = start; at < limit; ) {
    tokens.lastIndex = at;
    const [token = '', marker] = tokens.exec(text) ?? [];
    if (token === '\n' && (open.length === 0 ? at >= trouble : startsNext(text, at + 1, indent))) return at;
    if (token === '}' && !open.includes('{') && at >= trouble) return at;
    track(open, token);
    at += Math.max(token.length, 1);
    if (token === '/*') at = commentEnd(text, at, limit);
    if (marker === undefined || !heredocsEnd) continue;
    const end = heredocEnd(text, at, marker);
    // One marker that is missing is searched for to the end of the text: that is enough.
    heredocsEnd = end !== undefined;
    at = end ?? at - 1;
  }
  return limit;
}

/** Keeps the brackets that are open; one that closes takes those with it that were opened since its partner. */
function track(open: string[], token: string): void {
  if (token === '(' || token === '[' || token === '{') open.push(token);
  const opener = CLOSERS.get(token);
  const match = opener === undefined ? -1 : open.lastIndexOf(opener);
  if (match >= 0) open.length = match;
}

function commentEnd(text: string, at: number, limit: number): number {
  const close = text.indexOf('*/', at);
  return close < 0 ? limit : close + 2;
}

/** True if a line inside open brackets looks like the next item, or like the end of the block around. */
function startsNext(text: string, line: number, indent: number): boolean {
  const first = firstCharacter(text, line);
  const column = first - line;
  if (text[first] === '}') return column < indent;
  return column <= indent && (matchesAt(ARGUMENT, text, first) || matchesAt(BLOCK, text, first));
}

function matchesAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
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

/** The end of the marker's line; `undefined` when there is none. */
function heredocEnd(text: string, start: number, marker: string): number | undefined {
  const closing = new RegExp(`^[ \\t]*${marker}[ \\t]*\\r?$`, 'gm');
  closing.lastIndex = start;
  const found = closing.exec(text);
  return found === null ? undefined : found.index + found[0].length;
}
