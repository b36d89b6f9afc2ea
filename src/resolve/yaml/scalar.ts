const NAMED: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/** A string between double quotes: what cannot be printed is escaped. */
export function quotedScalar(text: string): string {
  let result = '"';
  for (const letter of text) result += NAMED[letter] ?? (isPrintable(letter) ? letter : escaped(letter));
  return `${result}"`;
}

function isPrintable(letter: string): boolean {
  return /^[\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/.test(letter);
}

function escaped(letter: string): string {
  const hex = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Several lines as a literal block; `undefined` for what must be quoted. */
export function blockScalar(text: string, indent: number): string | undefined {
  if (!text.includes('\n') || / (\n|$)/.test(text)) return undefined;
  if ([...text].some((letter) => letter !== '\n' && !isPrintable(letter))) return undefined;
  const lead = /^[ \n]/.test(text) ? '2' : '';
  const body = text.replace(/\n+$/, '');
  const breaks = text.length - body.length;
  const keep = breaks === 0 ? '-' : breaks > 1 || body === '' ? '+' : '';
  const inner = body
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
    .join('\n');
  return `|${lead}${keep}\n${inner}${'\n'.repeat(breaks)}`;
}
