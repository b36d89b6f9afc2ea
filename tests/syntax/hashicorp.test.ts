/** HashiCorp's own parser, in WASM, as an oracle: it must see the same structure, the same texts and the same expressions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getExpressionAst, parse } from '@cdktn/hcl2json';
import { describe, expect, test } from 'vitest';
import { type Body, parseExpression, parseHcl } from '../../src/syntax/index.ts';
import { asHcl2Json } from './as-hcl2json.ts';
import { type AstNode, ourSkeleton, theirSkeleton } from './skeleton.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/cases');

async function converted(text: string): Promise<unknown> {
  try {
    return await parse('x.tf', text);
  } catch {
    return 'refused';
  }
}

/** Texts of the values in a body that are more than a literal. A heredoc needs the end of its line. */
function expressionsIn(body: Body): readonly string[] {
  const values = [...body.attributes.values()].filter(
    ({ value }) => value.kind !== 'literal' && value.kind !== 'malformed',
  );
  const texts = values.map(({ value: { span } }) => `${body.file.text.slice(span.start, span.end)}\n`);
  return [...texts, ...body.blocks.flatMap((block) => expressionsIn(block.body))];
}

async function compare(text: string): Promise<void> {
  const { body, problems } = parseHcl({ path: 'x.tf', text });
  const theirs = await converted(text);
  expect(problems.length > 0 ? 'refused' : asHcl2Json(body)).toEqual(theirs);
}

async function compareExpression(text: string): Promise<void> {
  const { expression } = parseExpression({ path: 'x.tf', text });
  const ast = (await getExpressionAst('x.tf', text)) as AstNode | null;
  expect(ourSkeleton(expression, text)).toEqual(theirSkeleton(ast));
}

test.each([
  ['blocks and labels', 'a "b" c {\n  d = 1\n  e {}\n  e { f = 2 }\n}\n'],
  ['numbers', 'a = 1.50\nb = -1\nc = 1e3\n'],
  ['strings', 'a = "x\\ty\\"z"\nb = "$${c} %%{d}"\n'],
  ['templates', 'a = "x ${b.c} y ${d("e")}"\nf = "${g}"\n'],
  ['directives', 'a = "%{if b}c%{else}d%{endif}%{for e in f}${e}%{endfor}"\n'],
  ['strip markers', 'a = "x ${~ b ~} y"\n'],
  ['heredocs', 'a = <<X\n  b\n    ${c}\nX\nd = <<-X\n  b\n    ${c}\n\n  e\n  X\n'],
  ['collections', 'a = [1, "b", c.d, [e]]\nf = { g = 1, "h" = 2, (i) = 3, "j${k}" = 4 }\n'],
  ['for', 'a = [for b in c : b]\nd = {for e, f in g : e => f... if f}\n'],
  ['operators over lines', 'a = (\n  b +\n  c\n)\n'],
  ['comments', '# a\nb = 1 # c\n/* d */ e = 2 // f\n'],
  ['a broken value', 'a = (\n'],
  ['two values on a line', 'a = 1 b = 2\n'],
  ['an argument set twice', 'a = 1\na = 2\n'],
  ['a bad escape', 'a = "\\x"\n'],
  ['a heredoc without its end', 'a = <<X\nb\n'],
])('files: %s', async (_situation, text) => {
  await compare(text);
});

test.each([
  'a.b[0]["c"].d',
  'a[b.c].d[e + 1]',
  'f(a, [b], c...).d',
  'a.*.b.0',
  'a[*].b[*].c[0]',
  '-a + b * (c - d) / e % f',
  'a && b || !c == d < e',
  'a ? b : c ? d : e',
  '{ a = b, "c${d}" = e, (f) = g }',
  '[for k, v in a : "${k}-${v}" if v != null]',
  '"a ${b ? "c ${d}" : e} f"',
  '"%{ if a }${b}%{ else }${c}%{ endif }"',
])('expressions: %s', async (text) => {
  await compareExpression(text);
});

/** Absent in a clone of the project alone. */
const isThere = existsSync(CORPUS);

describe.skipIf(!isThere)(`third-party configuration in ../shared/corpus${isThere ? '' : ' (absent: skipped)'}`, () => {
  const files = isThere
    ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tf'))
    : [];
  const texts = files.map((path) => readFileSync(join(CORPUS, path), 'utf8'));

  test('every file has the structure that they see, or is refused by both', async () => {
    expect(texts.length).toBeGreaterThan(900);
    for (const text of texts) await compare(text);
  });

  test('every expression has the nodes that they see', async () => {
    const expressions = new Set(texts.flatMap((text) => expressionsIn(parseHcl({ path: 'x.tf', text }).body)));
    expect(expressions.size).toBeGreaterThan(1000);
    for (const text of expressions) await compareExpression(text);
  });
});
