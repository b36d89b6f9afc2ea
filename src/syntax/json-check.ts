import { BACKSLASH, CLOSE_BRACE, characterAt, clipped, isDigit, OPEN_BRACE, QUOTE } from './characters.ts';
import type { Problem, Span } from './expression.ts';
import { CLOSE_BRACKET, COLON, COMMA, OPEN_BRACKET, skipSpace } from './json-scan.ts';
import { DEEPEST, SyntaxTrouble } from './scanner.ts';

/** A key that an object has more than once. */
export interface DuplicateKey {
  readonly key: string;
  readonly path: readonly (string | number)[];
  /** Of the key, each time. */
  readonly spans: readonly Span[];
  /** True if every value under it is an object or an array. */
  readonly containers: boolean;
}

export interface JsonCheck {
  readonly problem?: Problem;
  readonly duplicates: readonly DuplicateKey[];
}

interface Level {
  readonly start: number;
  /** Spans of the keys so far; `undefined` in an array. */
  readonly keys: Map<string, Span[]> | undefined;
  step: string | number;
  /** Keys that have held anything but an object or an array. */
  readonly scalars: Set<string | number>;
}

/** Goes over a text by the grammar of RFC 8259 and says where it is left first, and which keys are there twice. It builds nothing. */
export function checkJson(text: string): JsonCheck {
  const checker = new Checker(text);
  try {
    checker.check();
    return { duplicates: checker.duplicates };
  } catch (error) {
    if (!(error instanceof SyntaxTrouble)) throw error;
    return { problem: { span: error.span, message: error.message }, duplicates: checker.duplicates };
  }
}

class Checker {
  readonly duplicates: DuplicateKey[] = [];
  readonly #levels: Level[] = [];
  #at = 0;

  constructor(readonly text: string) {}

  check(): void {
    this.#value();
    while (this.#levels.length > 0) this.#afterValue();
    this.#space();
    if (this.#at < this.text.length) this.#fail(`expected the end of the file, not ${this.#here()}`);
  }

  /** Reads a scalar, or opens an object or array and reads up to its first value. */
  #value(): void {
    for (;;) {
      this.#space();
      const code = this.text.charCodeAt(this.#at);
      if (code !== OPEN_BRACE && code !== OPEN_BRACKET) {
        this.#scalar(code);
        return;
      }
      this.#open(code === OPEN_BRACE);
      const close = code === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
      if (this.text.charCodeAt(skipSpace(this.text, this.#at)) === close) return;
      if (code === OPEN_BRACE) this.#key();
    }
  }

  #open(object: boolean): void {
    if (this.#levels.length >= DEEPEST) this.#fail(`nested deeper than ${DEEPEST} levels`);
    const keys = object ? new Map<string, Span[]>() : undefined;
    this.#levels.push({ start: this.#at, keys, step: object ? '' : 0, scalars: new Set() });
    this.#at += 1;
  }

  /** After a value or at an empty container: a comma and the next value, or the end of the container. */
  #afterValue(): void {
    const level = this.#levels.at(-1);
    if (level === undefined) return;
    this.#space();
    const code = this.text.charCodeAt(this.#at);
    const close = level.keys === undefined ? CLOSE_BRACKET : CLOSE_BRACE;
    if (code === close) {
      this.#at += 1;
      this.#close(level);
    } else if (code === COMMA) {
      this.#at += 1;
      if (level.keys !== undefined) this.#key();
      else level.step = Number(level.step) + 1;
      this.#value();
    } else {
      this.#unfinished(level);
    }
  }

  #unfinished(level: Level): never {
    const [mark, name] = level.keys === undefined ? [']', 'array'] : ['}', 'object'];
    if (this.#at < this.text.length) this.#fail(`expected \`,\` or \`${mark}\`, not ${this.#here()}`);
    const before = this.text.slice(0, level.start).split('\n').length;
    return this.#fail(`the file ends inside the ${name} that starts on line ${before}`);
  }

  #close(level: Level): void {
    this.#levels.pop();
    if (level.keys === undefined) return;
    const path = this.#levels.map((outer) => outer.step);
    for (const [key, spans] of level.keys) {
      if (spans.length > 1) this.duplicates.push({ key, path, spans, containers: !level.scalars.has(key) });
    }
  }

  #key(): void {
    this.#space();
    if (this.text.charCodeAt(this.#at) !== QUOTE) this.#fail(`expected a key in double quotes, not ${this.#here()}`);
    const start = this.#at;
    this.#string();
    const span = { start, end: this.#at };
    const key = String(JSON.parse(this.text.slice(start, this.#at)));
    const level = this.#levels.at(-1);
    if (level?.keys !== undefined) {
      level.step = key;
      const spans = level.keys.get(key);
      if (spans === undefined) level.keys.set(key, [span]);
      else spans.push(span);
    }
    this.#space();
    if (this.text.charCodeAt(this.#at) !== COLON) this.#fail(`expected \`:\` after the key, not ${this.#here()}`);
    this.#at += 1;
  }

  #scalar(code: number): void {
    const level = this.#levels.at(-1);
    if (level?.keys !== undefined) level.scalars.add(level.step);
    if (code === QUOTE) {
      this.#string();
      return;
    }
    const word = /-?[0-9][0-9.eE+-]*|[A-Za-z_]+/y;
    word.lastIndex = this.#at;
    const [found] = word.exec(this.text) ?? [''];
    const start = this.#at;
    const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(found);
    if (!isNumber && found !== 'true' && found !== 'false' && found !== 'null') {
      if (found !== '' && (code === 0x2d || isDigit(code)))
        this.#fail(`\`${clipped(found)}\` is no number of JSON`, found.length);
      this.#fail(`expected a value, not ${found === '' ? this.#here() : `\`${clipped(found)}\``}`, found.length);
    }
    this.#at = start + found.length;
  }

  #string(): void {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (this.#at >= this.text.length) {
        this.#at = start;
        this.#fail('the string that starts here is not closed', 1);
      }
      if (code < 0x20) this.#fail('a string may not contain a newline or control character; write it as an escape');
      if (code === BACKSLASH) this.#escape();
      else this.#at += 1;
      if (code === QUOTE) return;
    }
  }

  #escape(): void {
    const grammar = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
    grammar.lastIndex = this.#at;
    const found = grammar.exec(this.text);
    if (found === null) this.#fail(`\`\\${characterAt(this.text, this.#at + 1)}\` is no escape of JSON`, 2);
    this.#at += found[0].length;
  }

  #space(): void {
    this.#at = skipSpace(this.text, this.#at);
  }

  #here(): string {
    return this.#at < this.text.length ? `\`${characterAt(this.text, this.#at)}\`` : 'the end of the file';
  }

  #fail(message: string, length = 1): never {
    throw new SyntaxTrouble(message, { start: this.#at, end: Math.min(this.#at + length, this.text.length) });
  }
}
