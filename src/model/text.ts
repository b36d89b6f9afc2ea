/**
 * A sentence in which our words and the user's data are kept apart, so that each reporter can fence the data in its own
 * way and a name from a judged file never becomes markup, a terminal escape or a formula.
 */
export type Text = readonly (string | Data)[];

export interface Data {
  readonly data: string;
}

/** Template tag: the literal pieces are ours, the holes are data. */
export function say(ours: TemplateStringsArray, ...holes: readonly (string | number)[]): Text {
  const text: (string | Data)[] = [];
  ours.forEach((piece, index) => {
    if (piece !== '') text.push(piece);
    const hole = holes[index];
    if (index < holes.length && hole !== undefined) text.push({ data: String(hole) });
  });
  return text;
}

/** Our words alone. */
export function words(ours: string): Text {
  return ours === '' ? [] : [ours];
}

/** Without any fence: for sorting, hashing and tests, never for output. */
export function plain(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? part : part.data)).join('');
}
