/** What is declared twice, wrongly named, unknown or incomplete. */
import type { Around } from './hold-against.ts';

const of = (name: string, main: string, more: Around['files'] = {}): Around => ({
  name: `declaration: ${name}`,
  files: { 'main.tf': main, ...more },
});

const MODULE = {
  'm/main.tf': 'variable "a" {}\nvariable "b" {\n  default = 1\n}\noutput "o" {\n  value = [var.a, var.b]\n}\n',
};

const DECLARED: readonly (readonly [string, string])[] = [
  ['resource', 'resource "terraform_data" "a" {\n}\n'],
  ['data source', 'data "terraform_remote_state" "a" {\n  backend = "local"\n  defaults = {}\n}\n'],
  ['variable', 'variable "a" {\n  default = 1\n}\n'],
  ['local', 'locals {\n  a = 1\n}\n'],
  ['output', 'output "a" {\n  value = 1\n}\n'],
  ['module', 'module "a" {\n  source = "./m"\n  a = 1\n}\n'],
  ['provider', 'provider "terraform" {\n}\n'],
  ['provider with an alias', 'provider "terraform" {\n  alias = "x"\n}\n'],
  ['check', 'check "a" {\n  assert {\n    condition = length(path.module) > 0\n    error_message = "No."\n  }\n}\n'],
  ['moved', 'resource "terraform_data" "a" {\n}\nmoved {\n  from = terraform_data.b\n  to = terraform_data.a\n}\n'],
  ['removed', 'removed {\n  from = terraform_data.b\n  lifecycle {\n    destroy = true\n  }\n}\n'],
  ['terraform', 'terraform {\n  required_version = ">= 1"\n}\n'],
  [
    'required_providers',
    'terraform {\n  required_providers {\n    x = { source = "terraform.io/builtin/terraform" }\n  }\n}\n',
  ],
  ['backend', 'terraform {\n  backend "local" {\n  }\n}\n'],
];

const twice: readonly Around[] = DECLARED.flatMap(([what, text]) => [
  of(`a ${what} once`, text, MODULE),
  of(`a ${what} twice in a file`, text + text, MODULE),
  of(`a ${what} twice in two files`, text, { ...MODULE, 'more.tf': text }),
]);

const NAMES: readonly string[] = [
  'a-b',
  '_a',
  'A',
  'ä',
  '1a',
  'a b',
  'a.b',
  '',
  '-a',
  'a$',
  '名前',
  'a٠',
  'count',
  'for_each',
  'providers',
  'source',
  'version',
  'depends_on',
  'lifecycle',
  'locals',
  'each',
  'self',
  'var',
  'terraform',
  'data',
  'null',
  'true',
  'for',
];

/** Quotes, the beginnings of templates, and what is not printable for Go. */
const KEYS = [
  'a"b\\c',
  '${x} %{y}',
  '$${x} %%{y} $ % {',
  '\n\r\t\b\u007f',
  '\u00a0\u200b\ufeff',
  '\u{1f600}\u{e0001}é',
  "'",
];

const names: readonly Around[] = NAMES.flatMap((name) => [
  of(`variable "${name}"`, `variable "${name}" {\n  default = 1\n}\n`),
  of(`output "${name}"`, `output "${name}" {\n  value = 1\n}\n`),
  of(`resource "${name}"`, `resource "terraform_data" "${name}" {\n}\n`),
  of(`module "${name}"`, `module "${name}" {\n  source = "./m"\n  a = 1\n}\n`, MODULE),
  of(`local ${name}`, JSON.stringify({ locals: { [name]: 1 } }), {
    'main.tf': '',
    'more.tf.json': JSON.stringify({ locals: { [name]: 1 } }),
  }),
]);

const blocks: readonly Around[] = [
  of('an unknown block', 'nonsense "a" {\n}\n'),
  of('an argument at the top', 'a = 1\n'),
  of('too few labels', 'resource "terraform_data" {\n}\n'),
  of('too many labels', 'variable "a" "b" {\n  default = 1\n}\n'),
  of('labels of a block without any', 'locals "x" {\n  a = 1\n}\n'),
  of('a block in locals', 'locals {\n  a {\n  }\n}\n'),
  of('an unknown argument of a resource', 'resource "terraform_data" "a" {\n  nonsense = 1\n}\n'),
  of('a computed argument of a resource', 'resource "terraform_data" "a" {\n  output = 1\n}\n'),
  of('an unknown block of a resource', 'resource "terraform_data" "a" {\n  nonsense {\n  }\n}\n'),
  of('an argument twice', 'resource "terraform_data" "a" {\n  input = 1\n  input = 2\n}\n'),
  of('a local twice in a block', 'locals {\n  a = 1\n  a = 2\n}\n'),
  of('a key twice in an object', 'output "o" {\n  value = { a = 1, a = 2 }\n}\n'),
  of(
    'keys that an address escapes',
    `resource "terraform_data" "a" {\n  for_each = toset(jsondecode(${JSON.stringify(JSON.stringify(KEYS)).replaceAll('${', '$$$${').replaceAll('%{', '%%{')}))\n  input = each.key\n}\n`,
  ),
  of('count and for_each', 'resource "terraform_data" "a" {\n  count = 1\n  for_each = {}\n}\n'),
  of(
    'count and for_each of a module',
    'module "a" {\n  source = "./m"\n  a = 1\n  count = 1\n  for_each = {}\n}\n',
    MODULE,
  ),
  of(
    'count of a data source that is null',
    'data "terraform_remote_state" "a" {\n  count = null\n  backend = "local"\n}\n',
  ),
  of('count is negative', 'resource "terraform_data" "a" {\n  count = -1\n}\n'),
  of('count is a fraction', 'resource "terraform_data" "a" {\n  count = 1.5\n}\n'),
  of('count is text', 'resource "terraform_data" "a" {\n  count = "2"\n}\n'),
  of('count is a bool', 'resource "terraform_data" "a" {\n  count = true\n}\n'),
  of(
    'count is not known',
    'resource "terraform_data" "b" {\n}\nresource "terraform_data" "a" {\n  count = length(terraform_data.b.id)\n}\n',
  ),
  of(
    'count is sensitive',
    'variable "n" {\n  default = 2\n  sensitive = true\n}\nresource "terraform_data" "a" {\n  count = var.n\n}\n',
  ),
  of('count refers to itself', 'resource "terraform_data" "a" {\n  count = length(terraform_data.a)\n}\n'),
  of('count.index without count', 'resource "terraform_data" "a" {\n  input = count.index\n}\n'),
  of('each without for_each', 'resource "terraform_data" "a" {\n  input = each.key\n}\n'),
  of('count.index in count', 'resource "terraform_data" "a" {\n  count = count.index\n}\n'),
  of('for_each of a list', 'resource "terraform_data" "a" {\n  for_each = ["x"]\n}\n'),
  of('for_each of a set of numbers', 'resource "terraform_data" "a" {\n  for_each = toset([1])\n}\n'),
  of('for_each of null', 'resource "terraform_data" "a" {\n  for_each = null\n}\n'),
  of('for_each of text', 'resource "terraform_data" "a" {\n  for_each = "x"\n}\n'),
  of('for_each of a set with null', 'resource "terraform_data" "a" {\n  for_each = toset([null, "a"])\n}\n'),
  of('for_each of an empty set', 'resource "terraform_data" "a" {\n  for_each = toset([])\n}\n'),
  of('for_each of an empty list', 'resource "terraform_data" "a" {\n  for_each = []\n}\n'),
  of(
    'for_each is not known',
    'resource "terraform_data" "b" {\n}\nresource "terraform_data" "a" {\n  for_each = toset([terraform_data.b.id])\n}\n',
  ),
  of(
    'for_each with values that are not known',
    'resource "terraform_data" "b" {\n}\nresource "terraform_data" "a" {\n  for_each = { k = terraform_data.b.id }\n  input = each.value\n}\n',
  ),
  of(
    'for_each is sensitive',
    'variable "n" {\n  default = ["a"]\n  sensitive = true\n}\nresource "terraform_data" "a" {\n  for_each = toset(var.n)\n}\n',
  ),
  of(
    'for_each with sensitive values',
    'variable "n" {\n  default = "a"\n  sensitive = true\n}\nresource "terraform_data" "a" {\n  for_each = { k = var.n }\n  input = each.value\n}\n',
  ),
  of('an output without a value', 'output "o" {\n}\n'),
  of('an output with an unknown argument', 'output "o" {\n  value = 1\n  type = string\n}\n'),
  of('an output that refers to nothing', 'output "o" {\n  value = var.none\n}\n'),
  of('a resource that refers to nothing', 'resource "terraform_data" "a" {\n  input = terraform_data.none.id\n}\n'),
  of(
    'a resource that refers to an attribute that there is not',
    'resource "terraform_data" "b" {\n}\nresource "terraform_data" "a" {\n  input = terraform_data.b.nonsense\n}\n',
  ),
  of(
    'a resource that refers to an instance that there is not',
    'resource "terraform_data" "b" {\n  count = 1\n}\nresource "terraform_data" "a" {\n  input = terraform_data.b[1].id\n}\n',
  ),
  of(
    'a resource with count without an index',
    'resource "terraform_data" "b" {\n  count = 1\n}\nresource "terraform_data" "a" {\n  input = terraform_data.b.id\n}\n',
  ),
  of(
    'a resource without count with an index',
    'resource "terraform_data" "b" {\n}\nresource "terraform_data" "a" {\n  input = terraform_data.b[0].id\n}\n',
  ),
  of('a ring of locals', 'locals {\n  a = local.b\n  b = local.a\n}\n'),
  of(
    'a ring of resources',
    'resource "terraform_data" "a" {\n  input = terraform_data.b.id\n}\nresource "terraform_data" "b" {\n  input = terraform_data.a.id\n}\n',
  ),
  of('a resource that refers to itself', 'resource "terraform_data" "a" {\n  input = terraform_data.a.id\n}\n'),
  of('self in a resource', 'resource "terraform_data" "a" {\n  input = self.id\n}\n'),
  of('a resource type that there is not', 'resource "nonsense" "a" {\n}\n'),
  of('a terraform block with an unknown argument', 'terraform {\n  nonsense = 1\n}\n'),
  of('a terraform block with an unknown block', 'terraform {\n  nonsense {\n  }\n}\n'),
  of('required_version that is too new', 'terraform {\n  required_version = ">= 99"\n}\n'),
  of('required_version that is no version', 'terraform {\n  required_version = "x"\n}\n'),
  of('a backend with two types', 'terraform {\n  backend "local" {\n  }\n  backend "http" {\n  }\n}\n'),
  of(
    'a backend that refers',
    'variable "p" {\n  default = "x"\n}\nterraform {\n  backend "local" {\n    path = var.p\n  }\n}\n',
  ),
  of('a backend that there is not', 'terraform {\n  backend "nonsense" {\n  }\n}\n'),
  of('JSON: no resources', '', { 'more.tf.json': '{"resource": null}' }),
  of('JSON: no resources of a type', '', { 'more.tf.json': '{"resource": {"terraform_data": null}}' }),
  of('JSON: a resource that is null', '', { 'more.tf.json': '{"resource": {"terraform_data": {"a": null}}}' }),
  of('JSON: an output that is null', '', { 'more.tf.json': '{"output": {"o": null}}' }),
  of('JSON: a variable that is null', '', { 'more.tf.json': '{"variable": {"o": null}}' }),
  of('JSON: an empty list of resources', '', { 'more.tf.json': '{"resource": []}' }),
  of('JSON: a list of resources of a type', '', {
    'more.tf.json': '{"resource": {"terraform_data": [{"a": {}}, {"b": {}}]}}',
  }),
  of('JSON: locals that are null', '', { 'more.tf.json': '{"locals": null}' }),
  of('JSON: a block that is text', '', { 'more.tf.json': '{"output": {"o": "x"}}' }),
  of('JSON: an unknown block', '', { 'more.tf.json': '{"nonsense": {}}' }),
  of('JSON: a comment', '', { 'more.tf.json': '{"//": {"x": 1}, "output": {"o": {"//": "c", "value": 1}}}' }),
  of('JSON: a key twice', '', { 'more.tf.json': '{"output": {"o": {"value": 1, "value": 2}}}' }),
  of('JSON: a block twice', '', { 'more.tf.json': '{"output": {"a": {"value": 1}}, "output": {"b": {"value": 2}}}' }),
  of('JSON: a resource twice', '', {
    'more.tf.json': '{"resource": {"terraform_data": {"a": [{"input": 1}, {"input": 2}]}}}',
  }),
  of('JSON: an array at the top', '', {
    'more.tf.json': '[{"output": {"a": {"value": 1}}}, {"output": {"b": {"value": "${1 + 1}"}}}]',
  }),
  of('JSON: a default is no template', '', {
    'more.tf.json': '{"variable": {"v": {"default": "${upper(1)}"}}, "output": {"b": {"value": "${var.v}"}}}',
  }),
  of('JSON: empty', '', { 'more.tf.json': '' }),
  of('JSON: an empty object', '', { 'more.tf.json': '{}' }),
  of('JSON: what follows the end', '', { 'more.tf.json': '{} {}' }),
  of('an empty file', ''),
  of('a byte order mark', '\ufeffoutput "o" {\n  value = 1\n}\n'),
  of('Windows lines', 'output "o" {\r\n  value = <<EOT\r\na\r\nb\r\nEOT\r\n}\r\n'),
  of('a carriage return alone', 'output "o" {\r  value = 1\r}\r'),
  of('no newline at the end', 'output "o" {\n  value = 1\n}'),
  of('a block on one line', 'output "o" { value = 1 }\n'),
  of('two arguments on one line', 'output "o" { value = 1, sensitive = true }\n'),
  of('bare labels', 'output o {\n  value = 1\n}\n'),
  of('a label with a template', 'output "${x}" {\n  value = 1\n}\n'),
  of('a label with an escape', 'output "\\u0061" {\n  value = 1\n}\nresource "terraform_data" "b" {\n}\n'),
];

const calls: readonly Around[] = [
  ...(
    [
      ['all arguments', 'source = "./m"\n  a = 1\n  b = 2'],
      ['a default', 'source = "./m"\n  a = 1'],
      ['null', 'source = "./m"\n  a = null\n  b = null'],
      ['a required argument is missing', 'source = "./m"'],
      ['an argument that there is not', 'source = "./m"\n  a = 1\n  c = 2'],
      ['a block', 'source = "./m"\n  a = 1\n  b {\n  }'],
      ['an argument twice', 'source = "./m"\n  a = 1\n  a = 2'],
      ['no source', 'a = 1'],
      ['a source that is computed', 'source = "./${"m"}"\n  a = 1'],
      ['a source that refers', 'source = local.s\n  a = 1'],
      ['a source that there is not', 'source = "./none"\n  a = 1'],
      ['a source without Terraform files', 'source = "./empty"\n  a = 1'],
      ['a source without a dot', 'source = "m"\n  a = 1'],
      ['a source that is a file', 'source = "./m/main.tf"\n  a = 1'],
      ['a source with a slash at the end', 'source = "./m/"\n  a = 1'],
      ['a source with two slashes', 'source = ".//m"\n  a = 1'],
      ['a source with detours', 'source = "./n/../m"\n  a = 1'],
      ['a source with a double slash inside', 'source = "./n//../m"\n  a = 1'],
      ['a source that is the module itself', 'source = "./"\n  a = 1'],
      ['a source that is null', 'source = null\n  a = 1'],
      ['a source that is empty', 'source = ""\n  a = 1'],
      ['a version of a local module', 'source = "./m"\n  version = "1.0"\n  a = 1'],
      ['a provider', 'source = "./m"\n  a = 1\n  provider = terraform'],
      ['providers', 'source = "./m"\n  a = 1\n  providers = {\n    terraform = terraform\n  }'],
      [
        'providers that there are not',
        'source = "./m"\n  a = 1\n  providers = {\n    terraform.x = terraform.none\n  }',
      ],
      ['a count', 'source = "./m"\n  count = 2\n  a = count.index'],
      ['lifecycle', 'source = "./m"\n  a = 1\n  lifecycle {\n  }'],
      ['depends_on', 'source = "./m"\n  a = 1\n  depends_on = [output.o]'],
    ] as const
  ).map(([name, body]) =>
    of(`module call: ${name}`, `module "a" {\n  ${body}\n}\n`, { ...MODULE, 'empty/x.txt': '', 'n/main.tf': '' }),
  ),
  of(
    'module call: an output that there is not',
    'module "a" {\n  source = "./m"\n  a = 1\n}\noutput "o" {\n  value = module.a.none\n}\n',
    MODULE,
  ),
  of(
    'module call: an output of one with count',
    'module "a" {\n  source = "./m"\n  count = 2\n  a = 1\n}\noutput "o" {\n  value = module.a.o\n}\n',
    MODULE,
  ),
  of('module call: nothing of that name', 'output "o" {\n  value = module.a.o\n}\n'),
  of(
    'module call: a resource in it',
    'module "a" {\n  source = "./m"\n  a = 1\n}\noutput "o" {\n  value = module.a.terraform_data.x\n}\n',
    MODULE,
  ),
  of('module call: a value of another type', 'module "a" {\n  source = "./n"\n  n = "x"\n}\n', {
    'n/main.tf': 'variable "n" {\n  type = number\n}\n',
  }),
  of('module call: a value that breaks a rule', 'module "a" {\n  source = "./n"\n  n = 1\n}\n', {
    'n/main.tf':
      'variable "n" {\n  type = number\n  validation {\n    condition = var.n > 3\n    error_message = "More."\n  }\n}\n',
  }),
  of(
    'module call: null where it may not be, with a default',
    'module "a" {\n  source = "./n"\n  n = null\n}\noutput "o" {\n  value = module.a.o\n}\n',
    { 'n/main.tf': 'variable "n" {\n  nullable = false\n  default = 4\n}\noutput "o" {\n  value = var.n\n}\n' },
  ),
  of('module call: null where it may not be', 'module "a" {\n  source = "./n"\n  n = null\n}\n', {
    'n/main.tf': 'variable "n" {\n  nullable = false\n}\n',
  }),
];

export const declarations: readonly Around[] = [...twice, ...names, ...blocks, ...calls];
