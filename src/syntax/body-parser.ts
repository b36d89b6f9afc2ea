import { clipped } from './characters.ts';
import type { Body, BodyAttribute, BodyBlock, Expression, Problem, SourceFile, Span } from './expression.ts';
import { readExpression } from './expression-parser.ts';
import { itemEnd, opensAtMargin } from './recovery.ts';
import { Scanner, SyntaxTrouble } from './scanner.ts';

/** After so many problems the rest of a file is not read: it is no configuration, and each problem may cost a walk over the text. */
const MOST_PROBLEMS = 100;

/**
 * Reads a file of HCL's native syntax (HCL Native Syntax Specification). What cannot be read becomes a problem, and reading
 * goes on with the next item: an attribute whose value is broken stays in its body as a `Malformed` expression.
 */
export function parseHcl(file: SourceFile): { readonly body: Body; readonly problems: readonly Problem[] } {
  const reader = new BodyReader(file, false);
  const body = reader.readFile();
  if (!reader.unclosed) return { body, problems: reader.problems };
  // A missing brace has put the rest of the file inside one block. Blocks at the left margin end what is open.
  const second = new BodyReader(file, true);
  return { body: second.readFile(), problems: second.problems };
}

class BodyReader {
  /** True when a block was still open at the end of the file. */
  unclosed: boolean = false;
  readonly #scanner: Scanner;
  #gaveUp: boolean = false;

  constructor(
    readonly file: SourceFile,
    readonly marginCloses: boolean,
  ) {
    this.#scanner = new Scanner(file.text);
  }

  readFile(): Body {
    this.#scanner.advance();
    return this.#readBody(0, false);
  }

  get problems(): readonly Problem[] {
    return this.#scanner.problems;
  }

  /** Reads items up to the end of the file or, in a block, up to its closing brace, which stays at hand. */
  #readBody(start: number, inBlock: boolean): Body {
    const scanner = this.#scanner;
    const attributes = new Map<string, BodyAttribute>();
    const blocks: BodyBlock[] = [];
    for (;;) {
      if (scanner.at('newline')) scanner.acceptNewline();
      if (scanner.at('end') || (inBlock && (scanner.at('}') || this.#marginEnds()))) break;
      this.#readItem(attributes, blocks);
      if (scanner.problems.length >= MOST_PROBLEMS) this.#giveUp();
    }
    const end = inBlock ? scanner.start : this.file.text.length;
    return { file: this.file, span: { start, end }, attributes, blocks, json: false };
  }

  #giveUp(): void {
    const scanner = this.#scanner;
    if (!this.#gaveUp) {
      const span = { start: scanner.start, end: scanner.start };
      scanner.report({
        span,
        message: `the file has ${MOST_PROBLEMS} problems before this line, and was read no further`,
      });
    }
    this.#gaveUp = true;
    scanner.advanceFrom(scanner.limit);
  }

  #marginEnds(): boolean {
    return this.marginCloses && opensAtMargin(this.file.text, this.#scanner.start);
  }

  #readItem(attributes: Map<string, BodyAttribute>, blocks: BodyBlock[]): void {
    const scanner = this.#scanner;
    const { start, depth } = scanner;
    try {
      if (!scanner.at('identifier')) {
        scanner.fail(`expected the name of an argument or block, not ${scanner.describe()}`);
      }
      const name = scanner.word;
      const nameSpan = scanner.span;
      scanner.advance();
      if (scanner.at('=')) this.#readAttribute(attributes, name, nameSpan);
      else {
        const block = this.#readBlock(name, start);
        blocks.push(block);
        if (!this.file.text.endsWith('}', block.span.end)) return;
      }
      if (scanner.at('newline') || scanner.at('end')) return;
      scanner.fail(`expected the end of the line after ${name}, not ${scanner.describe()}`);
    } catch (error) {
      this.#recover(error, start, depth);
    }
  }

  #recover(error: unknown, start: number, depth: number): void {
    if (!(error instanceof SyntaxTrouble)) throw error;
    const scanner = this.#scanner;
    scanner.report(error);
    const resume = itemEnd(this.file.text, start, error.span.start, scanner.limit);
    // A stray closing brace at the top of a file closes nothing: it is passed by.
    const stray = resume === start && this.file.text[resume] === '}';
    scanner.resume(stray ? resume + 1 : resume, depth);
  }

  #readAttribute(attributes: Map<string, BodyAttribute>, name: string, nameSpan: Span): void {
    const scanner = this.#scanner;
    scanner.advance();
    const { start } = scanner;
    const earlier = attributes.get(name);
    if (earlier !== undefined) {
      scanner.report({ span: nameSpan, message: `the argument ${clipped(name)} is set twice in this block` });
    }
    const keep = (value: Expression): void => {
      if (earlier === undefined) attributes.set(name, { name, nameSpan, value });
    };
    try {
      keep(readExpression(scanner));
    } catch (error) {
      if (error instanceof SyntaxTrouble) keep({ kind: 'malformed', span: { start, end: start }, why: error.message });
      throw error;
    }
  }

  #readBlock(type: string, start: number): BodyBlock {
    const scanner = this.#scanner;
    const labels = this.#readLabels(type);
    const opening = scanner.span;
    scanner.enter();
    scanner.advance();
    const isMultiline = scanner.at('newline') || scanner.at('end') || scanner.at('}');
    const body = isMultiline ? this.#readBody(opening.end, true) : this.#readSingle(opening.end);
    scanner.leave();
    const span = { start, end: scanner.at('}') ? scanner.end : scanner.start };
    if (scanner.at('}')) {
      scanner.advance();
    } else if (!this.#gaveUp) {
      this.unclosed = true;
      scanner.report({ span: opening, message: `the block ${clipped(type)} that starts here is not closed` });
    }
    return { type, labels, body, span };
  }

  /** Names or quoted strings, up to the opening brace. */
  #readLabels(type: string): readonly string[] {
    const scanner = this.#scanner;
    const labels: string[] = [];
    while (!scanner.at('{')) {
      if (scanner.at('identifier')) {
        labels.push(scanner.word);
        scanner.advance();
      } else if (scanner.at('"')) {
        const label = readExpression(scanner);
        if (label.kind !== 'literal' || typeof label.value !== 'string') {
          return scanner.fail('a label may not contain a template', label.span);
        }
        labels.push(label.value);
      } else {
        scanner.fail(`expected \`=\`, \`{\` or a label after ${type}, not ${scanner.describe()}`);
      }
    }
    return labels;
  }

  /** `block { name = value }`. */
  #readSingle(start: number): Body {
    const scanner = this.#scanner;
    const attributes = new Map<string, BodyAttribute>();
    if (!scanner.at('identifier')) scanner.fail(`expected an argument, \`}\` or a new line, not ${scanner.describe()}`);
    const name = scanner.word;
    const nameSpan = scanner.span;
    scanner.advance();
    if (!scanner.at('=')) scanner.fail('a nested block needs lines of its own: start a new line after `{`');
    this.#readAttribute(attributes, name, nameSpan);
    if (!scanner.at('}'))
      scanner.fail(`expected \`}\`: a block on one line has one argument, not ${scanner.describe()}`);
    return { file: this.file, span: { start, end: scanner.start }, attributes, blocks: [], json: false };
  }
}
