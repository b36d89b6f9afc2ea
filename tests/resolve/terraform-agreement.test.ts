/** Expressions in which Terraform 1.11 does something that one would not expect: each was found by the oracle in `tests/oracles`. */
import { describe, expect, test } from 'vitest';
import { canonical } from '../oracles/compare.ts';
import { evaluateOutputs } from '../oracles/ours.ts';
import { prelude } from '../oracles/prelude.ts';

function evaluated(expression: string) {
  const [one] = evaluateOutputs(prelude, [expression]);
  if (one === undefined) throw new Error('nothing was evaluated');
  return one;
}

describe('known', () => {
  test.each([
    ['try(setproduct([1], [null, [1]]), "f")', '"f"'],
    ['try(setproduct([1], [{ a = 1 }, { b = 1 }, null]), "f")', '"f"'],
    ['setproduct([1], [null, null])', '[[1,null],[1,null]]'],
    // Since Terraform 1.12 the second operand may fail.
    ['local.none == null || local.none.id == "a"', 'true'],
    ['!(local.none != null && upper(local.none).x)', 'true'],
    ['"true" || [1].a', 'true'],
    // What we settle and Terraform does not leaves it without the type of what rests on that.
    ['true ? [[1], ["a", true]] : [for k in [1, 2] : [k] if (false && module.typed.bool)]', '[[1],["a",true]]'],
    ['true ? [[1], ["a", true]] : { (tostring(true || module.typed.bool)) = [1] }', '[[1],["a",true]]'],
    ['true ? [[1], "a"] : [[[1, 2], [3]][(false && module.typed.bool) ? 0 : 1], true]', '[[1],"a"]'],
    ['true ? [1, "a"] : tolist([for k in [1, 2] : k if (true || module.typed.bool)])', '["1","a"]'],
    ['true ? [[1], "a"] : try([[terraform_data.u.id], true], [])', '[[1],"a"]'],
    ['true ? [1, "a"] : jsondecode(jsonencode([(false && module.typed.bool), 1]))', '[1,"a"]'],
    ['true ? [1, "a"] : flatten([for k in [1, 2] : k if (true || module.typed.bool)])', '[1,"a"]'],
    ['true ? { a = 1 } : { for k, v in { b = "x" } : k => v if alltrue([module.typed.bool, false]) }', '{"a":1}'],
    ['true ? [1, "a"] : ((true || module.typed.bool) ? [1, 2, 3] : [true])', '[1,"a"]'],
    ['true ? [for k in [1, 2] : k if (true || module.typed.bool)] : ["a", "b"]', '["1","2"]'],
    ['"${floor(-0.0)} ${ceil(-0.0)} ${abs(-0.0)}"', '"0 0 0"'],
    ['cidrsubnet("10.0.0.0/8", 4, -1)', '"0.16.0.0/12"'],
    ['cidrsubnet("10.0.0.0/8", -2, 1)', '"14.0.0.0/6"'],
    ['cidrsubnet("10.0.0.0/8", -9, 0)', '"<nil>"'],
    ['setproduct([], (module.typed.bool ? [1] : [2]))', '[]'],
    ['merge({ a = 1 }, null, toset([]))', '{"a":1}'],
    ['coalescelist(compact(local.words), module.typed.number)', '["b","a","c","a"]'],
    ['(module.typed.number ? tomap({}) : tomap({}))', '{}'],
    ['coalesce(["a"], (module.typed.bool ? jsondecode(terraform_data.u.id) : 1))', '["a"]'],
    ['matchkeys(terraform_data.counted[*].id, terraform_data.counted[*].id, [])', '[]'],
    ['yamldecode("\\"\\ufeff\\"")', '"\ufeff"'],
    ['tolist([null, null])', '[null,null]'],
    ['tolist([null, "x"])', '[null,"x"]'],
    ['tomap({ a = null, b = ["r"] })', '{"a":null,"b":["r"]}'],
    ['true ? [null, ""] : [1]', '[null,""]'],
    ['true ? [null, null] : [["x"]]', '[null,null]'],
    ['substr("hello", -3, 0)', '"llo"'],
    ['cidrhost("fe80::1/128", 12345678901234567891)', '"fe80::ab54:a98c:eb1f:ad3"'],
    ['cidrhost("fe80::/64", -9223372036854775809)', '"fe80::7fff:ffff:ffff:ffff"'],
    ['cidrhost("fe80::/64", 36893488147419103232)', '"fe80:0:0:2::"'],
    ['try(cidrhost("10.0.0.0/8", 9223372036854775808), cidrhost("fe80::1/128", 1), "none")', '"none"'],
    ['try(indent(9007199254740993, "x"), "f")', '"f"'],
    ['tolist([]) == compact([])', 'false'],
    ['reverse(tolist([])) == tolist([])', 'true'],
    ['[null] == [tostring(null)]', 'false'],
    ['[null, 1] == [null, 1]', 'true'],
    ['{ a = null } == { a = tostring(null) }', 'false'],
    ['tostring(terraform_data.counted[1].input % 0.3)', '"0.10000000000000000002"'],
    ['(false ? { for k, v in local.words : v => k } : { a = "x", b = 1 })', '{"a":"x","b":"1"}'],
    ['substr("hello", 2, 0)', '""'],
    ["formatdate(\"''YYYY''''\", \"2024-12-30T01:00:00Z\")", "\"'2024''\""],
    ['yamldecode("a: 2\\n<<: {a: 1}")', '{"a":1}'],
    ['yamldecode("<<: {a: 1}\\na: 2")', '{"a":2}'],
    ['yamldecode("\\"<<\\": {a: 1}")', '{"a":1}'],
    ['jsondecode("\\"\\\\ude00\\\\ud83d x\\\\ud83d\\\\ude00\\"")', '"\ufffd\ufffd x\u{1f600}"'],
    ['cidrnetmask("::ffff:10.0.0.0/104")', '"ffff:ffff:ffff:ffff:ffff:ffff:ff00:0"'],
    ['regex("(a*)*", "b")', '[""]'],
    ['regex("(a*)+", "aa")', '["aa"]'],
    ['regex("(a*?)*", "aab")', '[""]'],
    ['regex("(|a)+", "aa")', '[""]'],
    ['regex("(?:(^))*a", "aa")', '[""]'],
    ['regex("(a|b*)*", "aab")', '["b"]'],
    ['format("%-06v|% 06v|%+v|%.0v", -2.5, 1, 0.1, 2.5e-7)', '"-2.500|000001|0.1|2.5e-07"'],
    ['format("%-06s|%.0s|%.2q", "ab", "ab", 1234567)', '"ab0000|ab|\\"12\\""'],
    ['format("%012.x|%#012.o|%-+08.3f|%-08d", 0, 1234567, 1/3, 5)', '"|    04553207|+000.333|5       "'],
    ['format("% g|%08g", 1/0, 1/0)', '" Inf|    +Inf"'],
    ['(local.yes ? [null, 2] : terraform_data.counted[*].id[*]["a"])', '[null,2]'],
    ['signum(-9223372036854775808)', '-1'],
    ['timecmp("2024-02-29T1:30:45+24:60", "2024-02-29T12:30:45,5Z")', '-1'],
    ['module.typed.list[*] == null', 'false'],
    ['cidrhost("::ffff:10.0.0.0/104", 5)', '"0:5::ffff:a00:0"'],
    ['cidrsubnet("::ffff:10.0.0.0/104", 8, 5)', '"10.5.0.0/16"'],
    ['cidrsubnet("10.0.0.0/8", -9223372036854775808, 0)', '"<nil>"'],
    ['(module.typed.bool ? toset(["a"]) : toset(["b"]))', '[?]'],
    ['coalesce(true, templatefile("", { "k${module.typed.string}" : 1 }))', 'true'],
    ['fileset("files/none", "{a.txt,b/*}")', '[]'],
    ['fileset("files/a.txt", "{a.txt,b/*}")', '[]'],
    ['fileset("nofolder", "[")', '[]'],
    ['fileset("files", "x/[")', '[]'],
    ['fileset("files", "a.txt{")', '[]'],
    ['fileset("files", "*[")', '[]'],
    ['fileset("files/b", "../*.txt")', '["../a.txt"]'],
    ['fileset("files", "[!a]*")', '["a.txt"]'],
    ['fileset("files", "[^a]*")', '["data.json","loop.tftpl","t.tftpl"]'],
    ['fileset("files", "[a-c]*")', '["a.txt"]'],
    ['fileset("files", "b**")', '[]'],
    ['fileset("files", "a.txt**")', '["a.txt"]'],
    ['fileset("files", "{a*,{t,loop}.tftpl}")', '["t.tftpl"]'],
    ['fileset("files", "a\\\\.txt")', '["a.txt"]'],
    ['fileset("fil*", "a.txt")', '["../files/a.txt"]'],
    [
      '(false ? slice(split(local.text, "x"), floor(sensitive(4)), length(module.typed.list)) : local.objs[*].id)',
      '["1","2"]',
    ],
    ['regex("a", terraform_data.u.id) == null', 'false'],
    ['length(module.typed.list) > local.big', 'false'],
    ['regexall(terraform_data.u.id, "x") == local.tuple', 'false'],
    ['toset(local.half_l) == toset([])', 'false'],
    ['setproduct((module.typed.bool ? tolist([1]) : tolist([2,3])), [])', '[]'],
  ])('%s is %s', (expression, value) => {
    const { value: ours, troubles } = evaluated(expression);
    expect({ value: canonical(ours), troubles }).toEqual({ value, troubles: [] });
  });
});

describe('refused', () => {
  test.each([
    ['cidrsubnets("0.0.0.0/8", 4)', /none before it/],
    ['slice(local.words, 0, 0)[*][*].id', /no attribute "id"/],
    ['concat(tolist([]), tolist([{ a = 1 }]), tolist(["x"]))', /different types/],
    ['templatefile("files/a.txt", { "1" = 2 })', /cannot be the name of a variable/],
    ['yamldecode("a\\u0001")', /control characters/],
    ['jsonencode(yamldecode("[.inf]"))', /no infinity/],
    ['{ local.object.name = 1 }', /ambiguous/],
    ['{ local.words[0] = 1 }', /ambiguous/],
    ['textencodebase64("a", "nope")', /no encoding/],
    ['tolist([null, ["r"]])', /same type/],
    ['toset([null, ["r"]])', /same type/],
    ['tolist([null, toset(["r"])])', /same type/],
    ['true ? [toset(["r"]), null, "s"] : values({ a = 1, b = "c" })', /./],
    ['true ? [["r"], null] : [1]', /./],
    ['true ? [null, ["r"]] : [["x"], ["z"], ["y"]]', /./],
    ['true ? tolist(["a"]) : [null, ["r"]]', /./],
    ['yamldecode("<<: [{a: 1}, {a: 2}]")', /takes a map/],
    ['yamldecode("\\"\\\\ud83d\\\\ude00\\"")', /half of a character/],
    ['cidrnetmask("::ffff:10.0.0.0/95")', /only IPv4/],
    ['cidrsubnet("10.0.0.0/8", -9223372036854775808, 1)', /outside of all addresses/],
    ['cidrsubnets("::ffff:10.0.0.0/104", 1)', /has no subnets/],
    ['timeadd("2024-02-29T1:30:45Z", "1h")', /no RFC 3339/],
    ['fileset("files", "{a.txt,b/*}")', /fault in the pattern/],
    ['fileset("files", "[-a]*")', /fault in the pattern/],
    ['slice(split(local.text, "x"), 4, length(module.typed.list))', /not within the list/],
    ['slice(values(module.typed.map), 100, -(local.zero))', /not within the list/],
    ['matchkeys(local.object.list, tolist([[1], ["a", true]]), ["a", "b"])', /different types/],
    ['local.no ? -0.0[*][0] : local.tuple', /different types: number and tuple/],
    ['false ? !5 : {}', /different types: bool and object/],
    ['false ? ("a" - 1) : {}', /different types: number and object/],
    ['false ? (true ? "a" : 1) + 1 : {}', /different types: number and object/],
    ['false ? local.objs[*].zzz : 5', /different types: tuple and number/],
  ])('%s', (expression, message) => {
    expect(evaluated(expression).troubles.join()).toMatch(message);
  });
});

describe('unknown', () => {
  test.each([
    'module.typed.list[-1]',
    '(module.typed.bool ? tolist(["a"]) : module.typed.list)[2]',
    'yamldecode("a\\u0085b")',
    'textencodebase64("a", "windows-1252")',
  ])('%s', (expression) => {
    const { value, troubles } = evaluated(expression);
    expect({ kind: value.kind, troubles }).toEqual({ kind: 'unknown', troubles: [] });
  });
});
