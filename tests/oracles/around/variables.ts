/** Values of root variables: where they come from, which of them wins, and what becomes of them. */
import type { Around } from './hold-against.ts';

const show = (names: readonly string[]): string =>
  names.map((name) => `output "${name}" {\n  value = var.${name}\n}\n`).join('');

const declared = (type: string): string => `variable "v" {\n  type = ${type}\n}\n${show(['v'])}`;

type More = Partial<Around> & { readonly with?: Around['files'] };

const of = (name: string, main: string, more: More = {}): Around => {
  const { with: files = {}, ...rest } = more;
  return { name: `variable: ${name}`, files: { 'main.tf': main, ...files }, ...rest };
};

const UNTYPED = `variable "v" {\n  default = "default"\n}\n${show(['v'])}`;

const FILES: readonly (readonly [string, string])[] = [
  ['terraform.tfvars', 'v = "terraform.tfvars"\n'],
  ['terraform.tfvars.json', '{"v": "terraform.tfvars.json"}'],
  ['a.auto.tfvars.json', '{"v": "a.auto.tfvars.json"}'],
  ['a.auto.tfvars', 'v = "a.auto.tfvars"\n'],
  ['b.auto.tfvars', 'v = "b.auto.tfvars"\n'],
  ['B.auto.tfvars', 'v = "B.auto.tfvars"\n'],
  ['.hidden.auto.tfvars', 'v = "hidden"\n'],
  ['z.auto.tfvars~', 'v = "backup"\n'],
  ['z.tfvars', 'v = "not loaded"\n'],
];

/** Each file alone, and each pair of them. */
const precedence: readonly Around[] = FILES.flatMap(([name, text], index) => [
  of(`${name} over the environment`, UNTYPED, { environment: { v: 'environment' }, with: { [name]: text } }),
  ...FILES.slice(index + 1).map(([other, second]) =>
    of(`${name} and ${other}`, UNTYPED, { with: { [name]: text, [other]: second } }),
  ),
]);

const commandLine: readonly Around[] = [
  of('--var over files', UNTYPED, { given: [{ assignment: 'v=1' }], with: { 'a.auto.tfvars': 'v = 2\n' } }),
  of('--var, then a file', UNTYPED, {
    given: [{ assignment: 'v=1' }, { file: 'x.tfvars' }],
    with: { 'x.tfvars': 'v = 2\n' },
  }),
  of('a file, then --var', UNTYPED, {
    given: [{ file: 'x.tfvars' }, { assignment: 'v=1' }],
    with: { 'x.tfvars': 'v = 2\n' },
  }),
  of('--var twice', UNTYPED, { given: [{ assignment: 'v=1' }, { assignment: 'v=2' }] }),
  of('two files', UNTYPED, {
    given: [{ file: 'y.tfvars' }, { file: 'x.tfvars.json' }],
    with: { 'y.tfvars': 'v = "y"\n', 'x.tfvars.json': '{"v": "x"}' },
  }),
  of('--var without a sign', UNTYPED, { given: [{ assignment: 'v' }] }),
  of('--var without a name', UNTYPED, { given: [{ assignment: '=v' }] }),
  of('--var with blanks', UNTYPED, { given: [{ assignment: ' v = 1' }] }),
  of('--var with a blank before the sign', UNTYPED, { given: [{ assignment: 'v =1' }] }),
  of('--var with signs in the value', UNTYPED, { given: [{ assignment: 'v=a=b' }] }),
  of('--var of nothing', UNTYPED, { given: [{ assignment: 'v=' }] }),
  of('--var that is not declared', UNTYPED, { given: [{ assignment: 'w=1' }] }),
  of('environment that is not declared', UNTYPED, { environment: { w: '1' } }),
  of('environment that is empty', UNTYPED, { environment: { v: '' } }),
  of('a file with what is not declared', UNTYPED, {
    given: [{ file: 'x.tfvars' }],
    with: { 'x.tfvars': 'w = 2\nv = 3\n' },
  }),
  of('terraform.tfvars with what is not declared', UNTYPED, { with: { 'terraform.tfvars': 'w = 2\n' } }),
  of('a file that does not exist', UNTYPED, { given: [{ file: 'none.tfvars' }] }),
  of('no value at all', declared('string')),
];

/** Text that comes by --var and by the environment, for every shape of type. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['string', 'raw "text" ${x} [1]'],
  ['string', 'null'],
  ['string', ''],
  ['string', '1.50'],
  ['number', '1.50'],
  ['number', ' 7'],
  ['number', '0x10'],
  ['number', 'seven'],
  ['number', 'null'],
  ['number', ''],
  ['bool', 'true'],
  ['bool', '1'],
  ['bool', '0'],
  ['bool', 'True'],
  ['bool', '"true"'],
  ['any', 'text'],
  ['any', '[1, "a"]'],
  ['any', '"text"'],
  ['any', '{ a = 1 }'],
  ['any', 'null'],
  ['any', '1'],
  ['list(string)', '["a", 1, true]'],
  ['list(string)', 'a,b'],
  ['list(string)', ''],
  ['list(string)', 'null'],
  ['list(string)', '["a"'],
  ['list(string)', '[upper("a")]'],
  ['list(string)', '[var.x]'],
  ['list(string)', '["${1 + 1}"]'],
  ['list(string)', '[for x in [1, 2] : x]'],
  ['set(number)', '[3, "2", 3]'],
  ['map(string)', '{ a = 1, "b c" = true }'],
  ['map(string)', '{"a": 1}'],
  ['map(number)', '{ a = "x" }'],
  ['object({ a = string, b = optional(number, 4) })', '{ a = 1, c = 2 }'],
  ['object({ a = string })', '{}'],
  ['tuple([string, number])', '[1, "2"]'],
  ['tuple([string, number])', '[1]'],
  ['list(object({ a = optional(list(string), ["z"]) }))', '[{}, { a = null }, { a = [] }]'],
  ['list(list(any))', '[[1], ["a"]]'],
  ['map(any)', '{ a = 1, b = "x" }'],
  ['map(any)', '{ a = 1, b = [] }'],
  ['list(any)', '[1, "x", true]'],
  ['list', '[1, "x"]'],
  ['map', '{ a = 1 }'],
  ['"string"', 'x'],
  ['"list"', '["x"]'],
  ['strin', 'x'],
  ['list(strin)', '["x"]'],
  ['object({ a })', '{ a = 1 }'],
  ['object()', '{}'],
  ['list(string, number)', '[]'],
  ['optional(string)', 'x'],
  ['list(optional(string))', '["x"]'],
  ['object({ a = optional(string, 1, 2) })', '{}'],
  ['object({ a = optional(number, "x") })', '{}'],
  ['object({ a = optional(number, "5") })', '{}'],
  ['object({ a = optional(object({ b = optional(number, 2) }), {}) })', '{}'],
  ['object({ a = optional(object({ b = optional(number, 2) })) })', '{}'],
  ['object({ a = any })', '{ a = [1, "x"] }'],
];

const conversions: readonly Around[] = TEXTS.flatMap(([type, text]) => [
  of(`--var for ${type}: ${text}`, declared(type), { given: [{ assignment: `v=${text}` }] }),
  ...(text === '' ? [] : [of(`environment for ${type}: ${text}`, declared(type), { environment: { v: text } })]),
]);

/** Values of variable files: expressions, of which only constants are allowed. */
const IN_FILES: readonly (readonly [string, string])[] = [
  ['string', '1'],
  ['string', 'true'],
  ['string', '[]'],
  ['number', '"12"'],
  ['number', '"x"'],
  ['bool', '"false"'],
  ['bool', '1'],
  ['list(string)', '"a"'],
  ['list(number)', '["1", 2]'],
  ['set(string)', '["b", "a", "b"]'],
  ['map(list(string))', '{ a = [1], b = [] }'],
  ['any', '[1, "x", { a = null }]'],
  ['string', 'upper("a")'],
  ['string', 'var.x'],
  ['string', 'local.x'],
  ['string', '"${"a"}b"'],
  ['string', '1 == 1 ? "y" : "n"'],
  ['string', '<<EOT\ntext\nEOT\n'],
  ['string', 'bare'],
  ['string', 'null'],
];

const inFiles: readonly Around[] = [
  ...IN_FILES.map(([type, text]) =>
    of(`file for ${type}: ${text}`, declared(type), { with: { 'terraform.tfvars': `v = ${text}\n` } }),
  ),
  of('JSON file: templates are text', declared('string'), {
    with: { 'terraform.tfvars.json': '{"v": "${upper(1)} %{x}"}' },
  }),
  of('JSON file: a list', declared('any'), { with: { 'terraform.tfvars.json': '[{"v": 1}]' } }),
  of('JSON file: text', declared('any'), { with: { 'terraform.tfvars.json': '"v"' } }),
  of('JSON file: broken', declared('any'), { with: { 'terraform.tfvars.json': '{"v": ' } }),
  of('JSON file: empty', declared('any'), { with: { 'terraform.tfvars.json': '' } }),
  of('JSON file: null', declared('string'), { with: { 'terraform.tfvars.json': '{"v": null}' } }),
  of('JSON file: deep numbers', declared('any'), {
    with: { 'terraform.tfvars.json': '{"v": [1.50, 1e3, -0]}' },
  }),
  of('JSON file: a key twice', declared('any'), { with: { 'terraform.tfvars.json': '{"v": 1, "v": 2}' } }),
  of('JSON file: a comment key', declared('any'), { with: { 'terraform.tfvars.json': '{"//": "x", "v": 2}' } }),
  of('file: a name twice', declared('any'), { with: { 'terraform.tfvars': 'v = 1\nv = 2\n' } }),
  of('file: a block', declared('any'), { with: { 'terraform.tfvars': 'v {\n}\n' } }),
  of('file: a quoted name', declared('any'), { with: { 'terraform.tfvars': '"v" = 1\n' } }),
  of('file: a variable block', UNTYPED, { with: { 'terraform.tfvars': 'variable "v" {\n  default = 1\n}\n' } }),
  of('file: a byte order mark', declared('any'), { with: { 'terraform.tfvars': '\ufeffv = 1\n' } }),
];

/** What a variable block says of its values. */
const block = (body: string): string => `variable "v" {\n${body}\n}\n${show(['v'])}`;
const given = (text: string): More => ({ with: { 'terraform.tfvars': `v = ${text}\n` } });

const rules: readonly Around[] = [
  of('null takes the default where it may not be null', block('  default = 1\n  nullable = false'), given('null')),
  of('null is a value where it may be', block('  default = 1'), given('null')),
  of('null without a default where it may not be', block('  nullable = false'), given('null')),
  of('a default of null where it may not be', block('  default = null\n  nullable = false')),
  of('a default of null', block('  type = string\n  default = null')),
  of('a default of another type', block('  type = number\n  default = "x"')),
  of('a default of another type that is not needed', block('  type = number\n  default = "x"'), given('1')),
  of('a default of null that is not needed', block('  nullable = false\n  default = null'), given('1')),
  of('a default that is converted', block('  type = list(string)\n  default = [1, true]')),
  of('a default that is no constant', block('  default = upper("a")')),
  of('a default that refers', `locals {\n  x = 1\n}\n${block('  default = local.x')}`),
  of(
    'a default with optional attributes',
    block('  type = object({ a = optional(string, "d"), b = optional(list(number), [1]) })\n  default = {}'),
  ),
  of(
    'a rule holds',
    block('  default = 1\n  validation {\n    condition = var.v > 0\n    error_message = "More."\n  }'),
    given('2'),
  ),
  of(
    'a rule is broken',
    block('  default = 1\n  validation {\n    condition = var.v > 0\n    error_message = "More."\n  }'),
    given('-2'),
  ),
  of(
    'a rule is broken by the default',
    block('  default = -1\n  validation {\n    condition = var.v > 0\n    error_message = "More."\n  }'),
  ),
  of(
    'the second rule is broken',
    block(
      '  default = 1\n  validation {\n    condition = var.v > 0\n    error_message = "More."\n  }\n  validation {\n    condition = var.v > 3\n    error_message = "More."\n  }',
    ),
  ),
  of(
    'a rule about another variable',
    `variable "w" {\n  default = 5\n}\n${block('  default = 1\n  validation {\n    condition = var.v > var.w\n    error_message = "More."\n  }')}`,
  ),
  of(
    'a rule about another variable that holds',
    `variable "w" {\n  default = 0\n}\n${block('  default = 1\n  validation {\n    condition = var.v > var.w\n    error_message = "More."\n  }')}`,
  ),
  of(
    'a rule about a local',
    `locals {\n  w = 5\n}\n${block('  default = 1\n  validation {\n    condition = var.v > local.w\n    error_message = "More."\n  }')}`,
  ),
  of(
    'a rule about a resource',
    `resource "terraform_data" "w" {\n  input = 5\n}\n${block('  default = 1\n  validation {\n    condition = var.v > terraform_data.w.input\n    error_message = "More."\n  }')}`,
  ),
  of(
    'a rule about nothing',
    block('  default = 1\n  validation {\n    condition = 1 < 2\n    error_message = "More."\n  }'),
  ),
  of(
    'a rule that is no bool',
    block('  default = 1\n  validation {\n    condition = var.v\n    error_message = "More."\n  }'),
  ),
  of(
    'a rule that is text',
    block('  default = "true"\n  validation {\n    condition = var.v\n    error_message = "More."\n  }'),
  ),
  of(
    'a rule that is null',
    block('  default = 1\n  validation {\n    condition = var.v == 1 ? null : true\n    error_message = "More."\n  }'),
  ),
  of(
    'a rule that fails',
    block('  default = 1\n  validation {\n    condition = var.v.x\n    error_message = "More."\n  }'),
  ),
  of('a rule without a message', block('  default = 1\n  validation {\n    condition = var.v > 0\n  }')),
  of('a rule without a condition', block('  default = 1\n  validation {\n    error_message = "More."\n  }')),
  of(
    'a rule with a message about the value',
    block(
      '  default = 1\n  validation {\n    condition = var.v > 3\n    error_message = "${var.v} is too little."\n  }',
    ),
  ),
  of(
    'a rule with a message that is no sentence',
    block('  default = 1\n  validation {\n    condition = var.v > 0\n    error_message = "x"\n  }'),
  ),
  of('an argument that is unknown', block('  default = 1\n  nonsense = 2')),
  of('a block that is unknown', block('  default = 1\n  nonsense {\n  }')),
  of(
    'sensitive',
    `variable "v" {\n  default = "s"\n  sensitive = true\n}\nresource "terraform_data" "a" {\n  input = var.v\n}\n`,
  ),
  of(
    'sensitive as text',
    `variable "v" {\n  default = "s"\n  sensitive = "true"\n}\nresource "terraform_data" "a" {\n  input = var.v\n}\n`,
  ),
  of(
    'sensitive as a reference',
    `variable "w" {\n  default = true\n}\nvariable "v" {\n  default = "s"\n  sensitive = var.w\n}\n`,
  ),
  of('sensitive shown by an output', block('  default = "s"\n  sensitive = true')),
  of(
    'sensitive shown by a sensitive output',
    'variable "v" {\n  default = "s"\n  sensitive = true\n}\noutput "v" {\n  value = var.v\n  sensitive = true\n}\n',
  ),
  of('ephemeral', 'variable "v" {\n  default = "s"\n  ephemeral = true\n}\nlocals {\n  x = var.v\n}\n'),
  of(
    'ephemeral in a resource',
    'variable "v" {\n  default = "s"\n  ephemeral = true\n}\nresource "terraform_data" "a" {\n  input = var.v\n}\n',
  ),
  of('ephemeral in an output', block('  default = "s"\n  ephemeral = true')),
  of('nullable as text', block('  default = 1\n  nullable = "false"'), given('null')),
  of('type is missing its value', block('  type =')),
  of('description is no text', block('  default = 1\n  description = 5')),
  of('description is computed', block('  default = 1\n  description = "${var.v}"')),
];

export const variables: readonly Around[] = [...precedence, ...commandLine, ...conversions, ...inFiles, ...rules];
