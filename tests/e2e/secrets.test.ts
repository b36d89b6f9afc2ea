/** A secret in any kind of input shows in no output: each stands under a word of its own, which nothing that is printed may hold. */
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { folderWith, testHost } from '../cli/test-host.ts';
import { planOf } from '../ingest/plan-json.ts';

const commands = [
  ['check'],
  ['check', '--format', 'json'],
  ['check', '--format', 'sarif'],
  ['inspect'],
  ['inspect', '--format', 'json'],
];

/** The words that begin with `kanari`, whatever their case, in all that any command prints. */
async function shown(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = ['.'],
): Promise<readonly string[]> {
  const folder = folderWith(files);
  const found: string[] = [];
  for (const command of commands) {
    const host = testHost(folder);
    await run([...command, ...argv], host);
    const text = host.out() + host.err();
    expect(text.length).toBeGreaterThan(50);
    for (const [word] of text.matchAll(/[^\s"]*kanari\w*/gi)) found.push(`${command.join(' ')}: ${word}`);
  }
  return found;
}

/** Puts a value wherever policies and messages quote values. */
function used(expression: string): string {
  return `
resource "aws_security_group" "g" {
  name        = "g-\${${expression}}"
  description = ${expression}
  ingress {
    description = "from \${${expression}}"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0", ${expression}]
  }
  tags = { plain = ${expression}, encoded = jsonencode({ it = [${expression}] }) }
}
resource "aws_iam_role_policy" "p" {
  role   = "r"
  policy = jsonencode({ Statement = [{ Sid = ${expression}, Effect = "Allow", Action = "*", Resource = "*" }] })
}
resource "aws_s3_bucket" "b" {
  bucket = lower("b-\${${expression}}")
}
resource "aws_instance" "i" {
  user_data = base64encode("x \${${expression}}")
}
output "o" {
  value = ${expression}
}
`;
}

const declared = 'variable "it" {\n  sensitive = true\n  type = string\n}\n';
const withDefault = declared.replace('type = string', 'default = "KanariDefault1"');

describe('a sensitive variable', () => {
  test.each([
    ['by its default', { 'main.tf': withDefault + used('var.it') }, ['.']],
    [
      'in terraform.tfvars',
      { 'main.tf': declared + used('var.it'), 'terraform.tfvars': 'it = "KanariFile1"\n' },
      ['.'],
    ],
    [
      'in *.auto.tfvars.json',
      { 'main.tf': declared + used('var.it'), 'x.auto.tfvars.json': '{"it": "KanariFile2"}' },
      ['.'],
    ],
    ['by --var', { 'main.tf': declared + used('var.it') }, ['.', '--var', 'it=KanariArgument']],
    [
      'by --var-file',
      { 'main.tf': declared + used('var.it'), 'v.tfvars': 'it = "KanariFile3"' },
      ['.', '--var-file', 'v.tfvars'],
    ],
    ['in a local', { 'main.tf': `${withDefault}locals { l = "a-\${var.it}" }${used('local.l')}` }, ['.']],
    ['marked by the function', { 'main.tf': used('sensitive("KanariFunction")') }, ['.']],
    ['ephemeral', { 'main.tf': withDefault.replace('sensitive', 'ephemeral') + used('var.it') }, ['.']],
    [
      'through a module and its output',
      {
        'main.tf': `${withDefault}module "m" {\n  source = "./m"\n  in = var.it\n}\n${used('module.m.out')}`,
        'm/main.tf': `variable "in" {}\n${used('var.in')}output "out" {\n  value = "x-\${var.in}"\n  sensitive = true\n}\n`,
      },
      ['.'],
    ],
    [
      'declared so by the module alone',
      {
        'main.tf': 'module "m" {\n  source = "./m"\n  it = "KanariLiteral"\n}\n',
        'm/main.tf': declared + used('var.it'),
      },
      ['.'],
    ],
    [
      'in JSON',
      {
        'main.tf.json': JSON.stringify({
          variable: { it: { default: 'KanariJson', sensitive: true } },
          resource: { aws_security_group: { g: { description: '${var.it}', name: 'x-${var.it}' } } },
          output: { o: { value: '${var.it}' } },
        }),
      },
      ['.'],
    ],
    [
      'in what CDKTF writes',
      {
        'cdktf.out/manifest.json': JSON.stringify({
          version: '0.21.0',
          stacks: { s: { name: 's', synthesizedStackPath: 'stacks/s/cdk.tf.json' } },
        }),
        'cdktf.out/stacks/s/cdk.tf.json': JSON.stringify({
          '//': { metadata: { stackName: 's' } },
          variable: { it: { default: 'KanariCdktf', sensitive: true } },
          resource: {
            aws_db_instance: {
              d: { '//': { metadata: { path: 's/d' } }, password: 'KanariCdktf2', engine: '${var.it}' },
            },
          },
        }),
      },
      ['cdktf.out'],
    ],
  ] as const)('%s', async (_situation, files, argv) => {
    expect(await shown(files, argv)).toEqual([]);
  });

  test('as the key of an instance: Terraform refuses it, and so is it told', async () => {
    const loop = 'resource "aws_vpc" "v" {\n  for_each = toset([var.it])\n  cidr_block = each.key\n}\n';
    const map = 'resource "aws_vpc" "w" {\n  for_each = { "${var.it}" = 1 }\n  cidr_block = each.key\n}\n';
    const files = { 'main.tf': withDefault + loop + map };
    expect(await shown(files)).toEqual([]);
    const host = testHost(folderWith(files));
    await run(['inspect', '.'], host);
    expect(host.out().match(/for_each is sensitive/g)?.length).toBeGreaterThanOrEqual(2);
  });
});

test.each([
  'regex("^x", var.it)',
  'tonumber(var.it)',
  'jsondecode(var.it)',
  '{ a = 1 }[var.it]',
  'file("${var.it}.txt")',
  'templatefile(var.it, {})',
  'file("/${var.it}")',
  'cidrsubnet(var.it, 8, 1)',
  'timeadd(var.it, "1h")',
  'parseint(var.it, 10)',
  'yamldecode("[${var.it}")',
  'templatestring(local.template, {})',
  'index(["a"], var.it)',
  'lookup({}, var.it)',
  'csvdecode("a,a\\n${var.it}")',
  'var.it.x',
  'var.it + 1',
  'var.it ? 1 : 2',
  'provider::aws::arn_parse(var.it)',
  'format("%d", var.it)',
  'regex("[${var.it}", "x")',
  'formatdate(var.it, "2020-01-01T00:00:00Z")',
  'textdecodebase64("aaa", var.it)',
  'base64decode(var.it)',
  'zipmap([var.it], [])',
  'element([], var.it)',
  'setproduct(var.it)',
  'merge({}, var.it)',
])('what goes wrong in %s is told without the secret', async (expression) => {
  const locals = `locals {\n  template = "\${var.it} $\${nope}"\n  wrong = ${expression}\n}\n`;
  const use = 'resource "aws_s3_bucket" "b" {\n  bucket = local.wrong\n}\n';
  expect(await shown({ 'main.tf': withDefault + locals + use })).toEqual([]);
});

test('a message of validation does not quote a secret', async () => {
  const rule =
    'variable "v" {\n  default = "x"\n  validation {\n    condition = length(var.v) > 3\n    error_message = "no ${var.it}"\n  }\n}\n';
  expect(await shown({ 'main.tf': withDefault + rule })).toEqual([]);
});

describe('what is secret by its place', () => {
  test.each([
    ['a password', 'aws_db_instance', 'password = "KanariOne"', 'password'],
    ['a write-only argument', 'aws_db_instance', 'password_wo = "KanariTwo"', 'password_wo'],
    ['by the schema of the provider', 'aws_ssm_parameter', 'value = "KanariThree"\n  type = "SecureString"', 'value'],
    ['a list', 'aws_elasticache_user', 'passwords = ["KanariFour"]', 'passwords[0]'],
    [
      'a document',
      'aws_secretsmanager_secret_version',
      'secret_string = jsonencode({ password = "KanariFive" })',
      'secret_string',
    ],
    [
      'over lines',
      'aws_iam_server_certificate',
      'private_key = <<-X\n    KanariSix\n    KanariSeven\n  X',
      'private_key',
    ],
  ])('%s, and wherever it goes', async (_situation, type, body, attribute) => {
    const block = `resource "${type}" "it" {\n  ${body}\n}\n`;
    expect(await shown({ 'main.tf': block + used(`${type}.it.${attribute}`) })).toEqual([]);
  });

  test('in a nested block', async () => {
    const block =
      'resource "aws_kms_custom_key_store" "k" {\n  key_store_password = "KanariOne"\n  xks_proxy_authentication_credential {\n    access_key_id = "KanariTwo"\n    raw_secret_access_key = "KanariThree"\n  }\n}\n';
    expect(await shown({ 'main.tf': block })).toEqual([]);
  });

  test('in a line that cannot be parsed', async () => {
    const files = {
      'main.tf': 'resource "aws_db_instance" "d" {\n  password = "KanariOne"] x\n}\nresource "aws_vpc" "v" {}\n',
    };
    expect(await shown(files)).toEqual([]);
    expect(
      await shown({ 'main.tf.json': '{"resource": {"aws_db_instance": {"d": {"password": "KanariTwo" x}}}}' }),
    ).toEqual([]);
  });
});

describe('a plan', () => {
  const rules = { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'], description: 'KanariRule' };
  const document = { Statement: [{ Sid: 'KanariSid', Effect: 'Allow', Action: '*', Resource: '*' }] };
  const planned = planOf(
    [
      {
        address: 'aws_security_group.g',
        values: { ingress: [rules], name: 'KanariName', tags: { a: 'x KanariTag' } },
        sensitive: { ingress: [{ description: true }], name: true, tags: { a: true } },
      },
      { address: 'aws_db_instance.d', values: { password: 'KanariPassword', engine: 'KanariVariable' } },
      { address: 'aws_iam_role_policy.p', values: { policy: JSON.stringify(document) }, sensitive: { policy: true } },
      { address: 'aws_ssm_parameter.p', values: { value: 'KanariValue', name: 'n' } },
      { address: 'aws_vpc.old', actions: ['delete'], unplanned: true, before: { cidr_block: 'KanariPassword' } },
    ],
    {
      variables: { v: { value: 'KanariVariable' } },
      configuration: { root_module: { variables: { v: { sensitive: true } } } },
    },
  );
  const plan = JSON.parse(planned);
  plan.planned_values.outputs = { o: { sensitive: true, value: 'KanariOutput' } };

  test('shows nothing that it marks', async () => {
    expect(await shown({ 'plan.json': JSON.stringify(plan, null, 2) }, ['plan.json'])).toEqual([]);
  });

  test('of one line neither', async () => {
    expect(await shown({ 'plan.json': JSON.stringify(plan) }, ['plan.json'])).toEqual([]);
  });
});

test('what is no secret is shown', async () => {
  const open = await shown({ 'main.tf': withDefault.replace('sensitive = true', '') + used('var.it') });
  for (const command of commands.filter(([name]) => name === 'inspect')) {
    expect(open.some((line) => line.startsWith(`${command.join(' ')}: `))).toBe(true);
  }
});
