const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Units that are looked at together: for each segment V8 copies all of the text that it was asked to segment. */
const WINDOW = 64;

/** Characters as a reader counts them (Unicode Standard Annex 29, grapheme clusters): what Terraform's functions count in. */
export function graphemes(text: string): readonly string[] {
  const found: string[] = [];
  walk(text, (start, end) => found.push(text.slice(start, end)));
  return found;
}

/** How many there are, without making them. */
export function countGraphemes(text: string): number {
  let count = 0;
  walk(text, () => {
    count += 1;
  });
  return count;
}

function walk(text: string, each: (start: number, end: number) => void): void {
  let size = WINDOW;
  for (let at = 0; at < text.length; ) {
    if (isPlain(text, at) && (at + 1 === text.length || isPlain(text, at + 1))) {
      each(at, at + 1);
      at += 1;
      continue;
    }
    const end = afterPair(text, Math.min(text.length, at + size));
    const starts = [...segmenter.segment(text.slice(at, end))].map(({ index }) => at + index);
    // What comes after the window may belong to its last character.
    const next = end === text.length ? end : (starts.at(-1) ?? end);
    size = next === at ? size * 2 : WINDOW;
    for (const [index, start] of starts.entries()) if (start < next) each(start, starts[index + 1] ?? next);
    at = next;
  }
}

/** Never between the two units of one code point. */
function afterPair(text: string, end: number): number {
  const isWithin = end < text.length && (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return isWithin ? end + 1 : end;
}

/** Printable ASCII and line feeds: two of them side by side are always two characters. */
function isPlain(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit <= 0x7e && unit !== 0x0d;
}
