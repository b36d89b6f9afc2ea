import { expect, test } from 'vitest';
import type { Body, Expression, TemplatePart } from '../../src/syntax/index.ts';
import { locate, parseHcl } from '../../src/syntax/index.ts';

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'template':
      return expression.parts.flatMap(inPart);
    case 'attribute':
      return [expression.of];
    case 'index':
      return [expression.of, expression.key];
    case 'splat':
      return [expression.of, expression.each];
    case 'call':
      return expression.arguments;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.then, expression.else];
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap(({ key, value }) => [key, value]);
    case 'for':
      return [expression.collection, expression.resultKey, expression.result, expression.condition].filter(
        (child) => child !== undefined,
      );
    case 'parenthesis':
      return [expression.inner];
    default:
      return [];
  }
}

function inPart(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [part.value];
    case 'if':
      return [part.condition, ...part.then.flatMap(inPart), ...part.else.flatMap(inPart)];
    case 'for':
      return [part.collection, ...part.body.flatMap(inPart)];
  }
}

function allIn(body: Body): readonly Expression[] {
  const below = (expression: Expression): readonly Expression[] => [
    expression,
    ...childrenOf(expression).flatMap(below),
  ];
  return [
    ...[...body.attributes.values()].flatMap(({ value }) => below(value)),
    ...body.blocks.flatMap((block) => allIn(block.body)),
  ];
}

const TEXT = `a = [for k, v in x.y[0] : "p \${v.z} q" if v != null]
b "l" {
  c = { m = f(1, g.*.h...), (n) = -o ? (p) : q[*].r }
  d = <<-EOT
    \${ s.t } %{ if u }\${w}%{ endif }
  EOT
}
`;

test('every expression spans the text that it was read from', () => {
  const { body, problems } = parseHcl({ path: 'x.tf', text: TEXT });
  expect(problems).toEqual([]);
  const texts = allIn(body).map(({ kind, span }) => `${kind} ${TEXT.slice(span.start, span.end)}`);
  expect(texts).toEqual([
    'for [for k, v in x.y[0] : "p ${v.z} q" if v != null]',
    'index x.y[0]',
    'attribute x.y',
    'name x',
    'literal 0',
    'template "p ${v.z} q"',
    'attribute v.z',
    'name v',
    'binary v != null',
    'name v',
    'literal null',
    'object { m = f(1, g.*.h...), (n) = -o ? (p) : q[*].r }',
    'literal m',
    'call f(1, g.*.h...)',
    'literal 1',
    'splat g.*.h',
    'name g',
    'attribute .h',
    'name ',
    'parenthesis (n)',
    'name n',
    'conditional -o ? (p) : q[*].r',
    'unary -o',
    'name o',
    'parenthesis (p)',
    'name p',
    'splat q[*].r',
    'name q',
    'attribute .r',
    'name ',
    'template <<-EOT\n    ${ s.t } %{ if u }${w}%{ endif }\n  EOT',
    'attribute s.t',
    'name s',
    'name u',
    'name w',
  ]);
});

test('a block spans from its keyword to its closing brace, an attribute knows its name', () => {
  const text = 'x = 1\nb "l" {\n  c = 2\n}\n';
  const { body } = parseHcl({ path: 'x.tf', text });
  const [block] = body.blocks;
  expect(text.slice(block?.span.start, block?.span.end)).toBe('b "l" {\n  c = 2\n}');
  const name = block?.body.attributes.get('c')?.nameSpan;
  expect(text.slice(name?.start, name?.end)).toBe('c');
});

test.each([
  ['the first character', 'abc', 0, 1, [1, 1, 1, 2]],
  ['a later line', 'a\nbc\n', 3, 4, [2, 2, 2, 3]],
  ['over lines', 'a\nb\nc', 0, 5, [1, 1, 3, 2]],
  ['Windows line ends', 'a\r\nb', 3, 4, [2, 1, 2, 2]],
  ['the end of the text', 'a\n', 2, 2, [2, 1, 2, 1]],
  ['UTF-16 units', '"😀" b', 5, 6, [1, 6, 1, 7]],
] as const)('lines and columns count from 1: %s', (_situation, text, start, end, expected) => {
  const { line, column, endLine, endColumn } = locate({ path: 'x', text }, { start, end });
  expect([line, column, endLine, endColumn]).toEqual(expected);
});
