import { folded, inRanges, POSIX } from './character-class.ts';
import { readCharacterEscape, readClassEscape } from './escape.ts';
import type { PatternText } from './pattern-text.ts';
import { type CharacterTest, PatternError } from './syntax.ts';

/** Reads `[...]`, its opening bracket read. */
export class ClassParser {
  readonly #ranges: (readonly [number, number])[] = [];
  readonly #tests: CharacterTest[] = [];

  constructor(
    readonly text: PatternText,
    readonly ignoreCase: boolean,
  ) {}

  parse(): CharacterTest {
    const negated = this.text.take('^');
    let first = true;
    while (first || !this.text.sees(']')) {
      if (this.text.ended) throw new PatternError('a closing bracket is missing');
      this.#item();
      first = false;
    }
    this.text.take(']');
    const ranges = inRanges(this.#ranges);
    const tests = this.#tests;
    const either: CharacterTest = (point) => ranges(point) || tests.some((test) => test(point));
    const cased = this.ignoreCase ? folded(either) : either;
    return negated ? (point) => !cased(point) : cased;
  }

  #item(): void {
    const posix = this.text.match(/^\[:(\^?)(\w+):\]/);
    if (posix !== undefined) {
      const ranges = POSIX[posix[2] ?? ''];
      if (ranges === undefined) throw new PatternError(`there is no character class ${posix[0]}`);
      const test = inRanges(ranges);
      this.#tests.push(posix[1] === '^' ? (point) => !test(point) : test);
      return;
    }
    const first = this.#single();
    if (first === undefined) return;
    if (!this.text.sees('-') || this.text.sees('-]')) {
      this.#ranges.push([first, first]);
      return;
    }
    this.text.take('-');
    const last = this.#single();
    if (last === undefined || last < first) throw new PatternError('a range in a character class is out of order');
    this.#ranges.push([first, last]);
  }

  /** One character; `undefined` for a whole class, which has been added. */
  #single(): number | undefined {
    if (!this.text.take('\\')) return this.text.next();
    const inner = readClassEscape(this.text);
    if (inner === undefined) return readCharacterEscape(this.text);
    this.#tests.push(inner.matches);
    return undefined;
  }
}
