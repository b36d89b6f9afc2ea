import { expect, test } from 'vitest';
import { isTemplate, parseExpression, parseTemplate } from '../../src/syntax/index.ts';
import { render } from './render.ts';

function parsed(text: string): string {
  const { expression, problems } = parseExpression({ path: 'x.tf', text });
  expect(problems).toEqual([]);
  return render(expression);
}

test.each([
  ['text and an interpolation', '"a ${b} c"', '(template "a " b " c")'],
  ['a lone interpolation', '"${b}"', '(template b)'],
  ['a string inside an interpolation', '"${f("x")}"', '(template f("x"))'],
  ['an interpolation over lines', '"${\n  b\n}"', '(template b)'],
  ['escapes', '"\\n\\t\\r\\"\\\\\\u00e9\\U0001F600"', JSON.stringify('\n\t\r"\\é😀')],
  ['an escaped interpolation', '"$${b}"', '"${b}"'],
  ['an escaped directive', '"%%{if}"', '"%{if}"'],
  ['dollars that mean nothing', '"$ $a $$ %% 5%"', '"$ $a $$ %% 5%"'],
  ['a dollar before an escape', '"$$${b}"', '"$${b}"'],
  ['combining characters in normal form C', '"e\u0301"', '"é"'],
])('quoted: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['if', '"%{ if a }x%{ endif }"', '(template (if a ["x"] []))'],
  ['if and else', '"%{ if a }x%{ else }${b}%{ endif }"', '(template (if a ["x"] [b]))'],
  ['for', '"%{ for v in a }${v},%{ endfor }"', '(template (for v in a [v ","]))'],
  ['for with key', '"%{ for k, v in a }${k}%{ endfor }"', '(template (for k v in a [k]))'],
  ['nested', '"%{ for v in a }%{ if v }x%{ endif }%{ endfor }"', '(template (for v in a [(if v ["x"] [])]))'],
])('directives: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['before', '"a  ${~ b} c"', '(template "a" b " c")'],
  ['after', '"a ${b ~}  c"', '(template "a " b "c")'],
  ['around a directive', '"a %{~ if b ~} c %{~ endif ~} d"', '(template "a" (if b ["c"] []) "d")'],
  ['all there is: no longer a lone interpolation', '" ${~ b}"', '(template "" b)'],
])('strip markers: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['as it is', '<<EOT\n  a\n b\nEOT\n', JSON.stringify('  a\n b\n')],
  ['a backslash stands for itself', '<<EOT\n\\n\nEOT\n', JSON.stringify('\\n\n')],
  ['an indented marker ends it', '<<EOT\na\n   EOT\n', JSON.stringify('a\n')],
  ['a marker inside a line does not', '<<EOT\na EOT\nEOT\n', JSON.stringify('a EOT\n')],
  ['empty', '<<EOT\nEOT\n', '""'],
  ['dedented by the least indented line', '<<-EOT\n    a\n  b\n   c\n  EOT\n', JSON.stringify('  a\nb\n c\n')],
  ['dedented: empty lines do not count', '<<-EOT\n    a\n\n    b\n  EOT\n', JSON.stringify('a\n\nb\n')],
  ['dedented: an interpolation at the margin counts', '<<-EOT\n${a}\n  b\n  EOT\n', '(template a "\\n  b\\n")'],
  ['with an interpolation', '<<EOT\na ${b}\nEOT\n', '(template "a " b "\\n")'],
  ['a strip marker reaches over one line end', '<<EOT\na\n${~ b ~}\n  c\nEOT\n', '(template "a" b "  c\\n")'],
  ['with Windows line ends', '<<EOT\r\na\r\nEOT\r\n', JSON.stringify('a\r\n')],
])('heredocs: %s', (_situation, text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['an open string', '"a', 'the string that starts here is not closed'],
  ['a newline', '"a\nb"', 'a quoted string ends before the end of its line; write \\n, or a heredoc for several lines'],
  ['an unknown escape', '"\\x"', 'this is no escape: \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN are'],
  ['half a surrogate pair', '"\\ud83d"', '\\ud83d is no character of Unicode'],
  ['an open interpolation', '"${a"', 'expected `}` at the end of the template sequence, not `"`'],
  ['two expressions in one', '"${a b}"', 'expected `}` at the end of the template sequence, not `b`'],
  ['an unknown directive', '"%{ when a }"', 'a template directive is if, else, endif, for or endfor, not `when`'],
  ['if without its end', '"%{ if a }x"', 'the template directive `if` that starts here has no `endif`'],
  ['an end without its if', '"x%{ endif }"', '`endif` without the directive that it belongs to'],
  [
    'a carriage return alone in a heredoc',
    '<<EOT\na\r b\nEOT\n',
    'a carriage return without a line feed may not stand in a heredoc',
  ],
  ['a heredoc without its end', '<<EOT\na\n', 'no line holds the marker `EOT` that ends the heredoc'],
  [
    'a heredoc with something after the marker',
    '<<EOT a\nEOT\n',
    'a heredoc starts with << or <<-, a marker and the end of the line',
  ],
])('refused: %s', (_situation, text, message) => {
  const { problems } = parseExpression({ path: 'x.tf', text });
  expect(problems.map((problem) => problem.message)).toEqual([message]);
});

test.each([
  ['quotes and backslashes are text', 'say "\\n" to ${a}', '(template "say \\"\\\\n\\" to " a)'],
  ['no template at all', 'plain', '"plain"'],
  ['empty', '', '""'],
  ['after a lone carriage return all is text', '${a} $${b}\r${c} $${d}', '(template a " ${b}\\r${c} ${d}")'],
])('a string of JSON as a template: %s', (_situation, text, expected) => {
  expect(render(parseTemplate({ path: 'x.json', text }).expression)).toBe(expected);
});

test.each([
  ['plain $ text %', false],
  ['${a}', true],
  ['%{ if a }x%{ endif }', true],
  ['$${escaped}', true],
])('is %j a template? %s', (text, expected) => {
  expect(isTemplate(text)).toBe(expected);
});
