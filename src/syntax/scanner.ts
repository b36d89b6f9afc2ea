import {
  CARRIAGE_RETURN,
  characterAt,
  HASH,
  identifierEnd,
  isDigit,
  LINE_FEED,
  numberEnd,
  SLASH,
  SPACE,
  STAR,
  startsIdentifier,
  TAB,
} from './characters.ts';
import type { Problem, Span } from './expression.ts';

/**
 * The deepest that expressions and blocks may nest. Every reader of a tree recurses over it: the limit keeps all of them
 * inside the stack. The deepest expression of real configuration that we know has about thirty levels.
 */
export const DEEPEST = 400;

const PUNCTUATION = [
  '...',
  '<<',
  '&&',
  '||',
  '==',
  '!=',
  '<=',
  '>=',
  '=>',
  '::',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '=',
  '<',
  '>',
  '!',
  '?',
  ':',
  '+',
  '-',
  '*',
  '/',
  '%',
  ',',
  '.',
  '"',
] as const;

type Punctuation = (typeof PUNCTUATION)[number];

/** `~}` closes a template sequence; `newline` is seen only where newlines end expressions. */
export type TokenKind = Punctuation | 'identifier' | 'number' | '~}' | 'newline' | 'end' | 'invalid';

const BY_FIRST: readonly (readonly Punctuation[])[] = Array.from({ length: 128 }, (_, code) =>
  PUNCTUATION.filter((mark) => mark.charCodeAt(0) === code),
);

const NONE: readonly Punctuation[] = [];

/** Thrown inside the parsers and caught where reading can go on. */
export class SyntaxTrouble extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/**
 * Walks over a text one token at a time. Newlines are no tokens of their own: each token knows whether one came before it,
 * so that brackets can switch their meaning off without scanning anything twice.
 */
export class Scanner {
  /** The token at hand. */
  start = 0;
  end: number;
  /** Where the token before it ended. */
  previousEnd: number;
  /** False inside brackets, where a newline is a space. */
  newlinesCount: boolean = true;
  /** Levels that are open. */
  depth = 0;
  /** Height of the expression that was read last. */
  height = 0;
  readonly problems: Problem[] = [];
  #kind: TokenKind = 'end';
  #afterNewline = false;

  constructor(
    readonly text: string,
    start = 0,
    readonly limit: number = text.length,
  ) {
    const first = start === 0 && text.startsWith('\ufeff') ? 1 : start;
    this.end = first;
    this.previousEnd = first;
  }

  get kind(): TokenKind {
    return this.newlinesCount && this.#afterNewline && this.#kind !== 'end' ? 'newline' : this.#kind;
  }

  at(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** Of the token; a newline stands where the text before it ended. */
  get span(): Span {
    if (this.kind === 'newline') return { start: this.previousEnd, end: this.previousEnd };
    return { start: this.start, end: this.end };
  }

  get word(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Goes to the next token. */
  advance(): void {
    this.previousEnd = this.end;
    this.#skipSpace();
    this.start = this.end;
    this.#scan();
  }

  /** Goes to the token that starts at or after an offset, as if the text before it had been read. */
  advanceFrom(offset: number): void {
    this.end = offset;
    this.advance();
  }

  /** Takes the newline before the token as read. */
  acceptNewline(): void {
    this.#afterNewline = false;
  }

  /** Runs `read` with newlines as spaces, as inside brackets. Whoever catches what it throws puts things right with `resume`. */
  acrossNewlines<T>(read: () => T): T {
    const before = this.newlinesCount;
    this.newlinesCount = false;
    const result = read();
    this.newlinesCount = before;
    return result;
  }

  /** Goes one level deeper; `leave` comes back. */
  enter(): void {
    if (this.depth >= DEEPEST) this.fail(`nested deeper than ${DEEPEST} levels`);
    this.depth += 1;
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Goes on at an offset after trouble, at a level and where newlines count. */
  resume(offset: number, depth: number): void {
    this.depth = depth;
    this.newlinesCount = true;
    this.advanceFrom(offset);
  }

  /** Notes that the expression read last has parts whose greatest height is this. */
  rise(height: number): void {
    this.height = height + 1;
    if (this.height > DEEPEST) this.fail(`nested deeper than ${DEEPEST} levels`);
  }

  fail(message: string, span: Span = this.span): never {
    throw new SyntaxTrouble(message, span);
  }

  report(trouble: Problem): void {
    this.problems.push({ span: trouble.span, message: trouble.message });
  }

  /** The token in words, for messages. */
  describe(): string {
    const kind = this.kind;
    if (kind === 'end') return 'the end of the text';
    if (kind === 'newline') return 'the end of the line';
    return kind === 'invalid' ? `the character ${characterAt(this.text, this.start)}` : `\`${this.word}\``;
  }

  #skipSpace(): void {
    this.#afterNewline = false;
    while (this.end < this.limit) {
      const code = this.text.charCodeAt(this.end);
      if (code === SPACE || code === TAB) this.end += 1;
      else if (code === LINE_FEED) this.#newline(this.end + 1);
      else if (code === CARRIAGE_RETURN && this.text.charCodeAt(this.end + 1) === LINE_FEED)
        this.#newline(this.end + 2);
      else if (code === HASH || code === SLASH) {
        if (!this.#skipComment(code)) return;
      } else return;
    }
  }

  #newline(after: number): void {
    this.#afterNewline = true;
    this.end = after;
  }

  #skipComment(code: number): boolean {
    const next = this.text.charCodeAt(this.end + 1);
    if (code === HASH || next === SLASH) {
      const newline = this.text.indexOf('\n', this.end);
      this.end = newline < 0 ? this.limit : Math.min(newline, this.limit);
      return true;
    }
    if (next !== STAR) return false;
    const close = this.text.indexOf('*/', this.end + 2);
    if (close < 0 || close + 2 > this.limit) {
      const span = { start: this.end, end: this.end + 2 };
      this.end = this.limit;
      this.report({ span, message: 'the comment that starts here is not closed by */' });
    } else {
      this.end = close + 2;
    }
    return true;
  }

  #scan(): void {
    const { text, start } = this;
    if (start >= this.limit) {
      this.#kind = 'end';
      return;
    }
    const code = text.charCodeAt(start);
    if (startsIdentifier(text, start)) {
      this.#kind = 'identifier';
      this.end = identifierEnd(text, start, this.limit);
    } else if (isDigit(code)) {
      this.#kind = 'number';
      this.end = Math.min(numberEnd(text, start), this.limit);
    } else {
      this.#scanPunctuation(code);
    }
  }

  #scanPunctuation(code: number): void {
    const { text, start } = this;
    const marks = BY_FIRST[code] ?? NONE;
    for (let index = 0; index < marks.length; index += 1) {
      const mark = marks[index] ?? '.';
      if (mark.length === 1 || (start + mark.length <= this.limit && text.startsWith(mark, start))) {
        this.#kind = mark;
        this.end = start + mark.length;
        return;
      }
    }
    const strips = text.startsWith('~}', start) && start + 2 <= this.limit;
    this.#kind = strips ? '~}' : 'invalid';
    this.end = start + (strips ? 2 : characterAt(text, start).length);
  }
}
