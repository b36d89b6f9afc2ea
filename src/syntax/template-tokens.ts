import {
  BACKSLASH,
  CARRIAGE_RETURN,
  characterAt,
  DOLLAR,
  LINE_FEED,
  OPEN_BRACE,
  PERCENT,
  QUOTE,
  TILDE,
} from './characters.ts';
import type { Expression, Span } from './expression.ts';
import type { Scanner } from './scanner.ts';

/** How an expression is read: handed in, because templates and expressions contain each other. */
export type ReadExpression = (scanner: Scanner) => Expression;

/** What stands between the delimiters of a template, in order, before `if` and `for` are matched with their ends. */
export type TemplateToken =
  | { readonly kind: 'text'; text: string }
  | { readonly kind: 'interpolation'; readonly value: Expression; readonly height: number }
  | { readonly kind: 'if'; readonly condition: Expression; readonly height: number; readonly span: Span }
  | {
      readonly kind: 'for';
      readonly key?: string;
      readonly item: string;
      readonly collection: Expression;
      readonly height: number;
      readonly span: Span;
    }
  | TemplateEnd;

export interface TemplateEnd {
  readonly kind: 'else' | 'endif' | 'endfor';
  readonly span: Span;
}

/** Where a template's text ends, and whether backslashes escape in it. */
export type TemplateForm =
  | { readonly kind: 'quoted' }
  | { readonly kind: 'heredoc'; readonly marker: string }
  /** A string of Terraform JSON or a `templatefile`: up to the end of the text. */
  | { readonly kind: 'bare' };

const SPACES = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const LEADING_SPACES = new RegExp(`^${SPACES}`, 'u');
const TRAILING_SPACES = new RegExp(`${SPACES}$`, 'u');
const MEANS_SOMETHING = new Set([QUOTE, BACKSLASH, DOLLAR, PERCENT, LINE_FEED, CARRIAGE_RETURN]);
/** No character code. */
const END = -1;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** Reads the tokens of one template from the text, and leaves `at` after what closes it. */
export class TemplateTokens {
  readonly tokens: TemplateToken[] = [];
  at: number;
  #text = '';
  /** Start of the run of plain characters that is not yet in `#text`. */
  #run: number;
  #hasText: boolean = false;
  #trimNext: boolean = false;

  constructor(
    readonly scanner: Scanner,
    readonly form: TemplateForm,
    readonly readExpression: ReadExpression,
    start: number,
  ) {
    this.at = start;
    this.#run = start;
  }

  read(): readonly TemplateToken[] {
    const { scanner, form } = this;
    const opening = { start: Math.max(0, this.at - 1), end: this.at };
    for (let lineStart = form.kind === 'heredoc'; ; ) {
      if (lineStart && this.#closesHeredoc()) return this.tokens;
      lineStart = false;
      if (this.at >= scanner.limit) {
        if (form.kind !== 'bare') scanner.fail(unclosed(form), opening);
        this.#flush();
        return this.tokens;
      }
      const code = this.#skipPlain();
      if (code === QUOTE && form.kind === 'quoted') {
        this.#flush();
        this.at += 1;
        return this.tokens;
      }
      if (code !== END) lineStart = this.#step(code);
    }
  }

  /** Takes characters that mean nothing in any form; returns the first that may. */
  #skipPlain(): number {
    const { text, limit } = this.scanner;
    let { at } = this;
    let code = text.charCodeAt(at);
    while (at < limit && !MEANS_SOMETHING.has(code)) {
      at += 1;
      code = text.charCodeAt(at);
    }
    if (at > this.at) this.#take(at - this.at);
    return at < limit ? code : END;
  }

  /** Takes one character, escape or sequence; true after a newline. */
  #step(code: number): boolean {
    const { text } = this.scanner;
    if (code === DOLLAR || code === PERCENT) {
      if (text.charCodeAt(this.at + 1) === OPEN_BRACE) this.#readSequence(code);
      else if (text.charCodeAt(this.at + 1) === code && text.charCodeAt(this.at + 2) === OPEN_BRACE) {
        this.#append(String.fromCharCode(code, OPEN_BRACE), 3);
      } else this.#take(1);
      return false;
    }
    if (this.form.kind === 'quoted') {
      if (code === BACKSLASH) this.#readEscape();
      else if (code === LINE_FEED || code === CARRIAGE_RETURN) this.#refuseNewline();
      else this.#take(1);
      return false;
    }
    if (code === CARRIAGE_RETURN && text.charCodeAt(this.at + 1) !== LINE_FEED) this.#endAtLoneReturn();
    else this.#take(1);
    if (code === LINE_FEED) this.#flush();
    return code === LINE_FEED;
  }

  /** HashiCorp's scanner stops at a carriage return that ends no line: an error in a file, and plain text from there on elsewhere. */
  #endAtLoneReturn(): void {
    if (this.form.kind === 'heredoc') {
      const span = { start: this.at, end: this.at + 1 };
      this.scanner.fail('a carriage return without a line feed may not stand in a heredoc', span);
    }
    const rest = this.scanner.text.slice(this.at, this.scanner.limit);
    this.#append(rest.replaceAll(/([$%])\1\{/g, '$1{'), rest.length);
  }

  #refuseNewline(): never {
    this.scanner.fail('a quoted string ends before the end of its line; write \\n, or a heredoc for several lines', {
      start: this.at,
      end: this.at + 1,
    });
  }

  #take(count: number): void {
    this.at += count;
    this.#hasText = true;
  }

  /** Adds characters that do not stand in the text as they are. */
  #append(characters: string, consumed: number): void {
    this.#text += this.scanner.text.slice(this.#run, this.at) + characters;
    this.#take(consumed);
    this.#run = this.at;
  }

  /** Ends the text token that is open, if one is. */
  #flush(): void {
    if (this.#hasText) {
      const raw = this.#text + this.scanner.text.slice(this.#run, this.at);
      const text = this.#trimNext ? raw.replace(LEADING_SPACES, '') : raw;
      this.tokens.push({ kind: 'text', text: normalized(text) });
      this.#trimNext = false;
    }
    this.#text = '';
    this.#hasText = false;
    this.#run = this.at;
  }

  #readEscape(): void {
    const { text } = this.scanner;
    const letter = text.charAt(this.at + 1);
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) {
      this.#append(plain, 2);
      return;
    }
    const length = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    const digits = text.slice(this.at + 2, this.at + 2 + length);
    const span = { start: this.at, end: this.at + 1 + characterAt(text, this.at + 1).length };
    if (length === 0 || !/^[0-9a-fA-F]+$/.test(digits) || digits.length < length) {
      this.scanner.fail('this is no escape: \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN are', span);
    }
    const point = Number.parseInt(digits, 16);
    if (!isScalar(point)) this.scanner.fail(`\\${letter}${digits} is no character of Unicode`, span);
    this.#append(String.fromCodePoint(point), 2 + length);
  }

  /** `${...}` or `%{...}`, with `~` on either side. */
  #readSequence(code: number): void {
    const { scanner } = this;
    const strips = scanner.text.charCodeAt(this.at + 2) === TILDE;
    const start = this.at;
    this.#flush();
    const last = this.tokens.at(-1);
    if (strips && last?.kind === 'text') last.text = last.text.replace(TRAILING_SPACES, '');
    scanner.advanceFrom(start + (strips ? 3 : 2));
    scanner.acrossNewlines(() => {
      const token = code === DOLLAR ? this.#readInterpolation() : this.#readControl(start);
      if (!scanner.at('}') && !scanner.at('~}')) {
        scanner.fail(`expected \`}\` at the end of the template sequence, not ${scanner.describe()}`);
      }
      this.tokens.push(token);
      this.#trimNext = scanner.at('~}');
    });
    this.at = scanner.end;
    this.#run = this.at;
  }

  #readInterpolation(): TemplateToken {
    const value = this.readExpression(this.scanner);
    return { kind: 'interpolation', value, height: this.scanner.height };
  }

  #readControl(start: number): TemplateToken {
    const { scanner } = this;
    const span = { start, end: scanner.end };
    switch (scanner.at('identifier') ? scanner.word : '') {
      case 'if': {
        scanner.advance();
        const condition = this.readExpression(scanner);
        return { kind: 'if', condition, height: scanner.height, span };
      }
      case 'for':
        return this.#readFor(span);
      case 'else':
        return this.#readEnd('else', span);
      case 'endif':
        return this.#readEnd('endif', span);
      case 'endfor':
        return this.#readEnd('endfor', span);
      default:
        return scanner.fail(`a template directive is if, else, endif, for or endfor, not ${scanner.describe()}`);
    }
  }

  #readEnd(kind: 'else' | 'endif' | 'endfor', span: Span): TemplateToken {
    this.scanner.advance();
    return { kind, span };
  }

  #readFor(span: Span): TemplateToken {
    const { scanner } = this;
    scanner.advance();
    const first = nameOf(scanner);
    let second: string | undefined;
    if (scanner.at(',')) {
      scanner.advance();
      second = nameOf(scanner);
    }
    if (!scanner.at('identifier') || scanner.word !== 'in') {
      scanner.fail(`expected \`in\` after the names of the for directive, not ${scanner.describe()}`);
    }
    scanner.advance();
    const collection = this.readExpression(scanner);
    const names = second === undefined ? { item: first } : { key: first, item: second };
    return { kind: 'for', ...names, collection, height: scanner.height, span };
  }

  /** True if the line that starts here is the end marker; then `at` is the end of that line. */
  #closesHeredoc(): boolean {
    const { scanner, form } = this;
    if (form.kind !== 'heredoc' || this.at >= scanner.limit) return false;
    const end = lineEnd(scanner.text, this.at, scanner.limit);
    // Terraform wants the end of the line after the marker, even at the end of the file.
    if (end >= scanner.limit) return false;
    if (scanner.text.slice(this.at, end).trim() !== form.marker) return false;
    this.#flush();
    this.at = end;
    return true;
  }
}

/** The offset of the newline that ends the line at `at`, or of the text's end. */
function lineEnd(text: string, at: number, limit: number): number {
  const newline = text.indexOf('\n', at);
  if (newline < 0 || newline > limit) return limit;
  return newline > at && text.charCodeAt(newline - 1) === CARRIAGE_RETURN ? newline - 1 : newline;
}

/** Reads the identifier at hand. */
export function nameOf(scanner: Scanner): string {
  if (!scanner.at('identifier')) scanner.fail(`expected a name, not ${scanner.describe()}`);
  const name = scanner.word;
  scanner.advance();
  return name;
}

/** What is said of a template that goes on to the end of the text. */
export function unclosed(form: TemplateForm): string {
  return form.kind === 'heredoc'
    ? `no line holds the marker \`${form.marker}\` that ends the heredoc`
    : 'the string that starts here is not closed';
}

/** cty holds strings in Unicode's normal form C. No character below U+0300 is changed by it. */
function normalized(text: string): string {
  return /[\u0300-\uffff]/.test(text) ? text.normalize('NFC') : text;
}

function isScalar(point: number): boolean {
  return point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
}
