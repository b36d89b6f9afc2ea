import { describe, expect, test } from 'vitest';
import { Exit } from '../../src/cli/exit.ts';
import { run } from '../../src/cli/run.ts';
import { folderWith, testHost } from './test-host.ts';

const main = `
variable "unset" {
  type = string
}

variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2hunter2"
}

resource "aws_kms_key" "k" {
  enable_key_rotation = true
}

resource "aws_security_group" "g" {
  for_each = { "a.b" = 22 }
  name     = each.key
  vpc_id   = var.unset
  ingress {
    from_port   = each.value
    to_port     = each.value
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_db_instance" "db" {
  count             = 1
  identifier        = "db-\${var.unset}"
  kms_key_id        = aws_kms_key.k.arn
  password          = var.password
  allocated_storage = "20"
}

resource "aws_sqs_queue" "maybe" {
  count = var.unset == "x" ? 1 : 0
}
`;

interface Inspection {
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly diagnostics: readonly Readonly<Record<string, unknown>>[];
}

async function inspect(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const host = testHost(folderWith(files));
  const exit = await run(['inspect', '.', ...options], host);
  return { exit, out: host.out(), err: host.err() };
}

async function inspectJson(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const { exit, out } = await inspect(files, '--format', 'json', ...options);
  return { exit, ...(JSON.parse(out) as Inspection) };
}

describe('JSON', () => {
  test('values as evaluated, references and unknowns as such, nothing that only a default says', async () => {
    const { exit, resources, diagnostics } = await inspectJson({ 'main.tf': main });
    expect(exit).toBe(Exit.Open);
    expect(diagnostics).toEqual([]);
    expect(resources.map(({ address, type, exists, values }) => ({ address, type, exists, values }))).toEqual([
      {
        address: 'aws_db_instance.db[0]',
        type: 'aws_db_instance',
        values: {
          identifier: {
            $unknown: 'variable `unset` has no value',
            $parts: ['db-', { $unknown: 'variable `unset` has no value' }],
            $set: true,
          },
          kms_key_id: { $ref: 'aws_kms_key.k', $attribute: 'arn' },
          password: '(sensitive)',
          allocated_storage: 20,
        },
      },
      { address: 'aws_kms_key.k', type: 'aws_kms_key', values: { enable_key_rotation: true } },
      {
        address: 'aws_security_group.g["a.b"]',
        type: 'aws_security_group',
        values: {
          name: 'a.b',
          vpc_id: { $unknown: 'variable `unset` has no value' },
          ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] }],
        },
      },
      { address: 'aws_sqs_queue.maybe[*]', type: 'aws_sqs_queue', exists: 'unknown', values: {} },
    ]);
    expect(resources.map(({ location }) => location)).toEqual([
      { file: 'main.tf', line: 28, column: 1, endLine: 34, endColumn: 2 },
      { file: 'main.tf', line: 12, column: 1, endLine: 14, endColumn: 2 },
      { file: 'main.tf', line: 16, column: 1, endLine: 26, endColumn: 2 },
      { file: 'main.tf', line: 36, column: 1, endLine: 38, endColumn: 2 },
    ]);
  });

  test('a variable that is given makes its uses known', async () => {
    const maybe = await inspectJson({ 'main.tf': main }, '--var', 'unset=x', '--address', 'aws_sqs_queue.*');
    expect(maybe.resources.map(({ address, exists }) => [address, exists])).toEqual([
      ['aws_sqs_queue.maybe[0]', undefined],
    ]);
  });

  test('brackets in a glob are those of instance keys', async () => {
    const addresses = async (glob: string) =>
      (await inspectJson({ 'main.tf': main }, '--address', glob)).resources.map(({ address }) => address);
    expect(await addresses('aws_*[0]')).toEqual(['aws_db_instance.db[0]']);
    expect(await addresses('aws_*.[dgk]*')).toEqual([]);
  });

  test('what cannot be read is told with its place, the rest is shown, and the exit code is 2', async () => {
    const files = { 'main.tf': 'resource "aws_kms_key" "k" {}\n', 'broken.tf': 'resource "aws_kms_key" {\n' };
    const { exit, resources, diagnostics } = await inspectJson(files);
    expect(exit).toBe(Exit.Stopped);
    expect(resources.map(({ address }) => address)).toEqual(['aws_kms_key.k']);
    expect(diagnostics.map(({ severity, location }) => [severity, location])).toContainEqual([
      'error',
      expect.objectContaining({ file: 'broken.tf', line: expect.any(Number) as number }) as object,
    ]);
  });
});

test('what a glob leaves out is counted', async () => {
  const host = testHost(folderWith({ 'main.tf': main }));
  await run(['inspect', '.', '--address', 'aws_kms_key.none'], host);
  expect(host.out()).toMatch(/^0 of \d+ resources and data sources, /);
});

test('text of several lines stands as such, with what is not known in it', async () => {
  const { out } = await inspect({
    'main.tf':
      'resource "aws_x" "y" {\n  b {\n    p = "{\\n  a: $' +
      '{aws_k.k.arn}\\u001b\\n}\\n"\n  }\n}\nresource "aws_k" "k" {}\n',
  });
  expect(out).toContain(
    [
      'b {',
      '  p = <<-EOT  (unknown: aws_k.k.arn is known only after apply)',
      '    {',
      '      a: $' + '{aws_k.k.arn  (known after apply)}\\u{1b}',
      '    }',
      '  EOT',
      '}',
    ].join('\n'),
  );
});

test('the text says why a value is not known, where a reference leads, and no secret', async () => {
  const { exit, out } = await inspect({ 'main.tf': main });
  expect(exit).toBe(Exit.Open);
  expect(out).toContain('# aws_db_instance.db[0]  main.tf:28');
  expect(out).toContain('kms_key_id = aws_kms_key.k.arn  (known after apply)');
  expect(out).toContain('vpc_id = (unknown: variable `unset` has no value)');
  expect(out).toContain('# it is not known before apply whether it exists');
  expect(out).not.toContain('hunter2');
});

describe('what Terraform is told beside the files', () => {
  const files = {
    'main.tf': [
      'variable "a" {\n  type = number\n}',
      'variable "b" {\n  type = string\n}',
      'resource "terraform_data" "d" {\n  input = [var.a, var.b, terraform.workspace]\n}',
    ].join('\n'),
    'terraform.tfvars': 'b = "file"\n',
  };
  async function inputs(environment: Readonly<Record<string, string>>, ...options: readonly string[]) {
    const host = testHost(folderWith(files), { environment });
    await run(['inspect', '.', '--format', 'json', ...options], host);
    const { resources } = JSON.parse(host.out()) as { resources: { values: { input: readonly unknown[] } }[] };
    return resources[0]?.values.input;
  }
  const environment = { TF_VAR_a: '7', TF_VAR_b: 'environment', TF_VAR_other: 'x', a: '1' };
  const noWorkspace = { $unknown: 'the workspace is chosen when Terraform runs', $set: true };

  test('the environment is left alone unless it is asked for', async () => {
    expect(await inputs(environment)).toEqual([{ $unknown: 'variable `a` has no value' }, 'file', noWorkspace]);
  });

  test('variable files win over the environment, and the command line over both', async () => {
    expect(await inputs(environment, '--env-vars')).toEqual([7, 'file', noWorkspace]);
    expect(await inputs(environment, '--var', 'b=line', '--env-vars')).toEqual([7, 'line', noWorkspace]);
  });

  test('the workspace has the name that is given', async () => {
    expect((await inputs({}, '--workspace', 'blue'))?.at(-1)).toBe('blue');
  });
});
