import { parseDecimal } from '../cty/decimal.ts';
import { bool, type Cty, DYNAMIC, nullOf, number, object, string, tuple } from '../cty/value.ts';

/** Nested deeper than this no reader follows. */
const DEEPEST = 400;

/** Reads JSON text into a value, numbers with all their digits. The last of several members with one name counts. */
export class JsonReader {
  problem = '';
  #at = 0;
  #depth = 0;

  constructor(readonly text: string) {}

  /** `undefined` when the text is no JSON: `problem` says why. */
  read(): Cty | undefined {
    try {
      JSON.parse(this.text);
    } catch {
      this.problem = 'it cannot be parsed';
      return undefined;
    }
    return this.#value();
  }

  // The text is known to be JSON: only the depth can still be wrong.
  #value(): Cty | undefined {
    this.#skip();
    const character = this.text.charAt(this.#at);
    if (character === '{' || character === '[') return this.#nested(character === '{');
    if (character === '"') return string(this.#string());
    const [word = ''] = /^[^\s,\]}]+/.exec(this.text.slice(this.#at, this.#at + 2000)) ?? [];
    this.#at += word.length;
    if (word === 'null') return nullOf(DYNAMIC);
    if (word === 'true' || word === 'false') return bool(word === 'true');
    const parsed = parseDecimal(word);
    if (parsed === undefined) this.problem = `the number ${word.slice(0, 40)} is too large`;
    return parsed && number(parsed);
  }

  #nested(isObject: boolean): Cty | undefined {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      this.problem = `it is nested deeper than ${DEEPEST} levels`;
      return undefined;
    }
    this.#at += 1;
    const value = isObject ? this.#members() : this.#items();
    this.#depth -= 1;
    return value;
  }

  #members(): Cty | undefined {
    const entries = new Map<string, Cty>();
    while (!this.#ends('}')) {
      const name = string(this.#string()).value;
      this.#skip();
      this.#at += 1;
      const value = this.#value();
      if (value === undefined) return undefined;
      entries.set(name, value);
    }
    return object(entries);
  }

  #items(): Cty | undefined {
    const items: Cty[] = [];
    while (!this.#ends(']')) {
      const value = this.#value();
      if (value === undefined) return undefined;
      items.push(value);
    }
    return tuple(items);
  }

  /** Steps over a comma; over the closing bracket and says so. */
  #ends(close: string): boolean {
    this.#skip();
    if (this.text.charAt(this.#at) === ',') {
      this.#at += 1;
      this.#skip();
    }
    if (this.text.charAt(this.#at) !== close) return false;
    this.#at += 1;
    return true;
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    while (this.text.charAt(this.#at) !== '"') this.#at += this.text.charAt(this.#at) === '\\' ? 2 : 1;
    this.#at += 1;
    // Half of a character alone is none: Go puts a replacement character in its place.
    return (JSON.parse(this.text.slice(start, this.#at)) as string).replace(/\p{Surrogate}/gu, '\ufffd');
  }

  #skip(): void {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at += 1;
  }
}
