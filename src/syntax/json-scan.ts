import { BACKSLASH, CARRIAGE_RETURN, CLOSE_BRACE, LINE_FEED, OPEN_BRACE, QUOTE, SPACE, TAB } from './characters.ts';

export const COLON = 0x3a;
export const COMMA = 0x2c;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

/** JSON that is walked over, as text or as bytes; offsets count what it is made of. The functions below say what each method does. */
export interface JsonUnits {
  readonly length: number;
  /** Not a number past the end. */
  codeAt(at: number): number;
  skipSpace(at: number): number;
  stringEnd(at: number): number;
  valueEnd(at: number): number;
  slice(start: number, end: number): string;
}

export class JsonText implements JsonUnits {
  constructor(readonly text: string) {}

  get length(): number {
    return this.text.length;
  }

  codeAt(at: number): number {
    return this.text.charCodeAt(at);
  }

  skipSpace(at: number): number {
    return skipSpace(this.text, at);
  }

  stringEnd(at: number): number {
    return stringEnd(this.text, at);
  }

  valueEnd(at: number): number {
    return valueEnd(this.text, at);
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }
}

/** The offset of the first character at or after `at` that is no white space of JSON (RFC 8259 section 2). */
export function skipSpace(text: string, at: number): number {
  let here = at;
  for (;;) {
    const code = text.charCodeAt(here);
    if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) return here;
    here += 1;
  }
}

/** The offset after the string that starts at `at`; the text's length if it does not end. Its contents are not checked. */
function stringEnd(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0) {
    let plain = quote - 1;
    while (text.charCodeAt(plain) === BACKSLASH) plain -= 1;
    if ((quote - plain) % 2 === 1) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}

/** The offset after the value that starts at `at`, in a text that is known to be JSON. */
function valueEnd(text: string, at: number): number {
  let open = 0;
  let here = at;
  do {
    const code = text.charCodeAt(here);
    if (code === QUOTE) here = stringEnd(text, here);
    else {
      if (code === OPEN_BRACE || code === OPEN_BRACKET) open += 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) open -= 1;
      here = isWordCharacter(code) ? wordEnd(text, here) : here + 1;
    }
  } while (open > 0 && here < text.length);
  return here;
}

/** How many keys the objects of a text have that is known to be JSON. */
export function countKeys(text: string): number {
  let keys = 0;
  let at = text.indexOf('"');
  while (at >= 0) {
    const end = stringEnd(text, at);
    const code = text.charCodeAt(end);
    if (code === COLON || (code <= SPACE && text.charCodeAt(skipSpace(text, end)) === COLON)) keys += 1;
    at = text.indexOf('"', end);
  }
  return keys;
}

function wordEnd(text: string, at: number): number {
  let here = at;
  while (isWordCharacter(text.charCodeAt(here))) here += 1;
  return here;
}

/** Of a number, `true`, `false` or `null`. */
export function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2b ||
    code === 0x2e ||
    code === 0x45
  );
}
