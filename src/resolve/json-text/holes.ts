import type { Cty, UnknownValue } from '../cty/value.ts';
import { TextBuilder } from '../evaluate/template.ts';

const OPEN = '\u{F0000}';
const CLOSE = '\u{F0001}';
const ANY_HOLE = /"\u{F0000}!(\d+)\u{F0001}"|\u{F0000}(\d+)\u{F0001}/gu;

/**
 * Carries unknown pieces through work on JSON text: each is a mark from a private plane of Unicode while the text is sorted, merged
 * and written, and becomes a piece of the resulting string again.
 */
export class Holes {
  readonly #pieces: UnknownValue[] = [];

  /** True for text that could be mistaken for a mark: nobody writes it by accident. */
  static clash(text: string): boolean {
    return text.includes(OPEN) || text.includes(CLOSE);
  }

  /** A string, its unknown pieces marked. Only for strings and unknowns of any type. */
  text(value: Cty): string {
    if (value.kind === 'string') return value.value;
    if (value.kind !== 'unknown') return '';
    const parts = value.json ?? value.parts ?? [value];
    return parts.map((part) => (typeof part === 'string' ? part : OPEN + String(this.#add(part)) + CLOSE)).join('');
  }

  /** A mark for a JSON value of which nothing is known. As a JSON string it becomes a hole without the quotes. */
  bare(value: UnknownValue): string {
    return `${OPEN}!${this.#add(value)}${CLOSE}`;
  }

  isBare(text: string): boolean {
    return text.startsWith(`${OPEN}!`);
  }

  /** JSON text in which marks stand for whole values too, made such that a JSON parser reads those as strings. */
  quoted(json: string): string {
    if (!json.includes(OPEN)) return json;
    let inString = false;
    let result = '';
    for (let index = 0; index < json.length; index++) {
      const character = json.charAt(index);
      const end = inString || !json.startsWith(OPEN, index) ? -1 : json.indexOf(CLOSE, index) + CLOSE.length;
      if (end > 0) {
        const mark = json.slice(index + OPEN.length, end);
        result += `"${OPEN}!${mark}"`;
        index = end - 1;
        continue;
      }
      result += character;
      if (character === '"') inString = !inString;
      else if (inString && character === '\\') {
        result += json.charAt(index + 1);
        index += 1;
      }
    }
    return result;
  }

  hasHole(text: string): boolean {
    return text.includes(OPEN);
  }

  #add(piece: UnknownValue): number {
    return this.#pieces.push(piece) - 1;
  }

  /** The text with its marks made unknown again. */
  fill(text: string, limit: number): Cty {
    const builder = new TextBuilder(limit);
    let from = 0;
    for (const match of text.matchAll(ANY_HOLE)) {
      builder.text(text.slice(from, match.index));
      const piece = this.#pieces[Number(match[1] ?? match[2])];
      // A bare one may be of any type: an unknown list of actions.
      if (piece !== undefined) builder.hole(piece);
      from = match.index + match[0].length;
    }
    builder.text(text.slice(from));
    return builder.finish();
  }
}
