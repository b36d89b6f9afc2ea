import { expect, test } from 'vitest';
import { locate, parseHcl } from '../../src/syntax/index.ts';
import { renderBody } from './render.ts';

function read(text: string): { readonly body: string; readonly problems: readonly string[] } {
  const file = { path: 'main.tf', text };
  const { body, problems } = parseHcl(file);
  const told = problems.map(({ span, message }) => {
    const { line, column } = locate(file, span);
    return `${line}:${column} ${message}`;
  });
  return { body: renderBody(body), problems: told };
}

test.each([
  ['empty', '', ''],
  ['an attribute', 'a = 1', 'a = 1'],
  ['a block with labels of both kinds', 'a "b c" d {\n}\n', 'a "b c" "d" {  }'],
  ['nested blocks', 'a {\n  b = 1\n  c {\n    d = 2\n  }\n}\n', 'a { b = 1; c { d = 2 } }'],
  ['a block on one line', 'a { b = 1 }\nc {}\n', 'a { b = 1 }; c {  }'],
  ['comments of all kinds', '# x\n// y\na = 1 # z\n/* b = 2\n */ c = 3\n', 'a = 1; c = 3'],
  ['Windows line ends', 'a = 1\r\nb {\r\n  c = 2\r\n}\r\n', 'a = 1; b { c = 2 }'],
  ['a byte order mark', '\ufeffa = 1\n', 'a = 1'],
  ['words of expressions as names', 'for = 1\nnull = 2\n', 'for = 1; null = 2'],
  ['a heredoc and what follows it', 'a = <<X\nb = 2\nX\nc = 3\n', 'a = "b = 2\\n"; c = 3'],
])('reads %s', (_situation, text, expected) => {
  expect(read(text)).toEqual({ body: expected, problems: [] });
});

test.each([
  [
    'a broken value is kept as malformed, and its block goes on',
    'a {\n  b = 1 +\n  c = 2\n}\nd = 3\n',
    'd = 3; a { b = (malformed expected an expression, not the end of the line); c = 2 }',
    ['2:10 expected an expression, not the end of the line'],
  ],
  [
    'a bracket that is not closed',
    'a {\n  b = [1,\n  c = 2\n}\nd = 3\n',
    'd = 3; a { b = (malformed expected `,` or `]`, not `=`); c = 2 }',
    ['3:5 expected `,` or `]`, not `=`'],
  ],
  [
    'a string that is not closed',
    'a {\n  b = "x\n  c = 2\n}\nd = 3\n',
    'd = 3; a { b = (malformed a quoted string ends before the end of its line; write \\n, or a heredoc for several lines); c = 2 }',
    ['2:9 a quoted string ends before the end of its line; write \\n, or a heredoc for several lines'],
  ],
  [
    'a block that is not closed',
    'a "x" {\n  b = 1\n\nc "y" {\n  d = 2\n}\n\ne = 3\n',
    'e = 3; a "x" { b = 1 }; c "y" { d = 2 }',
    ['1:7 the block a that starts here is not closed'],
  ],
  [
    'a brace too many',
    'a {\n}\n}\nb = 1\n',
    'b = 1; a {  }',
    ['3:1 expected the name of an argument or block, not `}`'],
  ],
  [
    'an argument without a name',
    'a {\n  = 1\n  b = 2\n}\n',
    'a { b = 2 }',
    ['2:3 expected the name of an argument or block, not `=`'],
  ],
  [
    'an argument that is set twice keeps its first value',
    'a = 1\na = 2\n',
    'a = 1',
    ['2:1 the argument a is set twice in this block'],
  ],
  [
    'two arguments on one line',
    'a = 1 b = 2\nc = 3\n',
    'a = 1; c = 3',
    ['1:7 expected the end of the line after a, not `b`'],
  ],
  ['a template in a label', 'a "${b}" {\n  c = 1\n}\nd = 2\n', 'd = 2', ['1:3 a label may not contain a template']],
  [
    'a name and nothing else',
    'a\nb = 1\n',
    'b = 1',
    ['1:2 expected `=`, `{` or a label after a, not the end of the line'],
  ],
  [
    'two broken blocks are told of both',
    'a {\n  b = )\n}\nc {\n  d = ]\n}\ne = 1\n',
    'e = 1; a { b = (malformed expected an expression, not `)`) }; c { d = (malformed expected an expression, not `]`) }',
    ['2:7 expected an expression, not `)`', '5:7 expected an expression, not `]`'],
  ],
  [
    'a heredoc that is not closed',
    'a = <<EOT\nb = 1\n',
    'a = (malformed no line holds the marker `EOT` that ends the heredoc); b = 1',
    ['1:10 no line holds the marker `EOT` that ends the heredoc'],
  ],
])('goes on after %s', (_situation, text, body, problems) => {
  expect(read(text)).toEqual({ body, problems });
});

test('a file that is no configuration is read no further after a hundred problems', () => {
  const { body, problems } = read(`${'= 1\n'.repeat(5000)}a = 1\n`);
  expect(body).toBe('');
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toBe('101:1 the file has 100 problems before this line, and was read no further');
});
