const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terraform keeps at most so many bytes of what a string is known to start with. */
const KEPT_BYTES = 128;

/** ASCII that nothing combines with: no letter, no digit, none of the signs that a stroke can cross. */
const SETTLED = /[\t !-/:;?-@[-_{-~]$/;

/**
 * What of the known beginning of a string holds however it goes on: all of it after a character that nothing combines with, else all
 * but its last character; and no more than Terraform keeps.
 */
export function knownPrefix(text: string): string {
  const head = text.length > KEPT_BYTES ? text.slice(0, KEPT_BYTES) : text;
  if (SETTLED.test(head)) return head;
  const characters = [...graphemes.segment(head)].map(({ segment }) => segment);
  characters.pop();
  return characters.join('');
}
