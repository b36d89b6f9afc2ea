/** Override files: Terraform documentation, "Override Files", "Merging Behavior". */
import type { Around } from './hold-against.ts';

const RESOURCE = 'resource "terraform_data" "a" {\n  input            = "base"\n  triggers_replace = "base"\n}\n';

const over = (name: string, base: string, text: string, more: Around['files'] = {}): Around => ({
  name: `override: ${name}`,
  files: { 'main.tf': base, 'override.tf': text, ...more },
});

/** A value is given, and the default not needed. */
const given: readonly Around[] = ['{}', '{ a = "z" }'].map((value) => ({
  name: `override: variable: optional attributes of ${value} that is given`,
  files: {
    'main.tf': 'variable "v" {\n  type = object({ a = optional(string, "x") })\n}\noutput "v" {\n  value = var.v\n}\n',
    'override.tf': 'variable "v" {\n  type = object({ a = optional(string, "y"), b = optional(number, 5) })\n}\n',
    'terraform.tfvars': `v = ${value}\n`,
  },
}));

export const overrides: readonly Around[] = [
  ...given,
  over('an argument of a resource', RESOURCE, 'resource "terraform_data" "a" {\n  input = "over"\n}\n'),
  over('null is a value too', RESOURCE, 'resource "terraform_data" "a" {\n  input = null\n}\n'),
  over('a value of another type', RESOURCE, 'resource "terraform_data" "a" {\n  input = [1, { b = 2 }]\n}\n'),
  over('a count is added', RESOURCE, 'resource "terraform_data" "a" {\n  count = 2\n  input = count.index\n}\n'),
  over(
    'a count is replaced',
    `resource "terraform_data" "a" {\n  count = 2\n}\n`,
    'resource "terraform_data" "a" {\n  count = 3\n}\n',
  ),
  over(
    'for_each beside a count',
    'resource "terraform_data" "a" {\n  count = 2\n}\n',
    'resource "terraform_data" "a" {\n  for_each = toset(["x", "y"])\n}\n',
  ),
  over(
    'a count beside for_each',
    'resource "terraform_data" "a" {\n  for_each = toset(["x", "y"])\n}\n',
    'resource "terraform_data" "a" {\n  count = 1\n}\n',
  ),
  over(
    'a module: for_each beside a count',
    'module "m" {\n  source = "./m"\n  count = 2\n}\n',
    'module "m" {\n  for_each = toset(["x", "y"])\n}\n',
    { 'm/main.tf': 'resource "terraform_data" "i" {}\n' },
  ),
  {
    name: 'override: several files in order of names, override.tf among them',
    files: {
      'main.tf': RESOURCE,
      'a_override.tf': 'resource "terraform_data" "a" {\n  input = "a"\n}\n',
      'override.tf': 'resource "terraform_data" "a" {\n  input = "o"\n}\n',
      'z_override.tf': 'resource "terraform_data" "a" {\n  triggers_replace = "z"\n}\n',
      'b_override.tf.json': '{"resource": {"terraform_data": {"a": {"input": "b", "triggers_replace": "b"}}}}',
    },
  },
  {
    name: 'override: upper case, digits and dashes sort by bytes',
    files: {
      'main.tf': RESOURCE,
      'Z_override.tf': 'resource "terraform_data" "a" {\n  input = "Z"\n}\n',
      'a_override.tf': 'resource "terraform_data" "a" {\n  input = "a"\n}\n',
      'a-b_override.tf': 'resource "terraform_data" "a" {\n  triggers_replace = "a-b"\n}\n',
      'a_b_override.tf': 'resource "terraform_data" "a" {\n  triggers_replace = "a_b"\n}\n',
      'a.b_override.tf': 'resource "terraform_data" "a" {\n  triggers_replace = "a.b"\n}\n',
    },
  },
  {
    name: 'override: the same stem in both syntaxes',
    files: {
      'main.tf': RESOURCE,
      'override.tf': 'resource "terraform_data" "a" {\n  input = "hcl"\n}\n',
      'override.tf.json': '{"resource": {"terraform_data": {"a": {"input": "json"}}}}',
    },
  },
  {
    name: 'override: names that only look like it',
    files: {
      'main.tf': RESOURCE,
      'myoverride.tf': 'resource "terraform_data" "b" {\n  input = 1\n}\n',
      'override_x.tf': 'resource "terraform_data" "c" {\n  input = 1\n}\n',
      '.x_override.tf': 'resource "terraform_data" "a" {\n  input = "hidden"\n}\n',
      'y_override.tf~': 'resource "terraform_data" "a" {\n  input = "backup"\n}\n',
      '#z_override.tf#': 'resource "terraform_data" "a" {\n  input = "backup"\n}\n',
    },
  },
  {
    name: 'override: JSON over JSON, lists of blocks',
    files: {
      'main.tf.json':
        '{"resource": {"terraform_data": {"a": [{"input": {"k": "base", "l": 1}}]}}, "locals": {"x": 1, "y": "${local.x}"}, "output": {"y": {"value": "${local.y}"}}}',
      'override.tf.json': '{"resource": [{"terraform_data": {"a": {"input": {"k": "over"}}}}], "locals": [{"x": 2}]}',
    },
  },
  {
    name: 'override: JSON without an override over HCL',
    files: { 'main.tf': RESOURCE, 'x_override.tf.json': '{"//": "nothing"}' },
  },
  over('a resource that does not exist', RESOURCE, 'resource "terraform_data" "b" {\n  input = 1\n}\n'),
  over('a data source that does not exist', RESOURCE, 'data "terraform_remote_state" "a" {\n  backend = "local"\n}\n'),
  over('a variable that does not exist', RESOURCE, 'variable "b" {\n  default = 1\n}\n'),
  over('an output that does not exist', RESOURCE, 'output "b" {\n  value = 1\n}\n'),
  over('a local that does not exist', RESOURCE, 'locals {\n  b = 1\n}\n'),
  over('a module that does not exist', RESOURCE, 'module "b" {\n  source = "./m"\n}\n', { 'm/main.tf': '' }),
  over('a provider that does not exist', RESOURCE, 'provider "terraform" {\n  alias = "x"\n}\n'),
  over(
    'a check that does not exist',
    RESOURCE,
    'check "c" {\n  assert {\n    condition = true\n    error_message = "m"\n  }\n}\n',
  ),
  over('moved', `${RESOURCE}`, 'moved {\n  from = terraform_data.old\n  to = terraform_data.a\n}\n'),
  over('removed', RESOURCE, 'removed {\n  from = terraform_data.old\n  lifecycle {\n    destroy = false\n  }\n}\n'),
  over('import', RESOURCE, 'import {\n  to = terraform_data.a\n  id = "x"\n}\n'),
  over(
    'the same resource twice in one override file',
    RESOURCE,
    'resource "terraform_data" "a" {\n  input = 1\n}\nresource "terraform_data" "a" {\n  triggers_replace = 2\n}\n',
  ),
  over(
    'locals twice in one override file',
    'locals {\n  x = 1\n}\noutput "x" {\n  value = local.x\n}\n',
    'locals {\n  x = 2\n}\nlocals {\n  x = 3\n}\n',
  ),
  over(
    'locals keep what is not overridden',
    'locals {\n  x = 1\n  y = local.x + 1\n}\noutput "y" {\n  value = [local.x, local.y]\n}\n',
    'locals {\n  x = 2\n}\n',
  ),
  ...[
    ['default', 'variable "v" {\n  default = "a"\n}\n', 'variable "v" {\n  default = "b"\n}\n'],
    ['type converts the default', 'variable "v" {\n  default = "1"\n}\n', 'variable "v" {\n  type = number\n}\n'],
    [
      'type that the default does not have',
      'variable "v" {\n  default = "x"\n}\n',
      'variable "v" {\n  type = number\n}\n',
    ],
    [
      'default that the type does not allow',
      'variable "v" {\n  type = number\n  default = 1\n}\n',
      'variable "v" {\n  default = "x"\n}\n',
    ],
    [
      'default is converted by the type of the other',
      'variable "v" {\n  type = list(string)\n  default = []\n}\n',
      'variable "v" {\n  default = [1, 2]\n}\n',
    ],
    [
      'type and default together',
      'variable "v" {\n  type = number\n  default = 1\n}\n',
      'variable "v" {\n  type = string\n  default = "x"\n}\n',
    ],
    [
      'type with optional attributes',
      'variable "v" {\n  type = object({ a = string })\n  default = { a = "x" }\n}\n',
      'variable "v" {\n  type = object({ a = string, b = optional(number, 5) })\n}\n',
    ],
    ...(
      [
        ['object({ a = optional(string, "x") })', '{}', 'type = object({ a = optional(string, "y") })'],
        ['object({ a = optional(string, "x") })', '{}', 'type = object({ a = optional(string) })'],
        ['object({ a = string })', '{ a = "q" }', 'type = object({ a = string, b = optional(number, 5) })'],
        [
          'object({ a = string })',
          '{ a = "q" }',
          'type = object({ a = string, b = optional(number, 5) })\n  default = { a = "z" }',
        ],
        [
          'object({ a = optional(string, "x"), b = optional(string, "w") })',
          '{}',
          'type = object({ a = optional(string, "y") })\n  default = {}',
        ],
        ['object({ a = optional(string, "x") })', '{}', 'default = {}'],
      ] as const
    ).map(([type, value, text]) => [
      `optional attributes of ${type} and ${text}`,
      `variable "v" {\n  type = ${type}\n  default = ${value}\n}\n`,
      `variable "v" {\n  ${text}\n}\n`,
    ]),
    ['a default where there was none', 'variable "v" {\n  type = string\n}\n', 'variable "v" {\n  default = "d"\n}\n'],
    ['nullable', 'variable "v" {\n  default = 1\n}\n', 'variable "v" {\n  nullable = false\n}\n'],
    [
      'nullable with a null default',
      'variable "v" {\n  default = null\n}\n',
      'variable "v" {\n  nullable = false\n}\n',
    ],
    [
      'validation is replaced',
      'variable "v" {\n  default = 1\n  validation {\n    condition = var.v > 3\n    error_message = "More."\n  }\n}\n',
      'variable "v" {\n  validation {\n    condition = var.v < 3\n    error_message = "Less."\n  }\n}\n',
    ],
    [
      'validation is added',
      'variable "v" {\n  default = 5\n}\n',
      'variable "v" {\n  validation {\n    condition = var.v < 3\n    error_message = "Less."\n  }\n}\n',
    ],
    ['description only', 'variable "v" {\n  default = 5\n}\n', 'variable "v" {\n  description = "five"\n}\n'],
  ].map(([name, base, text]) => over(`variable: ${name}`, `${base}output "v" {\n  value = var.v\n}\n`, text ?? '')),
  over(
    'sensitive of a variable',
    'variable "v" {\n  default = "s"\n}\nresource "terraform_data" "a" {\n  input = [var.v]\n}\n',
    'variable "v" {\n  sensitive = true\n}\n',
  ),
  over('value of an output', 'output "o" {\n  value = 1\n}\n', 'output "o" {\n  value = 2\n}\n'),
  over('description of an output', 'output "o" {\n  value = 1\n}\n', 'output "o" {\n  description = "x"\n}\n'),
  over(
    'arguments of a module call',
    'module "m" {\n  source = "./m"\n  a = 1\n  b = 1\n}\noutput "o" {\n  value = module.m.o\n}\n',
    'module "m" {\n  b = 2\n}\n',
    { 'm/main.tf': 'variable "a" {}\nvariable "b" {}\noutput "o" {\n  value = [var.a, var.b]\n}\n' },
  ),
  over(
    'source of a module call',
    'module "m" {\n  source = "./m"\n}\noutput "o" {\n  value = module.m.o\n}\n',
    'module "m" {\n  source = "./n"\n}\n',
    { 'm/main.tf': 'output "o" {\n  value = "m"\n}\n', 'n/main.tf': 'output "o" {\n  value = "n"\n}\n' },
  ),
  over(
    'inside a called module',
    'module "m" {\n  source = "./m"\n}\noutput "o" {\n  value = module.m.o\n}\n',
    'module "m" {\n  providers = {}\n}\n',
    { 'm/main.tf': 'output "o" {\n  value = "m"\n}\n', 'm/x_override.tf': 'output "o" {\n  value = "x"\n}\n' },
  ),
  over(
    'depends_on of a resource',
    `${RESOURCE}resource "terraform_data" "b" {}\nresource "terraform_data" "c" {\n  depends_on = [terraform_data.b]\n}\n`,
    'resource "terraform_data" "c" {\n  depends_on = [terraform_data.a]\n}\n',
  ),
  over(
    'depends_on of a module',
    'resource "terraform_data" "b" {}\nmodule "m" {\n  source = "./m"\n}\n',
    'module "m" {\n  depends_on = [terraform_data.b]\n}\n',
    { 'm/main.tf': '' },
  ),
  over(
    'depends_on of an output',
    'resource "terraform_data" "b" {}\noutput "o" {\n  value = 1\n}\n',
    'output "o" {\n  depends_on = [terraform_data.b]\n}\n',
  ),
  over(
    'lifecycle',
    'resource "terraform_data" "a" {\n  input = 1\n  lifecycle {\n    prevent_destroy = true\n    ignore_changes = [input]\n  }\n}\n',
    'resource "terraform_data" "a" {\n  lifecycle {\n    ignore_changes = all\n  }\n}\n',
  ),
  over(
    'a precondition is replaced',
    'resource "terraform_data" "x" {\n  input = 1\n}\nresource "terraform_data" "a" {\n  lifecycle {\n    precondition {\n      condition = terraform_data.x.input > 2\n      error_message = "No."\n    }\n  }\n}\n',
    'resource "terraform_data" "a" {\n  lifecycle {\n    precondition {\n      condition = terraform_data.x.input < 2\n      error_message = "No."\n    }\n  }\n}\n',
  ),
  over(
    'a precondition is added',
    'resource "terraform_data" "x" {\n  input = 1\n}\nresource "terraform_data" "a" {\n  lifecycle {\n    precondition {\n      condition = terraform_data.x.input < 2\n      error_message = "No."\n    }\n  }\n}\n',
    'resource "terraform_data" "a" {\n  lifecycle {\n    precondition {\n      condition = terraform_data.x.input > 2\n      error_message = "No."\n    }\n  }\n}\n',
  ),
  over(
    'a provisioner replaces provisioners',
    'resource "terraform_data" "a" {\n  provisioner "local-exec" {\n    command = "a"\n  }\n}\n',
    'resource "terraform_data" "a" {\n  provisioner "local-exec" {\n    command = "b"\n  }\n}\n',
  ),
  over(
    'required_version in the terraform block',
    `terraform {\n  required_version = ">= 99"\n}\n${RESOURCE}`,
    'terraform {\n  required_version = ">= 1"\n}\n',
  ),
  over(
    'a backend',
    `terraform {\n  backend "local" {\n    path = "a"\n  }\n}\n${RESOURCE}`,
    'terraform {\n  backend "local" {\n    path = "b"\n  }\n}\n',
  ),
  over('a wrong attribute in an override', RESOURCE, 'resource "terraform_data" "a" {\n  nonsense = 1\n}\n'),
  over('an unknown block in an override', RESOURCE, 'nonsense "a" {\n}\n'),
  over('a syntax error in an override', RESOURCE, 'resource "terraform_data" "a" {\n  input = \n}\n'),
  { name: 'override: nothing but an override', files: { 'override.tf': RESOURCE } },
];
