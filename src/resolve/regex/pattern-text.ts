import { PatternError } from './syntax.ts';

/** The text of a regular expression and how far it has been read. */
export class PatternText {
  #at = 0;

  constructor(readonly source: string) {}

  get ended(): boolean {
    return this.#at >= this.source.length;
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.#at);
  }

  /** Steps over a text if it comes next. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** Steps over what matches at this place; the pattern starts with `^`. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.source.slice(this.#at));
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }

  /** The next code point. */
  next(): number {
    const point = this.source.codePointAt(this.#at);
    if (point === undefined) throw new PatternError('it ends too early');
    this.#at += point > 0xffff ? 2 : 1;
    return point;
  }
}
