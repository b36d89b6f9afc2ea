const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as a reader counts them (Unicode Standard Annex 29, grapheme clusters): what Terraform's functions count in. */
export function graphemes(text: string): readonly string[] {
  if (isSimple(text)) return [...text];
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Printable ASCII, where each unit is a character. */
function isSimple(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 0x0d || unit > 0x7e) return false;
  }
  return true;
}
