import type { Expression, Span, TemplatePart } from './expression.ts';
import type { Scanner } from './scanner.ts';
import {
  type ReadExpression,
  type TemplateEnd,
  type TemplateForm,
  type TemplateToken,
  TemplateTokens,
  unclosed,
} from './template-tokens.ts';

/** Reads the quoted string whose opening quote is the token at hand, and goes to the token after it. */
export function readQuoted(scanner: Scanner, readExpression: ReadExpression): Expression {
  return readDelimited(scanner, readExpression, { kind: 'quoted' }, scanner.start, scanner.end, false);
}

/** Reads the heredoc whose `<<` is the token at hand, and goes to the token after its end marker. */
export function readHeredoc(scanner: Scanner, readExpression: ReadExpression): Expression {
  const { start } = scanner;
  const opening = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
  opening.lastIndex = start;
  const found = opening.exec(scanner.text);
  if (found === null) scanner.fail('a heredoc starts with << or <<-, a marker and the end of the line');
  const [whole, dash, marker = ''] = found;
  const form = { kind: 'heredoc', marker } as const;
  const inner = start + whole.length;
  // Asked first: a file full of heredocs that do not end would be read to its end for each of them.
  if (!mayEnd(scanner.text, inner, marker)) scanner.fail(unclosed(form), { start: inner - 1, end: inner });
  return readDelimited(scanner, readExpression, form, start, inner, dash === '-');
}

function mayEnd(text: string, inner: number, marker: string): boolean {
  const closing = new RegExp(`^[^\\S\\n]*${marker}[^\\S\\n]*$`, 'gmu');
  closing.lastIndex = inner;
  return closing.test(text);
}

/** Reads a whole text as a template: no delimiters, and backslashes stand for themselves. */
export function readBareTemplate(scanner: Scanner, readExpression: ReadExpression, start: number): Expression {
  return readDelimited(scanner, readExpression, { kind: 'bare' }, start, start, false);
}

function readDelimited(
  scanner: Scanner,
  readExpression: ReadExpression,
  form: TemplateForm,
  start: number,
  inner: number,
  flush: boolean,
): Expression {
  scanner.enter();
  const reader = new TemplateTokens(scanner, form, readExpression, inner);
  const tokens = reader.read();
  if (flush) flushHeredoc(tokens);
  const structure = new Structure(scanner, tokens);
  const parts = structure.readAll();
  scanner.rise(structure.height);
  scanner.leave();
  scanner.advanceFrom(reader.at);
  return templateOf(parts, { start, end: reader.at });
}

function templateOf(parts: readonly TemplatePart[], span: Span): Expression {
  const [only] = parts;
  if (only === undefined) return { kind: 'literal', span, value: '' };
  if (parts.length === 1 && only.kind === 'text') return { kind: 'literal', span, value: only.text };
  return { kind: 'template', span, parts };
}

/** `<<-`: takes the smallest indentation of all lines from each of them; lines of spaces alone neither count nor change. */
function flushHeredoc(tokens: readonly TemplateToken[]): void {
  const indented: { text: string }[] = [];
  let smallest = Number.POSITIVE_INFINITY;
  let lineStart = true;
  for (const token of tokens) {
    if (lineStart) {
      const spaces = token.kind === 'text' ? indentation(token.text) : 0;
      if (token.kind === 'text' && spaces !== Number.POSITIVE_INFINITY) indented.push(token);
      smallest = Math.min(smallest, spaces);
    }
    lineStart = token.kind === 'text' && token.text.endsWith('\n');
  }
  for (const line of indented) line.text = line.text.slice(smallest);
}

function indentation(line: string): number {
  const spaces = line.length - line.trimStart().length;
  return spaces === line.length && line.endsWith('\n') ? Number.POSITIVE_INFINITY : spaces;
}

/** Matches `if` and `for` with their ends. */
class Structure {
  /** Of the highest part. */
  height = 0;
  #at = 0;
  /** Directives that are open. */
  #level = 0;

  constructor(
    readonly scanner: Scanner,
    readonly tokens: readonly TemplateToken[],
  ) {}

  readAll(): readonly TemplatePart[] {
    const parts = this.#readParts();
    const stray = this.tokens[this.#at];
    if (stray !== undefined && 'span' in stray) {
      this.scanner.fail(`\`${stray.kind}\` without the directive that it belongs to`, stray.span);
    }
    return parts;
  }

  /** Reads up to a closing directive, which is left in place. */
  #readParts(): readonly TemplatePart[] {
    const parts: TemplatePart[] = [];
    for (;;) {
      const token = this.tokens[this.#at];
      if (token === undefined || isEnd(token)) return parts;
      this.#at += 1;
      if (token.kind === 'text') addText(parts, token.text);
      else {
        this.height = Math.max(this.height, token.height + this.#level);
        parts.push(
          token.kind === 'interpolation' ? { kind: 'interpolation', value: token.value } : this.#readBlock(token),
        );
      }
    }
  }

  #readBlock(token: Extract<TemplateToken, { readonly kind: 'if' | 'for' }>): TemplatePart {
    this.#level += 1;
    this.scanner.enter();
    const part = token.kind === 'for' ? this.#readFor(token) : this.#readIf(token);
    this.scanner.leave();
    this.#level -= 1;
    return part;
  }

  #readFor(token: Extract<TemplateToken, { readonly kind: 'for' }>): TemplatePart {
    const body = this.#readParts();
    this.#close(token.span, 'for', 'endfor');
    const names = token.key === undefined ? { item: token.item } : { key: token.key, item: token.item };
    return { kind: 'for', ...names, collection: token.collection, body };
  }

  #readIf(token: Extract<TemplateToken, { readonly kind: 'if' }>): TemplatePart {
    const then = this.#readParts();
    let otherwise: readonly TemplatePart[] = [];
    if (this.tokens[this.#at]?.kind === 'else') {
      this.#at += 1;
      otherwise = this.#readParts();
    }
    this.#close(token.span, 'if', 'endif');
    return { kind: 'if', condition: token.condition, then, else: otherwise };
  }

  #close(opening: Span, name: string, wanted: string): void {
    const token = this.tokens[this.#at];
    if (token?.kind !== wanted) {
      this.scanner.fail(`the template directive \`${name}\` that starts here has no \`${wanted}\``, opening);
    }
    this.#at += 1;
  }
}

function isEnd(token: TemplateToken): token is TemplateEnd {
  return token.kind === 'else' || token.kind === 'endif' || token.kind === 'endfor';
}

/** Joins texts that follow one another. */
function addText(parts: TemplatePart[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
  else parts.push({ kind: 'text', text });
}
