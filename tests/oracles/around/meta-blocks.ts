/** What Terraform is told about instances beside their values: conditions, lifecycles, moves, imports, checks; and what is sensitive. */
import type { Around } from './hold-against.ts';

const of = (name: string, main: string, more: Around['files'] = {}): Around => ({
  name: `meta: ${name}`,
  files: { 'main.tf': main, ...more },
});

const A = 'resource "terraform_data" "a" {\n  input = "v"\n}\n';
const A2 = 'resource "terraform_data" "a" {\n  count = 2\n}\n';
const M = { 'm/main.tf': A };
const CALL = 'module "m" {\n  source = "./m"\n}\n';

const moved = (from: string, to: string): string => `moved {\n  from = ${from}\n  to = ${to}\n}\n`;
const removed = (from: string, destroy = 'true'): string =>
  `removed {\n  from = ${from}\n  lifecycle {\n    destroy = ${destroy}\n  }\n}\n`;
const lifecycle = (text: string, before = ''): string =>
  `${before}resource "terraform_data" "b" {\n  input = "v"\n  lifecycle {\n    ${text}\n  }\n}\n`;
const condition = (kind: string, text: string, message = '"No."'): string =>
  `${kind} {\n      condition = ${text}\n      error_message = ${message}\n    }`;

const moves: readonly Around[] = [
  of('moved', A + moved('terraform_data.old', 'terraform_data.a')),
  of(
    'moved: a chain',
    A + moved('terraform_data.x', 'terraform_data.y') + moved('terraform_data.y', 'terraform_data.a'),
  ),
  of(
    'moved: a ring',
    A + moved('terraform_data.x', 'terraform_data.a') + moved('terraform_data.a', 'terraform_data.x'),
  ),
  of(
    'moved: from what is still there',
    `${A}resource "terraform_data" "b" {\n}\n${moved('terraform_data.b', 'terraform_data.a')}`,
  ),
  of('moved: to what is not there', A + moved('terraform_data.a1', 'terraform_data.b1')),
  of(
    'moved: two to one',
    A + moved('terraform_data.x', 'terraform_data.a') + moved('terraform_data.y', 'terraform_data.a'),
  ),
  of(
    'moved: one to two',
    A2 + moved('terraform_data.x', 'terraform_data.a[0]') + moved('terraform_data.x', 'terraform_data.a[1]'),
  ),
  of('moved: to itself', A + moved('terraform_data.a', 'terraform_data.a')),
  of('moved: to an instance', A2 + moved('terraform_data.a', 'terraform_data.a[0]')),
  of('moved: into a module', CALL + moved('terraform_data.a', 'module.m.terraform_data.a'), M),
  of('moved: a module', CALL + moved('module.old', 'module.m'), M),
  of('moved: a module to a resource', CALL + moved('module.old', 'terraform_data.x'), M),
  of('moved: another type', A + moved('null_resource.x', 'terraform_data.a')),
  of('moved: without from', `${A}moved {\n  to = terraform_data.a\n}\n`),
  of('moved: without to', `${A}moved {\n  from = terraform_data.x\n}\n`),
  of('moved: a computed address', A + moved('terraform_data["x"]', 'terraform_data.a')),
  of('moved: text', A + moved('"terraform_data.x"', 'terraform_data.a')),
  of('moved: JSON', '', {
    'x.tf.json':
      '{"resource": {"terraform_data": {"a": {}}}, "moved": [{"from": "terraform_data.x", "to": "terraform_data.a"}]}',
  }),
  of('moved: an unknown argument', `${A}moved {\n  from = terraform_data.x\n  to = terraform_data.a\n  x = 1\n}\n`),
  of('moved: a data source', A + moved('data.terraform_remote_state.x', 'data.terraform_remote_state.y')),
  of('removed', A + removed('terraform_data.x')),
  of('removed: forgets', A + removed('terraform_data.x', 'false')),
  of('removed: what is still there', A + removed('terraform_data.a')),
  of('removed: an instance', A + removed('terraform_data.x[0]')),
  of('removed: a module', A + removed('module.x')),
  of('removed: a module that is still there', CALL + removed('module.m'), M),
  of('removed: in a module', CALL + removed('module.m.terraform_data.x'), M),
  of('removed: a data source', A + removed('data.terraform_remote_state.x')),
  of('removed: without lifecycle', `${A}removed {\n  from = terraform_data.x\n}\n`),
  of('removed: without from', `${A}removed {\n  lifecycle {\n    destroy = false\n  }\n}\n`),
  of('removed: destroy is computed', A + removed('terraform_data.x', 'length("a") > 0')),
  of('removed: an unknown argument', `${A}removed {\n  from = terraform_data.x\n  x = 1\n}\n`),
];

const imports: readonly Around[] = [
  of('import', `${A}import {\n  to = terraform_data.a\n  id = "x"\n}\n`),
  of('import: to nothing', `${A}import {\n  to = terraform_data.none\n  id = "x"\n}\n`),
  of('import: without an id', `${A}import {\n  to = terraform_data.a\n}\n`),
  of('import: without to', `${A}import {\n  id = "x"\n}\n`),
  of('import: an id that is empty', `${A}import {\n  to = terraform_data.a\n  id = ""\n}\n`),
  of('import: an id that is null', `${A}import {\n  to = terraform_data.a\n  id = null\n}\n`),
  of(
    'import: an id that is not known',
    `${A}resource "terraform_data" "b" {\n}\nimport {\n  to = terraform_data.a\n  id = terraform_data.b.id\n}\n`,
  ),
  of(
    'import: an id of a variable',
    `variable "i" {\n  default = "x"\n}\n${A}import {\n  to = terraform_data.a\n  id = var.i\n}\n`,
  ),
  of(
    'import: for_each',
    `resource "terraform_data" "a" {\n  for_each = toset(["x", "y"])\n}\nimport {\n  for_each = { x = "i", y = "j" }\n  to = terraform_data.a[each.key]\n  id = each.value\n}\n`,
  ),
  of(
    'import: twice',
    `${A}import {\n  to = terraform_data.a\n  id = "x"\n}\nimport {\n  to = terraform_data.a\n  id = "y"\n}\n`,
  ),
  of('import: in a module', CALL, { 'm/main.tf': `${A}import {\n  to = terraform_data.a\n  id = "x"\n}\n` }),
  of('import: into a module', `${CALL}import {\n  to = module.m.terraform_data.a\n  id = "x"\n}\n`, M),
  of('import: an unknown argument', `${A}import {\n  to = terraform_data.a\n  id = "x"\n  y = 1\n}\n`),
];

const conditions: readonly Around[] = [
  ...['precondition', 'postcondition'].flatMap((kind) => [
    of(`${kind} holds`, lifecycle(condition(kind, 'terraform_data.a.input == "v"'), A)),
    of(`${kind} fails`, lifecycle(condition(kind, 'terraform_data.a.input == "w"'), A)),
    of(`${kind} is not known`, lifecycle(condition(kind, 'terraform_data.a.id == "w"'), A)),
    of(`${kind} is no bool`, lifecycle(condition(kind, 'terraform_data.a.input'), A)),
    of(`${kind} is null`, lifecycle(condition(kind, 'terraform_data.a.input == "v" ? null : true'), A)),
    of(`${kind} cannot be evaluated`, lifecycle(condition(kind, 'terraform_data.a.input.x'), A)),
    of(`${kind} about nothing`, lifecycle(condition(kind, '1 < 2'), A)),
    of(`${kind} without a message`, lifecycle(`${kind} {\n      condition = terraform_data.a.input == "v"\n    }`, A)),
    of(`${kind} without a condition`, lifecycle(`${kind} {\n      error_message = "No."\n    }`, A)),
    of(
      `${kind} with an unknown argument`,
      lifecycle(
        `${kind} {\n      condition = terraform_data.a.input == "v"\n      error_message = "No."\n      x = 1\n    }`,
        A,
      ),
    ),
    of(`${kind} about itself`, lifecycle(condition(kind, 'self.input == "w"'))),
    of(`${kind} about itself that holds`, lifecycle(condition(kind, 'self.input == "v"'))),
    of(
      `${kind} of one of several`,
      `${A}resource "terraform_data" "b" {\n  count = 2\n  input = count.index\n  lifecycle {\n    ${condition(kind, 'count.index < 1')}\n  }\n}\n`,
    ),
    of(
      `${kind} of none`,
      `${A}resource "terraform_data" "b" {\n  count = 0\n  lifecycle {\n    ${condition(kind, 'terraform_data.a.input == "w"')}\n  }\n}\n`,
    ),
  ]),
  of(
    'precondition of an output fails',
    `${A}output "o" {\n  value = 1\n  ${condition('precondition', 'terraform_data.a.input == "w"')}\n}\n`,
  ),
  of(
    'precondition of an output holds',
    `${A}output "o" {\n  value = 1\n  ${condition('precondition', 'terraform_data.a.input == "v"')}\n}\n`,
  ),
  of('precondition of an output of a module fails', CALL, {
    'm/main.tf': `${A}output "o" {\n  value = 1\n  ${condition('precondition', 'terraform_data.a.input == "w"')}\n}\n`,
  }),
  of(
    'postcondition of an output',
    `${A}output "o" {\n  value = 1\n  ${condition('postcondition', 'terraform_data.a.input == "v"')}\n}\n`,
  ),
  of('check holds', `${A}check "c" {\n  ${condition('assert', 'terraform_data.a.input == "v"')}\n}\n`),
  of('check fails', `${A}check "c" {\n  ${condition('assert', 'terraform_data.a.input == "w"')}\n}\n`),
  of('check that refers to nothing', `${A}check "c" {\n  ${condition('assert', 'local.nope == "w"')}\n}\n`),
  of('check that looks at nothing', `check "c" {\n  ${condition('assert', 'true')}\n}\n`),
  of(
    'data source of a check, from outside',
    `check "c" {\n  data "terraform_remote_state" "x" {\n    backend = "local"\n  }\n  ${condition('assert', 'path.module == "."')}\n}\noutput "o" {\n  value = data.terraform_remote_state.x.backend\n}\n`,
  ),
  of(
    'data source of a check, from another',
    `check "c" {\n  data "terraform_remote_state" "x" {\n    backend = "local"\n  }\n  ${condition('assert', 'path.module == "."')}\n}\ncheck "d" {\n  ${condition('assert', 'data.terraform_remote_state.x.backend == "local"')}\n}\n`,
  ),
  of(
    'data source of a check with one label',
    `check "c" {\n  data "terraform_remote_state" {\n    backend = "local"\n  }\n  ${condition('assert', 'path.module == "."')}\n}\n`,
  ),
  of('check without an assertion', `${A}check "c" {\n}\n`),
  of(
    'check with an unknown argument',
    `${A}check "c" {\n  x = 1\n  ${condition('assert', 'terraform_data.a.input == "v"')}\n}\n`,
  ),
  of(
    'check with a wrong assertion',
    `${A}check "c" {\n  assert {\n    condition = terraform_data.a.input == "v"\n  }\n}\n`,
  ),
  of(
    'check with two data sources',
    `check "c" {\n  data "terraform_remote_state" "x" {\n    backend = "local"\n  }\n  data "terraform_remote_state" "y" {\n    backend = "local"\n  }\n  ${condition('assert', 'path.module == "."')}\n}\n`,
  ),
];

const lifecycles: readonly Around[] = [
  ...(
    [
      'prevent_destroy = true',
      'prevent_destroy = "true"',
      'prevent_destroy = var.x',
      'prevent_destroy = "x"',
      'create_before_destroy = true',
      'create_before_destroy = 1',
      'ignore_changes = all',
      'ignore_changes = [input]',
      'ignore_changes = ["input"]',
      'ignore_changes = "all"',
      'ignore_changes = ["all"]',
      'ignore_changes = [all]',
      'ignore_changes = [nonsense]',
      'ignore_changes = [input, input]',
      'ignore_changes = [input["a"], triggers_replace[0]]',
      'ignore_changes = []',
      'ignore_changes = input',
      'ignore_changes = [terraform_data.a.input]',
      'ignore_changes = [upper("a")]',
      'replace_triggered_by = [terraform_data.a]',
      'replace_triggered_by = [terraform_data.a.input]',
      'replace_triggered_by = [terraform_data.none]',
      'replace_triggered_by = [var.x]',
      'replace_triggered_by = ["terraform_data.a"]',
      'replace_triggered_by = [terraform_data.b]',
      'nonsense = true',
      'nonsense {\n    }',
    ] as const
  ).map((text) => of(`lifecycle: ${text}`, lifecycle(text, `variable "x" {\n  default = true\n}\n${A}`))),
  of(
    'lifecycle: twice',
    'resource "terraform_data" "b" {\n  lifecycle {\n    prevent_destroy = true\n  }\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n',
  ),
  of(
    'lifecycle: of a data source',
    'data "terraform_remote_state" "a" {\n  count = 0\n  backend = "local"\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n',
  ),
  of('lifecycle: JSON', '', {
    'x.tf.json':
      '{"resource": {"terraform_data": {"a": {"lifecycle": {"ignore_changes": "all", "prevent_destroy": true}}}}}',
  }),
  of('lifecycle: JSON list', '', {
    'x.tf.json': '{"resource": {"terraform_data": {"a": {"lifecycle": [{"ignore_changes": ["input"]}]}}}}',
  }),
  of('depends_on', `${A}resource "terraform_data" "b" {\n  depends_on = [terraform_data.a]\n}\n`),
  of('depends_on: text', `${A}resource "terraform_data" "b" {\n  depends_on = ["terraform_data.a"]\n}\n`),
  of('depends_on: an attribute', `${A}resource "terraform_data" "b" {\n  depends_on = [terraform_data.a.id]\n}\n`),
  of('depends_on: an instance', `${A2}resource "terraform_data" "b" {\n  depends_on = [terraform_data.a[0]]\n}\n`),
  of(
    'depends_on: nothing of that name',
    `${A}resource "terraform_data" "b" {\n  depends_on = [terraform_data.none]\n}\n`,
  ),
  of(
    'depends_on: a variable',
    `variable "x" {\n  default = 1\n}\nresource "terraform_data" "b" {\n  depends_on = [var.x]\n}\n`,
  ),
  of('depends_on: a local', `locals {\n  x = 1\n}\nresource "terraform_data" "b" {\n  depends_on = [local.x]\n}\n`),
  of(
    'depends_on: computed',
    `${A}resource "terraform_data" "b" {\n  depends_on = [for x in [terraform_data.a] : x]\n}\n`,
  ),
  of('depends_on: no list', `${A}resource "terraform_data" "b" {\n  depends_on = terraform_data.a\n}\n`),
  of('depends_on: itself', 'resource "terraform_data" "b" {\n  depends_on = [terraform_data.b]\n}\n'),
  of(
    'depends_on: a ring',
    'resource "terraform_data" "a" {\n  depends_on = [terraform_data.b]\n}\nresource "terraform_data" "b" {\n  depends_on = [terraform_data.a]\n}\n',
  ),
  of('depends_on: an empty list', 'resource "terraform_data" "b" {\n  depends_on = []\n}\n'),
  of(
    'depends_on: twice the same',
    `${A}resource "terraform_data" "b" {\n  depends_on = [terraform_data.a, terraform_data.a]\n}\n`,
  ),
  of('depends_on: a module', `${CALL}resource "terraform_data" "b" {\n  depends_on = [module.m]\n}\n`, M),
  of('depends_on: a module that there is not', `resource "terraform_data" "b" {\n  depends_on = [module.m]\n}\n`),
  of(
    'depends_on: makes what it reads unknown',
    `${A}module "m" {\n  source = "./m"\n  depends_on = [terraform_data.a]\n}\noutput "o" {\n  value = module.m.o\n}\n`,
    { 'm/main.tf': 'output "o" {\n  value = 1\n}\n' },
  ),
  of(
    'provider: of a resource',
    'provider "terraform" {\n  alias = "x"\n}\nresource "terraform_data" "b" {\n  provider = terraform.x\n}\n',
  ),
  of(
    'provider: text',
    'provider "terraform" {\n  alias = "x"\n}\nresource "terraform_data" "b" {\n  provider = "terraform.x"\n}\n',
  ),
  of('provider: nothing of that name', 'resource "terraform_data" "b" {\n  provider = terraform.none\n}\n'),
  of('provider: computed', 'resource "terraform_data" "b" {\n  provider = var.x\n}\n'),
  of(
    'provisioner',
    'resource "terraform_data" "b" {\n  provisioner "local-exec" {\n    command = "echo ${self.id}"\n  }\n}\n',
  ),
  of('provisioner: unknown', 'resource "terraform_data" "b" {\n  provisioner "nonsense" {\n  }\n}\n'),
  of(
    'provisioner: when',
    'resource "terraform_data" "b" {\n  provisioner "local-exec" {\n    when = destroy\n    command = "echo"\n  }\n}\n',
  ),
  of(
    'provisioner: when nothing',
    'resource "terraform_data" "b" {\n  provisioner "local-exec" {\n    when = never\n    command = "echo"\n  }\n}\n',
  ),
  of('connection', 'resource "terraform_data" "b" {\n  connection {\n    host = "h"\n  }\n}\n'),
  of(
    'dynamic: of a type that there is not',
    'resource "terraform_data" "b" {\n  dynamic "x" {\n    for_each = [1]\n    content {\n    }\n  }\n}\n',
  ),
  of('a reserved argument', 'resource "terraform_data" "b" {\n  _ {\n  }\n}\n'),
];

const S =
  'variable "s" {\n  default = "secret"\n  sensitive = true\n}\nvariable "o" {\n  default = { a = 1, b = [true] }\n  sensitive = true\n}\nvariable "n" {\n  default = "plain"\n}\nvariable "b" {\n  default = true\n  sensitive = true\n}\nvariable "l" {\n  default = ["x", "y"]\n  sensitive = true\n}\n';

const sensitive: readonly Around[] = [
  'var.s',
  '[var.s, var.n]',
  '{ k = var.s, n = var.n }',
  '{ k = { deep = [var.s] }, n = var.n }',
  '{ (var.n) = var.s }',
  '{ (var.s) = var.n }',
  '"${var.s}-x"',
  'upper(var.s)',
  'length(var.s)',
  'length([var.s])',
  'length(var.l)',
  'length({ a = var.s })',
  'keys({ a = var.s })',
  'values({ a = var.s, b = 1 })',
  'merge({ a = var.s }, { b = 1 })',
  'merge(var.o, { b = 1 })',
  'concat([var.s], [var.n])',
  'concat(var.l, ["z"])',
  'tolist([var.s, var.n])',
  'tomap({ a = var.s, b = var.n })',
  'toset([var.s, var.n])',
  'toset(var.l)',
  'jsonencode({ a = var.s })',
  'jsonencode([var.n])',
  'jsondecode(jsonencode({ a = var.s }))',
  'nonsensitive(var.s)',
  'nonsensitive([var.s])',
  'sensitive(var.n)',
  '{ a = sensitive(var.n) }',
  'var.b ? "x" : "y"',
  'var.n == "plain" ? var.s : var.n',
  'var.n == "plain" ? [var.s] : [var.n]',
  'var.n == "plain" ? { a = var.s } : { a = var.n }',
  'var.s == "secret"',
  'var.s == null',
  '[var.s] == ["x"]',
  '!var.b',
  'var.b && true',
  'var.b || var.n == "x"',
  '[for x in [var.s, var.n] : x]',
  '[for x in [var.s, var.n] : x if x != "q"]',
  '[for x in var.l : x]',
  '[for x in ["a", "b"] : x if var.b]',
  '{ for k, v in { a = var.s, b = var.n } : k => v }',
  '{ for k, v in { a = var.n } : k => var.s }',
  '{ for x in [var.n] : x => x... }',
  '{ for x in [var.s] : "k" => x }',
  'var.o.a',
  'var.o["b"][0]',
  '[var.o][0].a',
  '{ x = var.o }.x.b',
  'var.l[*]',
  'var.l[0]',
  '[var.s, var.n][1]',
  '["a", "b"][length(var.s) - 6]',
  'element([var.s, var.n], 1)',
  'lookup({ a = var.s, b = var.n }, "b", "z")',
  'lookup({ a = "x" }, var.s, "z")',
  'try(var.s, "x")',
  'try(var.n.x, var.s)',
  'can(var.s)',
  'coalesce(var.s, var.n)',
  'coalesce(var.n, var.s)',
  'coalescelist([var.s], [var.n])',
  'compact([var.s, ""])',
  'distinct([var.s, var.n])',
  'flatten([[var.s], [var.n]])',
  'join(",", [var.s, var.n])',
  'split(",", var.s)',
  'reverse([var.s, var.n])',
  'slice([var.n, var.s], 0, 1)',
  'sort([var.s, var.n])',
  'contains([var.s], "x")',
  'contains(["x"], var.s)',
  'index([var.n, var.s], "plain")',
  'zipmap(["a", "b"], [var.s, var.n])',
  'zipmap([var.s], [1])',
  'format("%s", var.s)',
  'formatlist("%s", [var.s, var.n])',
  'replace(var.n, "p", var.s)',
  'base64encode(var.s)',
  'sha256(var.s)',
  'tostring(var.s)',
  'tonumber(var.o.a)',
  'flatten([var.l, ["z"]])',
  'flatten([[var.s], ["z", [var.l]]])',
  'reverse(var.l)',
  'slice(var.l, 0, 1)',
  'chunklist(var.l, 1)',
  'setproduct(toset(var.l), ["x"])',
  'setproduct(["x"], [var.s, var.n])',
  'flatten([[var.s], [terraform_data.x.id]])',
  'reverse([var.s, terraform_data.x.id])',
  'setunion([var.s], [var.n])',
  'setproduct([var.s], ["x"])',
  'chunklist([var.s, var.n], 1)',
  'matchkeys([var.s], ["a"], ["a"])',
  'one([var.s])',
  'one(toset([var.s]))',
  'range(length(var.l))',
  'transpose({ a = [var.s] })',
  'max(1, var.o.a)',
  'sum([var.o.a, 1])',
  'alltrue([var.b, true])',
  'anytrue([var.b])',
  'issensitive(var.s)',
  'issensitive([var.s])',
  'yamlencode({ a = var.s })',
  'cidrhost("10.0.0.0/8", var.o.a)',
  '"%{ if var.b }x%{ endif }"',
  '"%{ for x in var.l }${x}%{ endfor }"',
  '"${[var.s][0]}"',
  'terraform_data.x.input',
  'terraform_data.x.output',
  '[terraform_data.x.input]',
  'terraform_data.x',
  '{ a = null, b = var.s == "x" ? null : var.n }',
].map((text) => ({
  name: `sensitive: ${text}`,
  files: {
    'main.tf': `${S}resource "terraform_data" "x" {\n  input = { p = var.s, q = 1 }\n}\nresource "terraform_data" "a" {\n  input = ${text}\n}\n`,
  },
}));

export const metaBlocks: readonly Around[] = [...moves, ...imports, ...conditions, ...lifecycles, ...sensitive];
