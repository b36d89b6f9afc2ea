/** No configuration makes it hang, overflow or fill the memory: each of these ends in a bounded, clear answer. */
import { describe, expect, test } from 'vitest';
import { plain } from '../../src/model/index.ts';
import { evaluateText, instance, resolveFolder, resolveHcl } from './read.ts';

function output(text: string, options = {}) {
  const resolved = resolveHcl(text, options);
  return { value: resolved.stacks[0]?.outputs['it'], troubles: resolved.diagnostics };
}

test('a chain of 20,000 locals, in any order', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => `  l${index + 1} = local.l${index} + 1`).reverse();
  expect(output(`locals {\n${chain.join('\n')}\n  l0 = 0\n}\noutput "it" { value = local.l20000 }\n`).value).toBe(
    20_000,
  );
});

test('a chain of outputs and variables through 300 modules', () => {
  const calls = Array.from(
    { length: 300 },
    (_, index) => `module "m${index}" {\n  source = "./m"\n  in = ${index === 0 ? '0' : `module.m${index - 1}.out`}\n}`,
  );
  const resolved = resolveFolder({
    'main.tf': `${calls.join('\n')}\noutput "it" { value = module.m299.out }\n`,
    'm/main.tf': 'variable "in" {}\noutput "out" { value = var.in + 1 }\n',
  });
  expect(resolved.stacks[0]?.outputs['it']).toBe(300);
});

test('for_each over 50,000 elements', () => {
  const resolved = resolveHcl(`
locals {
  m = { for i in setproduct(range(250), range(200)) : "\${i[0]}-\${i[1]}" => i[0] }
}
resource "aws_x" "y" {
  for_each = local.m
  k        = each.key
  other    = lookup(local.m, each.key, null)
}
`);
  expect(resolved.instances).toHaveLength(50_000);
  expect(instance(resolved, 'aws_x.y["249-199"]').values).toEqual({ k: '249-199', other: 249 });
}, 30_000);

test.each([
  ['locals', (inner: string) => `[${inner}]`],
  ['objects', (inner: string) => `{ a = ${inner} }`],
  ['function results', (inner: string) => `concat([${inner}], [])`],
])('values that nest through %s as deep as anything can are cut off', (_what, wrapped) => {
  const nesting = Array.from({ length: 6_000 }, (_, index) => `  n${index + 1} = ${wrapped(`local.n${index}`)}`);
  const { value, troubles } = output(
    `locals {\n  n0 = 1\n${nesting.join('\n')}\n}\noutput "it" { value = local.n300 }\noutput "deep" { value = jsonencode(local.n6000) }\n`,
  );
  expect(JSON.stringify(value)).toMatch(/1/);
  expect(troubles.map(({ what }) => plain(what)).join()).toMatch(/nests deeper than 400 levels/);
});

test('a document that nests deep is no crash', () => {
  const brackets = 'join("", [for i in range(1000) : "[[[[[[[[[["])';
  for (const decode of ['jsondecode', 'yamldecode']) {
    expect(output(`output "it" { value = ${decode}(${brackets}) }\n`).value).toMatchObject({
      $unknown: expect.any(String),
    });
  }
});

test('strings that double are cut off', () => {
  const doubling = Array.from(
    { length: 40 },
    (_, index) => `  s${index + 1} = "\${local.s${index}}\${local.s${index}}"`,
  );
  const { value, troubles } = output(
    `locals {\n  s0 = "xxxxxxxxxx"\n${doubling.join('\n')}\n}\noutput "it" { value = local.s40 }\n`,
  );
  expect(value).toMatchObject({ $unknown: expect.any(String) });
  expect(JSON.stringify(troubles)).toMatch(/more than 16000000 characters/);
});

test('values that double are shared, and too large to be written out', () => {
  const doubling = Array.from({ length: 60 }, (_, index) => `  s${index + 1} = [local.s${index}, local.s${index}]`);
  const { value } = output(
    `locals {\n  s0 = "x"\n${doubling.join('\n')}\n}\noutput "it" { value = length(local.s60) }\noutput "large" { value = local.s60 }\n`,
  );
  expect(value).toBe(2);
});

test('loops within loops run out of steps', () => {
  const { value, troubles } = output(
    'locals {\n  r = range(1000)\n}\noutput "it" { value = length([for a in local.r : [for b in local.r : [for c in local.r : a + b + c]]]) }\noutput "after" { value = 1 + 1 }\n',
    { limits: { steps: 200_000 } },
  );
  expect(value).toMatchObject({ $unknown: expect.any(String) });
  expect(JSON.stringify(troubles)).toMatch(/more than 200000 steps/);
});

test.each([
  ['regex("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")', /matches no part/],
  ['regex("(a|a)*b", join("", [for i in range(1000) : "aaaaaaaaaa"]))', /matches no part/],
  ['regex("((a{0,100}){0,100}){0,100}", "a")', /too large/],
  ['range(0, 1e9)', /more than 1024/],
  ['1e99999999', /too large/],
  ['jsondecode(join("", [for i in range(1000) : "["]))', /no JSON/],
  ['yamldecode(join("", [for i in range(1000) : "["]))', /no YAML/],
  ['indent(1000000000, "a\\nb")', /characters/],
  ['format("%999999999d", 1)', /too wide/],
  ['setproduct(range(1000), range(1000), range(1000), range(1000))', /would combine 1000000000000 times/],
  ['setproduct(toset(range(1000)), range(1000), [0.1, 2.5])', /would combine 2000000 times/],
])('%s ends soon', (expression, message) => {
  const start = performance.now();
  const { value, troubles } = evaluateText(expression);
  expect(performance.now() - start).toBeLessThan(8_000);
  expect(`${JSON.stringify(value)} ${troubles.join(' ')}`).toMatch(message);
});

test.each([
  ['trimspace', 'trimspace("x${local.blank}x")', 100_002],
  ['chomp', 'chomp("${replace(local.blank, " ", "\\n")}x")', 100_001],
  ['basename', 'basename("${replace(local.blank, " ", "/")}x")', 1],
  ['replace of each character', 'replace(local.blank, "/ /", "é")', 100_000],
  [
    'distinct of what is no string',
    'distinct(flatten([for k in range(10) : [for i in range(1000) : { a = [i, k] }]]))',
    10_000,
  ],
  ['setintersection of what is no string', 'setintersection(local.pairs, local.pairs)', 3000],
  ['matchkeys', 'matchkeys(local.many, local.many, local.many)', 5000],
])('%s takes no time that grows with the square', (_name, expression, length) => {
  const { value, troubles } = output(`
locals {
  blank = join("", [for i in range(1000) : "${' '.repeat(100)}"])
  pairs = toset(flatten([for k in range(3) : [for i in range(1000) : { a = [i, k] }]]))
  many  = flatten([for k in range(5) : [for i in range(1000) : "${'${k}'}-${'${i}'}"]])
}
output "it" {
  value = length(${expression})
}
`);
  expect(troubles).toEqual([]);
  expect(value).toBe(length);
});

test('a YAML bomb of aliases', () => {
  const lines = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`),
  ];
  expect(evaluateText(`length(yamldecode(${JSON.stringify(lines.join('\n'))}).a30)`).value).toBe(2);
});

test('an expression as long as the parser takes', () => {
  expect(evaluateText(Array.from({ length: 390 }, () => '1').join(' + ')).value).toBe(390);
});

test('`__proto__` is a name like any other', () => {
  const { values } = instance(
    resolveHcl('resource "aws_x" "y" {\n  m = { "__proto__" = "p", constructor = 1 }\n}\n'),
    'aws_x.y',
  );
  expect(Object.keys(values['m'] as object)).toEqual(['__proto__', 'constructor']);
  expect(evaluateText('{}["__proto__"]').troubles).toHaveLength(1);
  expect(evaluateText('lookup(jsondecode("{\\"__proto__\\": 5}"), "__proto__", 1)').value).toBe(5);
});

describe('values that double, and are then walked through', () => {
  const doubled = (next: (before: string) => string, use: (last: string) => string, first = '"x"'): string => {
    const lines = Array.from({ length: 60 }, (_, index) => `  s${index + 1} = ${next(`local.s${index}`)}`);
    return `locals {\n  s0 = ${first}\n${lines.join('\n')}\n}\noutput "it" { value = ${use('local.s60')} }\n`;
  };
  const pair = (before: string): string => `[${before}, ${before}]`;

  test.each([
    ['flatten', pair, (last: string) => `length(flatten(${last}))`],
    ['jsonencode', pair, (last: string) => `jsonencode(${last})`],
    ['yamlencode', pair, (last: string) => `yamlencode(${last})`],
    ['tolist', pair, (last: string) => `tolist(${last})`],
    ['toset', pair, (last: string) => `toset(${last})`],
    ['==', pair, (last: string) => `${last} == [local.s59, local.s59]`],
    ['contains', pair, (last: string) => `contains([${last}], [local.s59, local.s59])`],
    ['a conditional', pair, (last: string) => `uuid() == "" ? ${last} : [local.s59, local.s59]`],
    ['concat', (before: string) => `concat(${before}, ${before})`, (last: string) => last, '["x"]'],
    ['objects', (before: string) => `{ a = ${before}, b = ${before} }`, (last: string) => `jsonencode(${last})`],
  ])('%s is refused', (_function, next, use, first = '"x"') => {
    const { value, troubles } = output(doubled(next, use, first));
    expect(value).toMatchObject({ $unknown: expect.any(String) });
    expect(troubles.map(({ location }) => location?.line)).not.toContain(undefined);
    expect(JSON.stringify(troubles)).toMatch(/more than 2000000 parts/);
  });
});

test.each([
  ['format', (before: string) => `format("%s%s", ${before}, ${before})`],
  ['join', (before: string) => `join("", [${before}, ${before}])`],
  ['replace', (before: string) => `replace(${before}, "x", "xx")`],
  ['jsonencode', (before: string) => `jsonencode(${before})`],
  ['urlencode', (before: string) => `urlencode("%%%\${${before}}\${${before}}")`],
])('strings that grow by %s are cut off', (_function, next) => {
  const lines = Array.from({ length: 60 }, (_, index) => `  s${index + 1} = ${next(`local.s${index}`)}`);
  const { value, troubles } = output(
    `locals {\n  s0 = "x\\""\n${lines.join('\n')}\n}\noutput "it" { value = local.s60 }\n`,
  );
  expect(value).toMatchObject({ $unknown: expect.any(String) });
  expect(JSON.stringify(troubles)).toMatch(/more than 16000000 characters/);
});

test('a string of pieces that double keeps its known beginning', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `  s${index + 1} = "\${local.s${index}}\${local.s${index}}"`);
  const start = 'resource "aws_vpc" "v" {}\n';
  const { value } = output(
    `${start}locals {\n  s0 = "vpc-\${aws_vpc.v.id}"\n${lines.join('\n')}\n}\noutput "it" { value = startswith(local.s60, "vpc-") }\n`,
  );
  expect(value).toBe(true);
});

test('modules that call the next twice, 30 levels deep, are refused with a place', () => {
  const level = (index: number): string =>
    ['a', 'b']
      .map((name) => `module "${name}" {\n  source = "${index === 0 ? './m1' : `../m${index + 1}`}"\n}\n`)
      .join('');
  const modules = Array.from({ length: 30 }, (_, index) => [
    index === 0 ? 'main.tf' : `m${index}/main.tf`,
    level(index),
  ]);
  const files = { ...Object.fromEntries(modules), 'm30/main.tf': 'resource "aws_vpc" "v" {}\n' };
  expect(() => resolveFolder(files)).toThrow(
    expect.objectContaining({ code: 'resolve/too-many-instances', location: expect.objectContaining({ line: 1 }) }),
  );
});
