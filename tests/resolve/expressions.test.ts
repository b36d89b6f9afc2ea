/** The expression language: what Terraform 1.11 gives, checked with `terraform console` and `terraform plan`. */
import { describe, expect, test } from 'vitest';
import { evaluateText, instance, interpolate, resolveHcl } from './read.ts';

const before = `
variable "u" {}
variable "s" {
  type     = string
  nullable = false
}
variable "l" {
  type     = list(string)
  nullable = false
}
variable "b" {
  type     = bool
  nullable = false
}
data "aws_vpc" "v" {}
resource "aws_kms_key" "k" {
  description = "d"
  tags        = { a = "b" }
  grant {
    name = "g"
  }
}
resource "aws_instance" "n" {
  count = 2
  ami   = "ami-\${count.index}"
}
resource "aws_subnet" "e" {
  for_each = { b = "10.0.1.0/24", a = "10.0.0.0/24" }
  cidr     = each.value
}
`;

function value(expression: string): unknown {
  const result = evaluateText(expression, before);
  expect(result.troubles).toEqual([]);
  return result.value;
}

const arn = { $ref: 'aws_kms_key.k', $attribute: 'arn' };
const url = { $ref: 'aws_kms_key.k', $attribute: 'url' };
const block = { $ref: 'data.aws_vpc.v', $attribute: 'cidr_block' };
const unknownS = { $unknown: 'variable `s` has no value', $set: true };

describe('known values', () => {
  test.each([
    ['"a${1 + 1}b"', 'a2b'],
    ['"${[1, 2]}"', [1, 2]],
    ['"%{ if true }yes%{ else }no%{ endif }"', 'yes'],
    ['"%{ for x in ["a", "b"] }<${x}>%{ endfor }"', '<a><b>'],
    ['"%{ for i, x in ["a", "b"] ~}  ${i}${x}\\n%{ endfor ~}"', '0a\n1b\n'],
    ['"$${a} %%{b}"', '${a} %{b}'],
    ['true ? 1 : "a"', '1'],
    ['false ? { a = 1 } : { b = "x" }', { b: 'x' }],
    ['[for i, v in ["a", "b"] : "${i}:${v}" if v != "a"]', ['1:b']],
    ['{ for k, v in { b = 1, a = 2 } : v => k }', { '1': 'b', '2': 'a' }],
    ['{ for v in ["ab", "ac", "b"] : substr(v, 0, 1) => v... }', { a: ['ab', 'ac'], b: ['b'] }],
    ['[for k, v in toset(["b", "a"]) : k]', ['a', 'b']],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['{ a = 1 }[*].a', [1]],
    ['null[*]', []],
    ['[[1, 2], [3]].1[0]', 3],
    ['{ a = { b = [1, 2] } }.a["b"][1]', 2],
    ['{ (upper("k")) = 1, "x y" = 2 }', { K: 1, 'x y': 2 }],
    ['1 == 1.0 && "1" != 1 && [] == []', true],
    ['!false && 2 > 1 || false', true],
    ['try({}.a, [][0], "found")', 'found'],
    ['can({}.a)', false],
    ['null == null', true],
    ['<<-EOT\n    a\n      b\n    EOT\n', 'a\n  b\n'],
    ['path.module', '.'],
    ['"é" == "e\\u0301"', true],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

describe('references', () => {
  test.each([
    ['aws_kms_key.k.arn', arn],
    ['aws_kms_key.k.description', 'd'],
    ['aws_kms_key.k.tags.a', 'b'],
    ['aws_kms_key.k.grant[0].name', 'g'],
    ['aws_kms_key.k.grant[0].token', { $ref: 'aws_kms_key.k', $attribute: 'grant[0].token' }],
    ['aws_kms_key.k.multi[0]["x"].y', { $ref: 'aws_kms_key.k', $attribute: 'multi[0]["x"].y' }],
    ['aws_instance.n[1].ami', 'ami-1'],
    [
      'aws_instance.n[*].id',
      [
        { $ref: 'aws_instance.n[0]', $attribute: 'id' },
        { $ref: 'aws_instance.n[1]', $attribute: 'id' },
      ],
    ],
    ['aws_instance.n.*.ami', ['ami-0', 'ami-1']],
    ['length(aws_instance.n)', 2],
    ['aws_subnet.e["a"].id', { $ref: 'aws_subnet.e["a"]', $attribute: 'id' }],
    ['[for k, s in aws_subnet.e : "${k}=${s.cidr}"]', ['a=10.0.0.0/24', 'b=10.0.1.0/24']],
    ['values(aws_subnet.e)[*].cidr', ['10.0.0.0/24', '10.0.1.0/24']],
    ['aws_kms_key.k[*].arn', [arn]],
    ['try(aws_kms_key.k.arn, null)', arn],
    [
      'try({ t = "a-${aws_kms_key.k.arn}" }.t, null)',
      { $unknown: expect.any(String), $set: true, $parts: ['a-', arn] },
    ],
    ['true ? aws_kms_key.k.arn : null', arn],
    ['coalesce(null, "", aws_kms_key.k.key_id)', { $ref: 'aws_kms_key.k', $attribute: 'key_id' }],
    ['coalesce(aws_kms_key.k.key_id, "x")', { $unknown: 'aws_kms_key.k.key_id is known only after apply', $set: true }],
    ['try(coalesce(null, aws_kms_key.k.arn), "")', arn],
    [
      'trimspace("  {a: ${aws_kms_key.k.arn}}\\n ")',
      { $unknown: expect.any(String), $set: true, $parts: ['{a: ', arn, '}'] },
    ],
    [
      'format("%s/32", aws_kms_key.k.ip)',
      { $unknown: expect.any(String), $set: true, $parts: [{ $ref: 'aws_kms_key.k', $attribute: 'ip' }, '/32'] },
    ],
    ['chomp("${aws_kms_key.k.arn} \\n")', { $unknown: expect.any(String), $set: true, $parts: [arn, ' '] }],
    ['trimspace("${aws_kms_key.k.arn}:x")', { $unknown: expect.any(String), $set: true }],
    ['trimspace(" ${aws_kms_key.k.arn}:x")', { $unknown: expect.any(String), $set: true }],
    ['chomp("x${aws_kms_key.k.arn}\\n")', { $unknown: expect.any(String), $set: true }],
    ['try([aws_kms_key.k.arn], [])', [arn]],
    ['try({ rule = { key = aws_kms_key.k.arn } }["rule"], null)', { key: arn }],
    ['try(flatten([{ rule = { key = aws_kms_key.k.arn } }.rule]), [])', [{ key: arn }]],
    ['try(flatten({ rule = aws_kms_key.k.arn }), [])', { $unknown: expect.any(String) }],
    ['try(flatten([{ rule = aws_kms_key.k.arn }]), [])', [{ rule: arn }]],
    ['try(merge({ a = 1 }, { b = aws_kms_key.k.arn }), {})', { a: 1, b: arn }],
    ['try(aws_kms_key.k[*].arn, [])', [arn]],
    ['try(aws_instance.n[*].id, [])[1]', { $ref: 'aws_instance.n[1]', $attribute: 'id' }],
    ['can(flatten([{ rule = { key = aws_kms_key.k.arn } }.rule]))', true],
    ['try([tonumber(aws_kms_key.k.arn)], [])', { $unknown: expect.any(String) }],
    ['try([aws_kms_key.k.mystery.x], [])', { $unknown: expect.any(String) }],
    ['try({ (aws_kms_key.k.arn) = 1 }, {})', { $unknown: expect.any(String) }],
    ['try(merge({ a = tonumber(aws_kms_key.k.arn) }, {}), {})', { $unknown: expect.any(String) }],
    ['try([for x in [aws_kms_key.k.arn] : tonumber(x)], [])', { $unknown: expect.any(String) }],
    ['can([tonumber(aws_kms_key.k.arn)])', { $unknown: expect.any(String), $set: true }],
    ['replace(aws_kms_key.k.url, "https://", "")', { $unknown: expect.any(String), $set: true, $host: url }],
    ['trimprefix(aws_kms_key.k.url, "https://")', { $unknown: expect.any(String), $set: true, $host: url }],
    [
      'replace(aws_kms_key.k.url, "/^https?:\\\\/\\\\//", "")',
      { $unknown: expect.any(String), $set: true, $host: url },
    ],
    ['try(replace(aws_kms_key.k.url, "https://", ""), null)', { $unknown: expect.any(String), $host: url }],
    ['tostring(try(trimprefix(aws_kms_key.k.url, "https://"), null))', { $unknown: expect.any(String), $host: url }],
    ['try(replace(aws_kms_key.k.url, "https://", ""), "")', { $unknown: expect.any(String) }],
    ['replace(aws_kms_key.k.arn, "/^(.*provider/)/", "")', { $unknown: expect.any(String), $set: true, $host: arn }],
    ['trimprefix(aws_kms_key.k.arn, "https://")', { $unknown: expect.any(String), $set: true }],
    ['replace(aws_kms_key.k.arn, "/^.*\\\\//", "")', { $unknown: expect.any(String), $set: true }],
    ['element(split("oidc-provider/", aws_kms_key.k.arn), 1)', { $unknown: expect.any(String), $host: arn }],
    ['split("oidc-provider/", aws_kms_key.k.arn)[1]', { $unknown: expect.any(String), $host: arn }],
    ['split("oidc-provider/", aws_kms_key.k.arn)[0]', { $unknown: expect.any(String) }],
    ['split(",", data.aws_vpc.v.cidr_block)', [block]],
    ['split(",", join(",", ["3.3.3.3/32", data.aws_vpc.v.cidr_block, "a"]))', ['3.3.3.3/32', block, 'a']],
    [
      'split(",", "x${data.aws_vpc.v.cidr_block},y")',
      [{ $unknown: expect.any(String), $set: true, $parts: ['x', block] }, 'y'],
    ],
    ['split("/", data.aws_vpc.v.cidr_block)', { $unknown: expect.any(String), $set: true }],
    ['split(",", data.aws_vpc.v.mystery)', { $unknown: expect.any(String), $set: true }],
    ['split("", data.aws_vpc.v.cidr_block)', { $unknown: expect.any(String), $set: true }],
    ['split("/", aws_kms_key.k.arn)[1]', { $unknown: expect.any(String) }],
    ['replace(aws_kms_key.k.url, "https://", "x")', { $unknown: expect.any(String), $set: true }],
    ['trimsuffix(aws_kms_key.k.url, "https://")', { $unknown: expect.any(String), $set: true }],
    [
      'replace("a${aws_kms_key.k.url}", "https://", "")',
      {
        $unknown: expect.any(String),
        $set: true,
        $parts: ['a', { $unknown: 'aws_kms_key.k.url is known only after apply' }],
      },
    ],
    ['join("", [aws_kms_key.k.arn])', arn],
    ['join("", aws_kms_key.k[*].arn)', arn],
    [
      'compact(["", "a-${aws_kms_key.k.arn}", null])',
      [{ $unknown: expect.any(String), $set: true, $parts: ['a-', arn] }],
    ],
    ['compact(["", aws_kms_key.k.arn])', { $unknown: expect.any(String), $set: true }],
    ['[aws_kms_key.k.arn, "x"]', [arn, 'x']],
    ['tolist([aws_kms_key.k.arn, "x"])', [arn, 'x']],
    ['merge({ a = aws_kms_key.k.arn }, { b = 1 })', { a: arn, b: 1 }],
    ['false ? aws_kms_key.k.grants : ["a"]', ['a']],
    ['true ? aws_kms_key.k.grants : []', { $ref: 'aws_kms_key.k', $attribute: 'grants' }],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  test('a name that is not declared is told, and the resource is taken as one that is elsewhere', () => {
    const { value: found, troubles } = evaluateText('[aws_vpc.v.id, aws_vpc.w[0].id, var.x, local.y, module.z.a]');
    expect(found).toEqual([
      { $ref: 'aws_vpc.v', $attribute: 'id' },
      { $ref: 'aws_vpc.w[0]', $attribute: 'id' },
      { $unknown: 'var.x is not declared' },
      { $unknown: 'local.y is not declared' },
      { $unknown: 'module.z is not declared' },
    ]);
    expect(troubles).toHaveLength(5);
  });
});

describe('unknown goes as far as it must, and no further', () => {
  test.each([
    ['var.s', unknownS],
    ['var.b || true', true],
    ['false && var.b', false],
    ['var.b ? 1 : 2', { $unknown: 'variable `b` has no value', $set: true }],
    ['var.b ? 3 : 3', 3],
    ['[var.s, "known"]', [unknownS, 'known']],
    ['[var.s, "known"][1]', 'known'],
    ['{ a = var.s, b = 1 }.b', 1],
    ['length([var.s, var.s])', 2],
    ['keys({ a = var.s })', ['a']],
    [
      '"pre-${var.s}"',
      {
        $unknown: 'variable `s` has no value',
        $parts: ['pre-', { $unknown: 'variable `s` has no value' }],
        $set: true,
      },
    ],
    ['startswith("pre-${var.s}", "pre")', true],
    ['"pre-${var.s}" == "other"', false],
    ['length("pre-${var.s}") > 3', true],
    ['length(var.l) >= 0', true],
    ['var.s == null', false],
    ['contains(["a", var.s], "a")', true],
    ['anytrue([var.b, true])', true],
    ['{ (var.s) = 1 }', { $unknown: 'variable `s` has no value', $set: true }],
    ['[for x in var.l : x]', { $unknown: 'variable `l` has no value' }],
    ['upper(var.s)', unknownS],
    ['jsondecode(var.s)', { $unknown: 'variable `s` has no value' }],
    [
      'join("/", ["a", aws_kms_key.k.arn])',
      { $unknown: 'aws_kms_key.k.arn is known only after apply', $parts: ['a/', arn], $set: true },
    ],
    [
      'format("%s:%d", aws_kms_key.k.arn, 5)',
      { $unknown: 'aws_kms_key.k.arn is known only after apply', $parts: [arn, ':5'], $set: true },
    ],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });
});

describe('JSON with holes', () => {
  test.each([
    ['jsonencode({ a = aws_kms_key.k.arn })', ['{"a":"', arn, '"}']],
    ['jsonencode({ a = "${aws_kms_key.k.arn}/<*>" })', ['{"a":"', arn, '/\\u003c*\\u003e"}']],
    ['jsonencode({ a = aws_kms_key.k.grants })', ['{"a":', { $ref: 'aws_kms_key.k', $attribute: 'grants' }, '}']],
    ['jsonencode([try(aws_kms_key.k.arn, "")])', ['["', arn, '"]']],
    [
      'jsonencode({ a = var.u, b = var.s })',
      ['{"a":', { $unknown: 'variable `u` has no value' }, ',"b":"', { $unknown: 'variable `s` has no value' }, '"}'],
    ],
  ])('%s', (expression, parts) => {
    expect(value(expression)).toMatchObject({ $parts: parts });
  });
});

describe('trouble', () => {
  test.each([
    ['{}.a', /no attribute "a"/],
    ['[1][1]', /no element 1/],
    ['"a"[0]', /string has no elements/],
    ['null.a', /is null/],
    ['true ? [1] : { a = 1 }', /different types/],
    ['"x${null}"', /null value cannot stand in a string/],
    ['"x${[1]}"', /string required/],
    ['[for x in 5 : x]', /cannot be iterated over/],
    ['{ for x in ["a", "a"] : x => 1 }', /two elements/],
    ['"a" ? 1 : 2', /bool/],
    ['toset(["a"])[0]', /no order/],
    ['each.key', /not available here/],
    ['foo', /not the name of a value/],
    ['{ a.b = 1 }', /ambiguous as a key/],
  ])('%s', (expression, message) => {
    const { value: found, troubles } = evaluateText(expression);
    expect(found).toMatchObject({ $unknown: expect.any(String) });
    expect(troubles.join(' | ')).toMatch(message);
  });

  test('stands at its line, once for all instances, and the rest goes on', () => {
    const resolved = resolveHcl('resource "aws_x" "y" {\n  count = 3\n  a     = {}.b\n  c     = 1 + 1\n}\n');
    expect(resolved.diagnostics).toMatchObject([
      { id: 'resolve/cannot-evaluate', location: { file: 'root/main.tf', line: 3, column: 11 } },
    ]);
    expect(instance(resolved, 'aws_x.y[2]').values).toMatchObject({ a: { $unknown: expect.any(String) }, c: 2 });
  });

  test('of the result that is not chosen counts for nothing', () => {
    expect(evaluateText('true ? 1 : {}.a')).toEqual({ value: 1, troubles: [] });
  });
});

test('marks of sensitivity go with what is made of the value', () => {
  const resolved = resolveHcl(`
variable "p" {
  sensitive = true
  default   = "secret"
}
resource "aws_x" "y" {
  a = var.p
  b = "x-\${var.p}"
  c = [1, sensitive(2)]
  d = nonsensitive(var.p)
  e = jsonencode({ k = var.p })
  f { g = upper(var.p) }
}
`);
  expect(instance(resolved, 'aws_x.y').sensitive).toEqual(['/a', '/b', '/c/1', '/e', '/f/0/g']);
});

test('interpolations in this file are what they look like', () => {
  expect(interpolate('a')).toBe(['$', '{a}'].join(''));
});
