import type { Expression, Problem, SourceFile, Span } from './expression.ts';
import { readExpression } from './expression-parser.ts';
import { Scanner, SyntaxTrouble } from './scanner.ts';
import { readBareTemplate } from './template.ts';

/** A `Malformed` expression comes with the problem that says why. */
export interface Parsed {
  readonly expression: Expression;
  readonly problems: readonly Problem[];
}

/** Parses a text, or a span of it, as one expression. Newlines in it are spaces. Offsets are the text's. */
export function parseExpression(file: SourceFile, span?: Span): Parsed {
  return parse(file, span, (scanner) => {
    scanner.newlinesCount = false;
    scanner.advance();
    const expression = readExpression(scanner);
    if (!scanner.at('end')) scanner.fail(`expected the end of the expression, not ${scanner.describe()}`);
    return expression;
  });
}

/** Parses a text, or a span of it, as a template: what stands between quotes, with no backslash escapes. */
export function parseTemplate(file: SourceFile, span?: Span): Parsed {
  return parse(file, span, (scanner) => readBareTemplate(scanner, readExpression, scanner.end));
}

/** True if a string is more than itself: it has an interpolation, a directive, or an escape of either. */
export function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

function parse(file: SourceFile, span: Span | undefined, read: (scanner: Scanner) => Expression): Parsed {
  const scanner = new Scanner(file.text, span?.start ?? 0, span?.end ?? file.text.length);
  try {
    return { expression: read(scanner), problems: scanner.problems };
  } catch (error) {
    if (!(error instanceof SyntaxTrouble)) throw error;
    const problem = { span: error.span, message: error.message };
    const whole = span ?? { start: 0, end: file.text.length };
    const expression: Expression = { kind: 'malformed', span: whole, why: error.message };
    return { expression, problems: [...scanner.problems, problem] };
  }
}
