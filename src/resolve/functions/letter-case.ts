/** Letters whose capital is one letter, though JavaScript's full mapping makes two of it. */
const IOTA: readonly (readonly [number, number, number])[] = [
  [0x1f80, 0x1f87, 8],
  [0x1f90, 0x1f97, 8],
  [0x1fa0, 0x1fa7, 8],
  [0x1fb3, 0x1fb3, 9],
  [0x1fc3, 0x1fc3, 9],
  [0x1ff3, 0x1ff3, 9],
];

/** Go's `unicode.ToUpper`, letter by letter: a letter without a single capital stays as it is (`ß`). */
function upperLetter(letter: string): string {
  const upper = letter.toUpperCase();
  if (isOneLetter(upper)) return upper;
  const code = letter.codePointAt(0) ?? 0;
  const [, , step] = IOTA.find(([first, last]) => code >= first && code <= last) ?? [0, 0, 0];
  return step === 0 ? letter : String.fromCodePoint(code + step);
}

/** Go's `unicode.ToLower`, letter by letter. */
function lowerLetter(letter: string): string {
  const lower = letter.toLowerCase();
  return isOneLetter(lower) ? lower : lower.charAt(0);
}

/** Go's `unicode.ToTitle`. The four digraphs of Croatian have a title case of their own. */
export function titleLetter(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0x1c4 && code <= 0x1cc) return code <= 0x1c6 ? '\u01c5' : code <= 0x1c9 ? '\u01c8' : '\u01cb';
  return code >= 0x1f1 && code <= 0x1f3 ? '\u01f2' : upperLetter(letter);
}

export function upperText(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()).replace(/[^\0-\x7f]/gu, upperLetter);
}

export function lowerText(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[^\0-\x7f]/gu, lowerLetter);
}

export function eachLetter(text: string, change: (letter: string) => string): string {
  let result = '';
  for (const letter of text) result += change(letter);
  return result;
}

function isOneLetter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}
