import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locate, parseExpression, parseHcl, parseTemplate, readJson } from '../../src/syntax/index.ts';

const LONG = 100_000;

/** Each would overflow the stack, or take quadratic time, in a parser that does not mind. */
test.each([
  ['parentheses', `a = ${'('.repeat(LONG)}`],
  ['tuples', `a = ${'['.repeat(LONG)}`],
  ['objects', `a = ${'{a='.repeat(LONG)}`],
  ['calls', `a = ${'f('.repeat(LONG)}`],
  ['unary operators', `a = ${'!'.repeat(LONG)}b`],
  ['a sum', `a = 1${' + 1'.repeat(LONG)}`],
  ['attributes', `a = b${'.c'.repeat(LONG)}`],
  ['indexes', `a = b${'[0]'.repeat(LONG)}`],
  ['conditionals', `a = ${'b ? c : '.repeat(LONG)}d`],
  ['templates', `a = ${'"${'.repeat(LONG)}`],
  ['directives', `a = "${'%{if a}'.repeat(LONG)}"`],
  ['blocks', 'a {\n'.repeat(LONG)],
])(
  '%s nested 100,000 levels deep are a problem with a place',
  (_construct, text) => {
    const file = { path: 'x.tf', text };
    const { problems } = parseHcl(file);
    expect(problems.map(({ message }) => message)).toContain('nested deeper than 400 levels');
    expect(problems.every(({ span }) => locate(file, span).line !== undefined)).toBe(true);
  },
  10_000,
);

test.each([
  ['heredocs that do not end', Array.from({ length: LONG }, (_, index) => `a${index} = <<X${index}`).join('\n')],
  [
    'heredocs inside a broken tuple',
    `a = [ )\n${Array.from({ length: LONG }, (_, index) => `<<X${index}`).join('\n')}`,
  ],
  ['comments that do not end', `a = ( ) ) [ ${'/* '.repeat(LONG)}`],
  ['strings that do not end', 'a = "\n'.repeat(LONG)],
  ['labels without a block', `a ${'"b" '.repeat(LONG)}`],
  ['a word without an end', `a = [ )\n${'w'.repeat(10 * LONG)}`],
  ['braces that close nothing', '}'.repeat(LONG)],
  ['zero bytes', '\0'.repeat(LONG)],
])(
  '%s are told in linear time',
  (_text, text) => {
    const { problems } = parseHcl({ path: 'x.tf', text });
    expect(problems.length).toBeGreaterThan(0);
  },
  10_000,
);

test.each([
  ['a heredoc of 500,000 lines', `a = <<-X\n${'  x\n'.repeat(5 * LONG)}  X\n`],
  ['a tuple of 100,000 items', `a = [${'1,'.repeat(LONG)}]\n`],
  ['a template of 100,000 parts', `a = "${'${b}'.repeat(LONG)}"\n`],
  ['a body of 100,000 arguments', Array.from({ length: LONG }, (_, index) => `a${index} = 1\n`).join('')],
  ['a body of 100,000 blocks', 'a "b" {\n}\n'.repeat(LONG)],
])(
  '%s is read in linear time',
  (_text, text) => {
    expect(parseHcl({ path: 'x.tf', text }).problems).toEqual([]);
  },
  10_000,
);

const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    '1',
    '2.5',
    '"',
    '"x"',
    '${',
    '%{',
    '}',
    '~}',
    '${~',
    '(',
    ')',
    '[',
    ']',
    '{',
    '.',
    '*',
    '[*]',
    '-',
    '!',
    '?',
  ],
  ...[
    ':',
    ',',
    '=',
    '==',
    '=>',
    '...',
    '::',
    '&&',
    'for',
    'in',
    'if ',
    'else',
    'endif',
    '\n',
    '\r\n',
    ' ',
    '#',
    '/*',
    '*/',
  ],
  ...[
    '<<A\n',
    '<<-A\n',
    'A\n',
    '\\',
    '$$',
    'é',
    '\u0000',
    '\ud83d',
    'null',
    'f(',
    'k = ',
    'b "c" {\n',
    '}\n',
    '\ufeff',
  ],
);
const soups = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

test('no text whatever makes a parser throw, and every problem lies inside the text', () => {
  fc.assert(
    fc.property(soups, (text) => {
      const file = { path: 'x.tf', text };
      const told = [parseHcl(file), parseExpression(file), parseTemplate(file), readJson(file)];
      for (const { span } of told.flatMap(({ problems }) => problems)) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 5_000 },
  );
});

const SOURCE = `locals {
  names = [for k, v in var.groups : "\${k}-\${v.name}" if v.enabled]
}

resource "aws_security_group" "web" {
  for_each    = toset(["a", "b"])
  description = <<-EOT
    for \${each.key}
      %{ if var.public ~} public %{ endif ~}
  EOT
  ingress {
    from_port   = var.port == null ? 443 : var.port
    cidr_blocks = concat(["10.0.0.0/8"], var.extra[*].cidr...)
  }
}

output "ids" { value = { for k, g in aws_security_group.web : k => g.id } }
`;

test('one mutation of a file costs no more than the block that it hits', () => {
  const whole = `${SOURCE}\nresource "aws_vpc" "kept" {\n  cidr_block = "10.0.0.0/16"\n}\n`;
  const hit = whole.slice(0, whole.indexOf('output'));
  fc.assert(
    fc.property(fc.nat(hit.length - 1), fc.nat(3), pieces, (at, cut, piece) => {
      const text = `${whole.slice(0, at)}${piece}${whole.slice(at + cut)}`;
      const { body, problems } = parseHcl({ path: 'x.tf', text });
      const isKept = body.blocks.some(({ type, labels }) => type === 'resource' && labels[1] === 'kept');
      // A heredoc or comment that is opened by chance may run to the end of the file: then there is a problem that says so.
      expect(isKept || problems.length > 0).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
