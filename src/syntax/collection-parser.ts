import type { Expression, For, ObjectCons } from './expression.ts';
import type { Scanner } from './scanner.ts';
import { nameOf, type ReadExpression } from './template-tokens.ts';

type ObjectItem = ObjectCons['items'][number];

/** Reads the tuple, the object or the `for` whose opening bracket is the token at hand. */
export function readCollection(scanner: Scanner, readExpression: ReadExpression): Expression {
  const opening = scanner.span;
  const close = scanner.at('[') ? ']' : '}';
  const before = scanner.newlinesCount;
  scanner.newlinesCount = false;
  scanner.advance();
  const result = readInside(scanner, readExpression, close);
  if (!scanner.at(close)) {
    if (scanner.at('end')) scanner.fail(`the \`${close === ']' ? '[' : '{'}\` that starts here is not closed`, opening);
    scanner.fail(`expected \`,\` or \`${close}\`, not ${scanner.describe()}`);
  }
  const span = { start: opening.start, end: scanner.end };
  scanner.newlinesCount = before;
  scanner.advance();
  return { ...result, span };
}

function readInside(scanner: Scanner, readExpression: ReadExpression, close: ']' | '}'): Expression {
  const { span } = scanner;
  if (atWord(scanner, 'for')) return readFor(scanner, readExpression, close === '}');
  if (close === ']') return { kind: 'tuple', span, items: readItems(scanner, readExpression) };
  return { kind: 'object', span, items: readObjectItems(scanner, readExpression) };
}

function readItems(scanner: Scanner, readExpression: ReadExpression): readonly Expression[] {
  const items: Expression[] = [];
  let height = 0;
  while (!scanner.at(']')) {
    items.push(readExpression(scanner));
    height = Math.max(height, scanner.height);
    if (!scanner.at(',')) break;
    scanner.advance();
  }
  scanner.rise(height);
  return items;
}

/** Between items newlines count: each ends an item, as a comma does. */
function readObjectItems(scanner: Scanner, readExpression: ReadExpression): readonly ObjectItem[] {
  const items: ObjectItem[] = [];
  let height = 0;
  scanner.newlinesCount = true;
  for (;;) {
    if (scanner.at('newline')) scanner.acceptNewline();
    if (scanner.at('}') || scanner.at('end')) break;
    const key = readKey(scanner, readExpression);
    height = Math.max(height, scanner.height);
    if (!scanner.at('=') && !scanner.at(':')) {
      scanner.fail(`expected \`=\` or \`:\` after the key, not ${scanner.describe()}`);
    }
    scanner.advance();
    const value = readExpression(scanner);
    height = Math.max(height, scanner.height);
    items.push({ key, value });
    if (scanner.at(',')) scanner.advance();
    else if (!scanner.at('newline')) break;
  }
  scanner.rise(height);
  return items;
}

/** A bare name is the key itself; anything else is evaluated. */
function readKey(scanner: Scanner, readExpression: ReadExpression): Expression {
  const key = readExpression(scanner);
  if (key.kind === 'name') return { kind: 'literal', span: key.span, value: key.name };
  const isKeyword = key.kind === 'literal' && (key.value === null || typeof key.value === 'boolean');
  return isKeyword ? { kind: 'literal', span: key.span, value: String(key.value) } : key;
}

function readFor(scanner: Scanner, readExpression: ReadExpression, object: boolean): For {
  const { span } = scanner;
  scanner.advance();
  const names = readNames(scanner);
  if (!atWord(scanner, 'in')) {
    scanner.fail(`expected \`in\` after the names of \`for\`, not ${scanner.describe()}`);
  }
  scanner.advance();
  let height = 0;
  const read = (): Expression => {
    const expression = readExpression(scanner);
    height = Math.max(height, scanner.height);
    return expression;
  };
  const collection = read();
  if (!scanner.at(':')) scanner.fail(`expected \`:\` after the collection of \`for\`, not ${scanner.describe()}`);
  scanner.advance();
  const results = readResults(scanner, object, read);
  const group = object && scanner.at('...');
  if (group) scanner.advance();
  let condition: Expression | undefined;
  if (atWord(scanner, 'if')) {
    scanner.advance();
    condition = read();
  }
  scanner.rise(height);
  return { kind: 'for', span, ...names, collection, ...results, group, ...(condition && { condition }) };
}

function readNames(scanner: Scanner): Pick<For, 'key' | 'item'> {
  const first = nameOf(scanner);
  if (!scanner.at(',')) return { item: first };
  scanner.advance();
  return { key: first, item: nameOf(scanner) };
}

function readResults(scanner: Scanner, object: boolean, read: () => Expression): Pick<For, 'resultKey' | 'result'> {
  const first = read();
  if (!object) return { result: first };
  if (!scanner.at('=>')) scanner.fail(`expected \`=>\` after the key of \`for\`, not ${scanner.describe()}`);
  scanner.advance();
  return { resultKey: first, result: read() };
}

function atWord(scanner: Scanner, word: string): boolean {
  return scanner.at('identifier') && scanner.word === word;
}
