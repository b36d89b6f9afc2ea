/** Terraform's functions, by the examples of their documentation (developer.hashicorp.com/terraform/language/functions) and beyond. */
import { describe, expect, test } from 'vitest';
import { specialForms } from '../../src/resolve/evaluate/special-forms.ts';
import { functionNames } from '../../src/resolve/functions/index.ts';
import { evaluateText, interpolate, resolveFolder } from './read.ts';

function check(table: readonly (readonly [string, unknown])[]): void {
  test.each(table.map(([expression, value]) => [expression, value] as const))('%s', (expression, value) => {
    expect(evaluateText(expression)).toEqual({ value, troubles: [] });
  });
}

function refuses(table: readonly (readonly [string, RegExp])[]): void {
  test.each(table.map(([expression, message]) => [expression, message] as const))(
    '%s is refused',
    (expression, message) => {
      const { value, troubles } = evaluateText(expression);
      expect(value).toMatchObject({ $unknown: expect.stringMatching(/cannot be evaluated/) });
      expect(troubles.join(' | ')).toMatch(message);
    },
  );
}

describe('numbers', () => {
  check([
    ['abs(-12.4)', 12.4],
    ['ceil(5.1)', 6],
    ['ceil(-5.9)', -5],
    ['floor(4.9)', 4],
    ['floor(-4.1)', -5],
    ['log(16, 2)', 4],
    ['max(12, 54, 3)', 54],
    ['max([12, 54, 3]...)', 54],
    ['min(12, 54, 3)', 3],
    ['parseint("FF", 16)', 255],
    ['parseint("-10", 2)', -2],
    ['parseint("zZ", 62)', 2231],
    ['pow(3, 2)', 9],
    ['pow(2, 0.5)', Math.SQRT2],
    ['pow(4, -1)', 0.25],
    ['signum(-13)', -1],
    ['signum(0)', 0],
    ['sum([10, 13, 6, 4.5])', 33.5],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740993 * 10', '90071992547409930'],
    ['0.1 + 0.2', 0.3],
    ['7 % 3', 1],
    ['-7 % 3', -1],
    ['"5" * "2"', 10],
  ]);
  refuses([
    ['parseint("12", 2)', /no number of base 2/],
    ['sum([])', /nothing to sum/],
    ['0 / 0', /no result/],
    ['"a" + 1', /a number is required/],
    ['null + 1', /is null/],
    ['signum(1.5)', /whole number/],
  ]);
});

describe('strings', () => {
  check([
    ['chomp("hello\\n\\n")', 'hello'],
    ['endswith("hello world", "world")', true],
    ['startswith("hello world", "hello")', true],
    ['strcontains("hello world", "wor")', true],
    ['format("Hello, %s!", "Ander")', 'Hello, Ander!'],
    ['format("There are %d lights", 4)', 'There are 4 lights'],
    ['format("%#v", {a = 1})', '{"a":1}'],
    ['format("%05.1f|%-6s|%x|%q|%t", 3.14159, "ab", 255, "a\\"b", true)', '003.1|ab    |ff|"a\\"b"|true'],
    ['format("%[2]s %[1]s", "a", "b")', 'b a'],
    ['formatlist("Hello, %s!", ["Valentina", "Ander"])', ['Hello, Valentina!', 'Hello, Ander!']],
    ['formatlist("%s-%d", ["a", "b"], 3)', ['a-3', 'b-3']],
    ['indent(2, "a\\nb")', 'a\n  b'],
    ['join(", ", ["foo", "bar", "baz"])', 'foo, bar, baz'],
    ['join("-", ["a"], ["b"])', 'a-b'],
    ['lower("АЛЛО!")', 'алло!'],
    ['upper("straße")', 'STRAßE'],
    ['title("hello world")', 'Hello World'],
    ['regex("[a-z]+", "53453453.345345aaabbbccc23454")', 'aaabbbccc'],
    ['regex("(\\\\d\\\\d\\\\d\\\\d)-(\\\\d\\\\d)-(\\\\d\\\\d)", "2019-02-01")', ['2019', '02', '01']],
    [
      'regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://terraform.io/docs/")',
      { authority: 'terraform.io', scheme: 'https' },
    ],
    ['regexall("[a-z]+", "1234abcd5678efgh9")', ['abcd', 'efgh']],
    ['length(regexall("[a-z]+", "123456789")) > 0', false],
    ['replace("1 + 2 + 3", "+", "-")', '1 - 2 - 3'],
    ['replace("hello world", "/w.*d/", "everybody")', 'hello everybody'],
    [`replace("ab", "/(a)(b)/", "$2-$${interpolate('1')}")`, 'b-a'],
    ['split(",", "foo,bar,baz")', ['foo', 'bar', 'baz']],
    ['split(",", "")', ['']],
    ['strrev("hello")', 'olleh'],
    ['substr("hello world", 1, 4)', 'ello'],
    ['substr("🤔🤷", 0, 1)', '🤔'],
    ['substr("hello world", -5, -1)', 'world'],
    ['trim("?!hello?!", "!?")', 'hello'],
    ['trimprefix("helloworld", "hello")', 'world'],
    ['trimsuffix("helloworld", "world")', 'hello'],
    ['trimspace("  hello\\n\\n")', 'hello'],
    ['length("👨‍👩‍👧")', 1],
  ]);
  refuses([
    ['regex("a+", "b")', /matches no part/],
    ['regex("a(", "b")', /regular expression is not valid/],
    ['regex("(?=a)", "b")', /regular expression is not valid/],
    ['format("%s")', /needs argument 1/],
    ['format("x", 1)', /arguments for 0 verbs/],
    ['join("-", ["a", null])', /null/],
    ['upper(["a"])', /string required/],
    ['upper("a", "b")', /takes 1 argument, not 2/],
    ['nothing("a")', /there is no function nothing/],
  ]);
});

describe('collections', () => {
  check([
    ['alltrue(["true", true])', true],
    ['anytrue([false, null])', false],
    ['chunklist(["a", "b", "c"], 2)', [['a', 'b'], ['c']]],
    ['coalesce("", null, "b")', 'b'],
    ['coalescelist([], ["c", "d"])', ['c', 'd']],
    ['compact(["a", "", "b", null])', ['a', 'b']],
    ['concat(["a", ""], ["b", "c"])', ['a', '', 'b', 'c']],
    ['contains(["a", "b"], "a")', true],
    ['contains(["1"], 1)', false],
    ['distinct(["a", "b", "a"])', ['a', 'b']],
    ['element(["a", "b", "c"], 3)', 'a'],
    ['element(tolist(["a", "b", "c"]), -1)', 'c'],
    ['flatten([["a", "b"], [], ["c", ["d"]]])', ['a', 'b', 'c', 'd']],
    ['index(["a", "b", "c"], "b")', 1],
    ['keys({ c = 2, a = 1 })', ['a', 'c']],
    ['length({ a = 1 })', 1],
    ['lookup({ a = "ay" }, "b", "what?")', 'what?'],
    ['matchkeys(["i-1", "i-2"], ["us-west", "us-east"], ["us-east"])', ['i-2']],
    ['merge({ a = "b" }, { a = "c", d = 1 })', { a: 'c', d: 1 }],
    ['one([])', null],
    ['one(["hello"])', 'hello'],
    ['range(3)', [0, 1, 2]],
    ['range(1, 8, 2)', [1, 3, 5, 7]],
    ['range(4, 1)', [4, 3, 2]],
    ['reverse([1, 2, 3])', [3, 2, 1]],
    ['setintersection(["a", "b"], ["b", "c"])', ['b']],
    [
      'setproduct(["development", "production"], ["a", "b"])',
      [
        ['development', 'a'],
        ['development', 'b'],
        ['production', 'a'],
        ['production', 'b'],
      ],
    ],
    ['setsubtract(["a", "b"], ["a"])', ['b']],
    ['setunion(["b"], ["a"])', ['a', 'b']],
    ['slice(["a", "b", "c", "d"], 1, 3)', ['b', 'c']],
    ['sort(["e", "d", "a", "x"])', ['a', 'd', 'e', 'x']],
    ['transpose({ a = ["1", "2"], b = ["2", "3"] })', { '1': ['a'], '2': ['a', 'b'], '3': ['b'] }],
    ['values({ a = 3, c = 2 })', [3, 2]],
    ['zipmap(["a", "b"], [1, 2])', { a: 1, b: 2 }],
    ['toset(["c", "b", "b"])', ['b', 'c']],
    ['toset([10, 9, 2])', [2, 9, 10]],
    ['tolist(["a", 1, true])', ['a', '1', 'true']],
    ['tomap({ a = 1, b = "x" })', { a: '1', b: 'x' }],
    ['tobool("true")', true],
    ['tonumber("1e3")', 1000],
    ['tostring(1.50)', '1.5'],
  ]);
  refuses([
    ['element([], 0)', /no elements/],
    ['index(["a"], "b")', /not there/],
    ['lookup({}, "a")', /no element "a"/],
    ['one([1, 2])', /more than one/],
    ['range(0, 1, 0)', /step is zero/],
    ['range(2000)', /more than 1024/],
    ['slice([1], 0, 2)', /not within/],
    ['tobool("yes")', /bool is required/],
    ['tomap([1])', /map of dynamic required/],
    ['keys([1])', /map or object is required/],
  ]);
});

describe('encodings', () => {
  check([
    ['base64decode("SGVsbG8gV29ybGQ=")', 'Hello World'],
    ['base64encode("Hello World")', 'SGVsbG8gV29ybGQ='],
    [
      'csvdecode("a,b,c\\n1,2,3\\n\\"4,4\\",5,6\\n")',
      [
        { a: '1', b: '2', c: '3' },
        { a: '4,4', b: '5', c: '6' },
      ],
    ],
    ['jsondecode("{\\"hello\\": \\"world\\", \\"n\\": [1.5, null]}")', { hello: 'world', n: [1.5, null] }],
    ['jsonencode({ hello = "world" })', '{"hello":"world"}'],
    ['jsonencode("<&>")', '"\\u003c\\u0026\\u003e"'],
    ['jsonencode({ b = 1, a = [true, null] })', '{"a":[true,null],"b":1}'],
    ['textencodebase64("Hello World", "UTF-16LE")', 'SABlAGwAbABvACAAVwBvAHIAbABkAA=='],
    ['textdecodebase64("SABlAGwAbABvAA==", "UTF-16LE")', 'Hello'],
    ['textdecodebase64("//5hAA==", "UTF-16LE")', '\ufeffa'],
    ['can(textdecodebase64("YWJj", "UTF-16LE"))', false],
    ['timeadd("9999-12-31T23:59:59Z", "720h")', '10000-01-30T23:59:59Z'],
    ['element(["a", "b"], 9007199254740993)', 'b'],
    ['chunklist(["a"], 9007199254740993)', [['a']]],
    ['substr("abc", 9007199254740993, 1)', ''],
    ['can(element(["a"], 9223372036854775808))', false],
    ['urlencode("Hello World!~")', 'Hello+World%21~'],
    ['yamlencode({ a = "b", c = [1, { d = true }] })', '"a": "b"\n"c":\n- 1\n- "d": true\n'],
    ['yamlencode("a\\nb\\n")', '|\n  a\n  b\n'],
    ['yamldecode("a: &x [1, yes]\\nb: *x\\nc: 010\\n")', { a: [1, true], b: [1, true], c: 10 }],
    ['md5("hello world")', '5eb63bbbe01eeed093cb22bb8f5acdc3'],
    ['sha1("hello world")', '2aae6c35c94fcfb415dbe95f408b9ce91ee846ed'],
    ['sha256("hello world")', 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'],
    ['base64sha256("hello world")', 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek='],
    ['uuidv5("dns", "www.terraform.io")', 'a5008fae-b28c-5ba5-96cd-82b4c53552d6'],
  ]);
  refuses([
    ['base64decode("%%%")'.replaceAll('%', '!'), /no base64/],
    ['jsondecode("{")', /no JSON/],
    ['yamldecode("a: b: c")', /no YAML/],
    ['yamldecode("a: 1\\n---\\nb: 2")', /more than one document/],
  ]);
});

describe('dates', () => {
  check([
    ['formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', '02 Jan 2018 23:12 UTC'],
    ['formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")', 'Tuesday, 02-Jan-18 23:12:01 -0800'],
    [`formatdate("h'h'mm", "2018-01-02T23:12:01-08:00")`, '23h12'],
    ['formatdate("HH:mmaa", "2018-01-02T00:12:01Z")', '12:12am'],
    ['timeadd("2017-11-22T00:00:00Z", "10m")', '2017-11-22T00:10:00Z'],
    ['timeadd("2017-12-31T23:59:59+02:00", "1s")', '2018-01-01T00:00:00+02:00'],
    ['timecmp("2017-11-22T01:00:00Z", "2017-11-22T00:00:00-01:00")', 0],
    ['timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:01Z")', -1],
  ]);
  refuses([
    ['timeadd("yesterday", "1h")', /no RFC 3339/],
    ['timeadd("2017-02-30T00:00:00Z", "1h")', /no RFC 3339/],
    ['formatdate("Y", "2018-01-02T23:12:01Z")', /no part of a date/],
  ]);
});

describe('addresses', () => {
  check([
    ['cidrhost("10.12.112.0/20", 16)', '10.12.112.16'],
    ['cidrhost("10.12.112.0/20", -1)', '10.12.127.255'],
    ['cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)', 'fd00:fd12:3456:7890::22'],
    ['cidrnetmask("172.16.0.0/12")', '255.240.0.0'],
    ['cidrsubnet("172.16.0.0/12", 4, 2)', '172.18.0.0/16'],
    ['cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)', 'fd00:fd12:3456:7800:a200::/72'],
    ['cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)', ['10.1.0.0/20', '10.1.16.0/20', '10.1.32.0/24', '10.1.48.0/20']],
    [
      'provider::aws::arn_parse("arn:aws:iam::444455556666:role/a:b")'.replaceAll('444455556666', '111122223333'),
      { partition: 'aws', service: 'iam', region: '', account_id: '111122223333', resource: 'role/a:b' },
    ],
    ['provider::aws::arn_build("aws", "s3", "", "", "bucket")', 'arn:aws:s3:::bucket'],
    [
      'provider::aws::trim_iam_role_path("arn:aws:iam::111122223333:role/with/path/name")',
      'arn:aws:iam::111122223333:role/name',
    ],
  ]);
  refuses([
    ['cidrsubnet("10.0.0.0/30", 4, 0)', /cannot be extended/],
    ['cidrhost("10.0.0.0/30", 4)', /no host 4/],
    ['cidrhost("10.0.0.0", 4)', /no block/],
    ['cidrnetmask("fd00::/8")', /only IPv4/],
  ]);
});

describe('files', () => {
  const folder = {
    'hello.txt': 'Hello',
    'greet.tftpl': `%{ for n in names ~}\nHi ${interpolate('n')}\n%{ endfor ~}\n`,
    'config/a.json': '{}',
    'config/b.yaml': 'x: 1',
    'config/deep/c.json': '[]',
  };
  const output = (expression: string) => {
    const resolved = resolveFolder({ ...folder, 'main.tf': `output "it" {\n  value = ${expression}\n}\n` });
    return { value: resolved.stacks[0]?.outputs['it'], diagnostics: resolved.diagnostics.map(({ id }) => id) };
  };
  test.each([
    [`file("\${path.module}/hello.txt")`, 'Hello'],
    ['filebase64("hello.txt")', 'SGVsbG8='],
    ['filemd5("hello.txt")', '8b1a9953c4611296a827abf8c47804d7'],
    ['fileexists("hello.txt")', true],
    ['fileexists("nothing.txt")', false],
    ['fileset("config", "*.json")', ['a.json']],
    ['fileset(".", "config/**/*.json")', ['config/a.json', 'config/deep/c.json']],
    ['fileset("config", "*.{json,yaml}")', ['a.json', 'b.yaml']],
    ['templatefile("greet.tftpl", { names = ["A", "B"] })', 'Hi A\nHi B\n'],
    ['basename("foo/bar/baz.txt")', 'baz.txt'],
    ['dirname("foo/bar/baz.txt")', 'foo/bar'],
    ['fileset("hello.txt", ".")', ['.']],
    ['fileset("config", "./deep/../*.json")', ['a.json']],
    ['can(fileexists("config"))', false],
    ['fileexists("none/a")', false],
    ['try(fileexists("hello.txt/a"), "no")', 'no'],
    ['try(fileexists("hello.txt/a/b"), "no")', 'no'],
    ['try(fileexists(base64decode("AGEAYg==")), "no")', 'no'],
    ['try(fileexists(join("", [for i in range(300) : "a"])), "no")', 'no'],
    ['fileset(base64decode("AGEAYg=="), "*")', []],
    ['fileset(join("", [for i in range(300) : "a"]), "*")', []],
    ['pathexpand("/etc/resolv.conf")', '/etc/resolv.conf'],
    ['abspath("/a/../b")', '/b'],
    ['try(file("nothing.txt"), "fallback")', 'fallback'],
  ])('%s', (expression, value) => {
    expect(output(expression)).toEqual({ value, diagnostics: [] });
  });

  test('a file that is not there is told, and the value unknown', () => {
    expect(output('file("nothing.txt")')).toEqual({
      value: { $unknown: expect.stringContaining('there is no file nothing.txt') },
      diagnostics: ['resolve/file-missing'],
    });
  });

  test('nothing outside of the folders of the run is read, not even to say whether it is there', () => {
    const outside = expect.stringContaining('lies outside of the folders');
    for (const expression of [
      'file("../outside/secret")',
      'fileexists("../outside/secret")',
      'try(file("../outside/secret"), "")',
      'filesha256("/etc/passwd")',
      'file("~/x")',
      'fileset("../outside", "*")',
    ]) {
      const { value, diagnostics } = output(expression);
      expect(value).toMatchObject({ $unknown: outside });
      expect(diagnostics).toEqual(['resolve/file-outside']);
    }
  });
});

describe('what changes with every run is unknown', () => {
  test.each([
    'timestamp()',
    'uuid()',
    'bcrypt("x")',
    'plantimestamp()',
    'base64gzip("x")',
    'provider::aws::other("x")',
    'abspath("x")',
    'path.cwd',
  ])('%s', (expression) => {
    const { value, troubles } = evaluateText(expression);
    expect(value).toMatchObject({ $unknown: expect.any(String) });
    expect(troubles).toEqual([]);
  });
});

test('all functions of Terraform 1.11 are there', () => {
  const documented =
    'abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt can ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains csvdecode dirname distinct element endswith ephemeralasnull file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 filesha512 flatten floor format formatdate formatlist indent index issensitive join jsondecode jsonencode keys length log lookup lower matchkeys max md5 merge min nonsensitive one parseint pathexpand plantimestamp pow range regex regexall replace reverse rsadecrypt sensitive setintersection setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum templatefile templatestring textdecodebase64 textencodebase64 timeadd timecmp timestamp title tobool tolist tomap tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try upper urlencode uuid uuidv5 values yamldecode yamlencode zipmap';
  const ours = new Set([...functionNames(), ...specialForms.keys()]);
  expect(documented.split(' ').filter((name) => !ours.has(name))).toEqual([]);
});
