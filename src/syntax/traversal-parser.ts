import type { Expression, Traversal } from './expression.ts';
import type { Scanner } from './scanner.ts';
import type { ReadExpression } from './template-tokens.ts';

/** Reads what follows an operand: `.name`, `.0`, `[key]`, `.*` and `[*]`. */
export function readSteps(scanner: Scanner, operand: Expression, readExpression: ReadExpression): Expression {
  let result = operand;
  for (;;) {
    const height = scanner.height;
    if (scanner.at('.')) result = readDotted(scanner, result);
    else if (scanner.at('[')) result = readBracketed(scanner, result, readExpression);
    else return result;
    scanner.rise(Math.max(height, scanner.height));
  }
}

function readDotted(scanner: Scanner, of: Expression): Expression {
  scanner.advance();
  scanner.height = 0;
  if (scanner.at('*')) return readAttributeSplat(scanner, of);
  if (scanner.at('number')) return readLegacyIndex(scanner, of);
  return readName(scanner, of);
}

function readName(scanner: Scanner, of: Expression): Expression {
  if (!scanner.at('identifier')) scanner.fail(`expected an attribute's name after \`.\`, not ${scanner.describe()}`);
  const node: Expression = { kind: 'attribute', span: upTo(scanner, of), of, name: scanner.word };
  scanner.advance();
  return node;
}

/** `a.0`, the index syntax of old. The scanner sees one number in `a.0.1`, which Terraform refuses. */
function readLegacyIndex(scanner: Scanner, of: Expression): Expression {
  const { span, word } = scanner;
  if (!/^\d+$/.test(word))
    scanner.fail(`expected a whole number as an index, not ${word}; write [0][1] for two indexes`);
  const key: Expression = { kind: 'literal', span, value: { number: word } };
  const node: Expression = { kind: 'index', span: { start: of.span.start, end: span.end }, of, key };
  scanner.advance();
  return node;
}

/** `of.*.a.0`: reaches attributes and legacy indexes only; a bracket after it indexes the list of results. */
function readAttributeSplat(scanner: Scanner, of: Expression): Expression {
  const star = { start: scanner.end, end: scanner.end };
  scanner.advance();
  let each: Expression = element(star);
  let steps = 0;
  while (scanner.at('.')) {
    scanner.advance();
    each = scanner.at('number') ? readLegacyIndex(scanner, each) : readName(scanner, each);
    steps += 2;
    scanner.height = steps - 1;
    scanner.rise(scanner.height);
  }
  return { kind: 'splat', span: { start: of.span.start, end: scanner.previousEnd }, of, each };
}

function readBracketed(scanner: Scanner, of: Expression, readExpression: ReadExpression): Expression {
  const opening = scanner.span;
  const key = scanner.acrossNewlines(() => {
    scanner.advance();
    const read = scanner.at('*') ? undefined : readExpression(scanner);
    if (read === undefined) scanner.advance();
    if (scanner.at('end')) scanner.fail('the bracket that starts here is not closed', opening);
    if (!scanner.at(']')) scanner.fail(`expected \`]\`, not ${scanner.describe()}`);
    return read;
  });
  if (key !== undefined) {
    const node: Expression = { kind: 'index', span: upTo(scanner, of), of, key };
    scanner.advance();
    return node;
  }
  const star = { start: scanner.end, end: scanner.end };
  scanner.advance();
  scanner.height = 1;
  scanner.enter();
  const each = readSteps(scanner, element(star), readExpression);
  scanner.leave();
  return { kind: 'splat', span: { start: of.span.start, end: scanner.previousEnd }, of, each };
}

/** What a splat's steps are applied to. */
function element(span: Traversal['span']): Traversal {
  return { kind: 'name', span, name: '' };
}

function upTo(scanner: Scanner, of: Expression): { readonly start: number; readonly end: number } {
  return { start: of.span.start, end: scanner.end };
}
