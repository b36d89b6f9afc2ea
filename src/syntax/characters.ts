/** Character classes of HCL's scanner, on UTF-16 code units; letters beyond ASCII by Unicode's ID_Start and ID_Continue. */

export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const DOLLAR = 0x24;
export const PERCENT = 0x25;
export const STAR = 0x2a;
const DASH = 0x2d;
export const SLASH = 0x2f;
export const BACKSLASH = 0x5c;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const TILDE = 0x7e;

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** True if an identifier may start with the character at `at`. */
export function startsIdentifier(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return isAsciiLetter(code) || code === 0x5f;
  return code >= 0x80 && /^\p{ID_Start}/u.test(characterAt(text, at));
}

/** The offset after the identifier that starts at `at`. */
export function identifierEnd(text: string, at: number, limit: number): number {
  let here = at;
  while (here < limit) {
    const code = text.charCodeAt(here);
    if (code < 0x80) {
      if (!isAsciiLetter(code) && !isDigit(code) && code !== 0x5f && code !== DASH) break;
      here += 1;
    } else {
      const character = characterAt(text, here);
      if (!/^\p{ID_Continue}/u.test(character)) break;
      here += character.length;
    }
  }
  return Math.min(here, limit);
}

/** The offset after the number that starts at `at`: digits, a fraction, an exponent. */
export function numberEnd(text: string, at: number): number {
  let here = digitsEnd(text, at);
  if (text.charCodeAt(here) === 0x2e && isDigit(text.charCodeAt(here + 1))) here = digitsEnd(text, here + 1);
  const code = text.charCodeAt(here);
  if (code !== 0x65 && code !== 0x45) return here;
  const sign = text.charCodeAt(here + 1);
  const digits = sign === 0x2b || sign === DASH ? here + 2 : here + 1;
  return isDigit(text.charCodeAt(digits)) ? digitsEnd(text, digits) : here;
}

/** The whole character at an offset, for messages: both halves of a surrogate pair. */
export function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function digitsEnd(text: string, at: number): number {
  let here = at;
  while (isDigit(text.charCodeAt(here))) here += 1;
  return here;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** The text as a message quotes it: a token may be as long as the file, and a message may not. */
export function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
