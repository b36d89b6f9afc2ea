/**
 * Characters that do something instead of showing something: controls (ESC starts a terminal escape), format characters
 * (U+202E turns the text around it), line and paragraph separators, lone surrogates, and fillers that look like nothing.
 */
const acting = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with every such character written out, as `\u{1b}`; so nothing in a judged file can act on the reader's screen. */
export function visible(text: string): string {
  return text.replace(acting, (character) => named[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
