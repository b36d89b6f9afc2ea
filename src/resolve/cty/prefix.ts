const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terraform keeps at most so many bytes of what a string is known to start with. */
const KEPT_BYTES = 128;

/**
 * What of the known beginning of a string holds however it goes on: all but its last character, with which the next could
 * still combine, and no more than Terraform keeps.
 */
export function knownPrefix(text: string): string {
  const head = text.length > KEPT_BYTES ? text.slice(0, KEPT_BYTES) : text;
  const characters = [...graphemes.segment(head)].map(({ segment }) => segment);
  characters.pop();
  return characters.join('');
}
