import { readCollection } from './collection-parser.ts';
import type { Expression, Literal } from './expression.ts';
import { isOperator, strengthOf } from './operators.ts';
import type { Scanner } from './scanner.ts';
import { readHeredoc, readQuoted } from './template.ts';
import { readSteps } from './traversal-parser.ts';

const KEYWORDS: ReadonlyMap<string, Literal['value']> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads one expression that starts at the token at hand; afterwards the token after it is at hand. */
export function readExpression(scanner: Scanner): Expression {
  scanner.enter();
  const condition = readBinary(scanner, 1);
  const expression = scanner.at('?') ? readConditional(scanner, condition) : condition;
  scanner.leave();
  return expression;
}

function readConditional(scanner: Scanner, condition: Expression): Expression {
  let height = scanner.height;
  scanner.advance();
  const then = readExpression(scanner);
  height = Math.max(height, scanner.height);
  if (!scanner.at(':')) {
    scanner.fail(`expected \`:\` and the false result of the conditional, not ${scanner.describe()}`);
  }
  scanner.advance();
  const otherwise = readExpression(scanner);
  scanner.rise(Math.max(height, scanner.height));
  const span = { start: condition.span.start, end: otherwise.span.end };
  return { kind: 'conditional', span, condition, then, else: otherwise };
}

/** Precedence climbing: operators weaker than `weakest` are left to the caller. */
function readBinary(scanner: Scanner, weakest: number): Expression {
  let left = readTerm(scanner);
  for (;;) {
    const operator = scanner.kind;
    const strength = strengthOf(operator);
    if (strength < weakest || !isOperator(operator)) return left;
    const height = scanner.height;
    scanner.advance();
    const right = readBinary(scanner, strength + 1);
    scanner.rise(Math.max(height, scanner.height));
    left = { kind: 'binary', span: { start: left.span.start, end: right.span.end }, operator, left, right };
  }
}

/** An operand with the attributes and indexes that follow it. */
function readTerm(scanner: Scanner): Expression {
  const { kind, start } = scanner;
  if (kind !== '-' && kind !== '!') return readSteps(scanner, readPrimary(scanner), readExpression);
  scanner.enter();
  scanner.advance();
  const operand = readTerm(scanner);
  scanner.rise(scanner.height);
  scanner.leave();
  return { kind: 'unary', span: { start, end: operand.span.end }, operator: kind, operand };
}

function readPrimary(scanner: Scanner): Expression {
  scanner.height = 1;
  switch (scanner.kind) {
    case 'identifier':
      return readWord(scanner);
    case 'number': {
      const number: Literal = { kind: 'literal', span: scanner.span, value: { number: scanner.word } };
      scanner.advance();
      return number;
    }
    case '"':
      return readQuoted(scanner, readExpression);
    case '<<':
      return readHeredoc(scanner, readExpression);
    case '(':
      return readParenthesis(scanner);
    case '[':
    case '{':
      return readCollection(scanner, readExpression);
    default:
      return scanner.fail(`expected an expression, not ${scanner.describe()}`);
  }
}

function readParenthesis(scanner: Scanner): Expression {
  const opening = scanner.span;
  const inner = scanner.acrossNewlines(() => {
    scanner.advance();
    const read = readExpression(scanner);
    if (scanner.at('end')) scanner.fail('the parenthesis that starts here is not closed', opening);
    if (!scanner.at(')')) scanner.fail(`expected \`)\`, not ${scanner.describe()}`);
    return read;
  });
  scanner.rise(scanner.height);
  const span = { start: opening.start, end: scanner.end };
  scanner.advance();
  return { kind: 'parenthesis', span, inner };
}

/** A keyword, a function call or a name. */
function readWord(scanner: Scanner): Expression {
  const { start, word } = scanner;
  const span = scanner.span;
  scanner.advance();
  if (scanner.at('(') || scanner.at('::')) return readCall(scanner, word, start);
  const keyword = KEYWORDS.get(word);
  return keyword === undefined ? { kind: 'name', span, name: word } : { kind: 'literal', span, value: keyword };
}

function readCall(scanner: Scanner, first: string, start: number): Expression {
  let name = first;
  while (scanner.at('::')) {
    scanner.advance();
    if (!scanner.at('identifier')) scanner.fail(`expected a function's name after \`::\`, not ${scanner.describe()}`);
    name += `::${scanner.word}`;
    scanner.advance();
  }
  if (!scanner.at('(')) scanner.fail(`expected \`(\` after the function's name, not ${scanner.describe()}`);
  return scanner.acrossNewlines(() => readArguments(scanner, name, start));
}

function readArguments(scanner: Scanner, name: string, start: number): Expression {
  const opening = scanner.span;
  const read: Expression[] = [];
  let expandFinal = false;
  let height = 0;
  scanner.advance();
  while (!scanner.at(')')) {
    if (scanner.at('end')) scanner.fail('the list of arguments that starts here is not closed', opening);
    read.push(readExpression(scanner));
    height = Math.max(height, scanner.height);
    if (scanner.at('...')) {
      expandFinal = true;
      scanner.advance();
      if (!scanner.at(')')) scanner.fail('`...` may follow the last argument only');
    } else if (scanner.at(',')) {
      scanner.advance();
    } else if (!scanner.at(')')) {
      scanner.fail(`expected \`,\` or \`)\` in the arguments of ${name}, not ${scanner.describe()}`);
    }
  }
  scanner.rise(height);
  const span = { start, end: scanner.end };
  scanner.advance();
  return { kind: 'call', span, name, arguments: read, expandFinal };
}
