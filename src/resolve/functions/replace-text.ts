/** `replace` of a text, not of a pattern, in a string of which some pieces are not known: what is known around them stays. */
import { STRING } from '../cty/type.ts';
import { type Cty, type UnknownValue, unknown, unknownFrom } from '../cty/value.ts';
import { TextBuilder } from '../evaluate/template.ts';
import type { World } from '../evaluate/world.ts';
import { lettersOf } from './alphabet.ts';

export type Pieces = readonly (string | UnknownValue)[];

/**
 * Every occurrence of `wanted` in a known piece becomes `by`. Of an unknown piece nothing is known afterwards, unless it cannot hold
 * `wanted`. Nothing at all is known where an occurrence might begin in one piece and end in another.
 */
export function replaceText(value: Cty, wanted: string, by: Cty, world: World): Cty {
  const pieces: Pieces | undefined =
    value.kind === 'string' ? [value.value] : value.kind === 'unknown' ? value.parts : undefined;
  if (pieces === undefined || wanted === '' || maySpan(pieces, wanted)) {
    return unknownFrom(STRING, [value, by], { notNull: true });
  }
  const builder = new TextBuilder(world.limits.stringLength);
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      builder.hole(mayHold([piece], wanted) ? unknown(STRING, piece.reason, { notNull: true }) : piece);
      continue;
    }
    for (const [index, between] of piece.split(wanted).entries()) {
      if (index > 0) builder.add(by);
      builder.text(between);
    }
  }
  const result = builder.finish();
  // Where nothing is replaced, what would be put in may still fail, or be null. An id or an ARN cannot.
  if (result.kind !== 'string' || by.kind !== 'unknown' || isCertainText(by)) return result;
  return unknownFrom(STRING, [by], { notNull: true });
}

function isCertainText({ reference, notNull }: UnknownValue): boolean {
  return reference !== undefined && notNull === true;
}

/** Could an occurrence begin in one piece and end in another? */
export function maySpan(pieces: Pieces, wanted: string): boolean {
  return (
    pieces.some((piece, index) => {
      if (typeof piece !== 'string') return false;
      const [before, after] = [pieces[index - 1], pieces[index + 1]];
      return (before !== undefined && mayEndIn(piece, wanted)) || (after !== undefined && mayBeginIn(piece, wanted));
    }) ||
    pieces.some((piece, index) => {
      const next = pieces[index + 1];
      return (
        typeof piece !== 'string' && next !== undefined && typeof next !== 'string' && mayHold([piece, next], wanted)
      );
    })
  );
}

/** Could an occurrence that begins before this text reach into it? */
function mayEndIn(text: string, wanted: string): boolean {
  return tails(wanted).some((tail) => text.startsWith(tail) || tail.startsWith(text));
}

/** Could an occurrence that ends after this text begin in it? */
function mayBeginIn(text: string, wanted: string): boolean {
  return heads(wanted).some((head) => text.endsWith(head) || head.endsWith(text));
}

function tails(text: string): readonly string[] {
  return Array.from({ length: text.length - 1 }, (_, index) => text.slice(index + 1));
}

function heads(text: string): readonly string[] {
  return Array.from({ length: text.length - 1 }, (_, index) => text.slice(0, index + 1));
}

/** Can a text made of the letters of these hold what is wanted? */
export function mayHold(holes: readonly UnknownValue[], wanted: string): boolean {
  const letters = holes.map(lettersOf);
  return [...wanted].every((letter) => letters.some((has) => has === undefined || has(letter)));
}
