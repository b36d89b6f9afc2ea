import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');

test('every generated schema is what it is generated from', () => {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const run = spawnSync(process.execPath, [tsx, 'src/maintain/write-schemas.ts', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});

test('the facts schema knows the types of the provider and their attributes', () => {
  const schema: unknown = JSON.parse(readFileSync(join(root, 'policies', 'schemas', 'facts.json'), 'utf8'));
  const key = ['properties', 'resources', 'properties', 'aws_kms_key', 'items', 'properties'];
  expect(schema).toHaveProperty([...key, 'tags_known']);
  expect(schema).toHaveProperty([...key, 'values', 'properties', 'enable_key_rotation']);
  expect(schema).toHaveProperty(['properties', 'data', 'properties', 'aws_iam_policy_document']);
});

const hasGo = spawnSync('go', ['version']).status === 0;

describe.skipIf(!hasGo)('opa check with the facts schema (needs Go)', () => {
  const cases: readonly [why: string, expression: string, complaint: string | undefined][] = [
    [
      'an attribute of the type',
      'some k in input.resources.aws_kms_key; k.values.enable_key_rotation == true',
      undefined,
    ],
    [
      'inside an attribute',
      'some g in input.resources.aws_security_group; g.values.ingress[0].cidr_blocks[_] == "x"',
      undefined,
    ],
    [
      'a mistyped attribute',
      'some k in input.resources.aws_kms_key; k.values.enable_rotation == true',
      'undefined ref: k.values.enable_rotation',
    ],
    [
      'a mistyped type',
      'some k in input.resources.aws_kms_keys; k.id == ""',
      'undefined ref: input.resources.aws_kms_keys',
    ],
    ['a mistyped field', 'some k in input.resources.aws_kms_key; k.adress == ""', 'undefined ref: k.adress'],
    [
      'a mistyped fact',
      'some rule in input.network.rules; rule.internet.answr == "yes"',
      'undefined ref: rule.internet.answr',
    ],
    ['a number where a text is', 'some k in input.keys; k.id == 1', 'match error'],
    [
      'a type of another provider',
      'some b in object.get(input.resources, "google_storage_bucket", []); b.values.location == "EU"',
      undefined,
    ],
  ];
  test.each(cases)('%s', (_why, expression, complaint) => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
    const file = join(folder, 'sample.rego');
    writeFileSync(file, `package sample\n\nfound if { ${expression} }\n`);
    const argv = [
      'tool',
      'opa',
      'check',
      '--strict',
      '--schema',
      join(root, 'policies', 'schemas', 'facts.json'),
      file,
    ];
    const run = spawnSync('go', argv, { cwd: join(root, 'policies'), encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    if (complaint === undefined) expect([run.status, run.stderr]).toEqual([0, '']);
    else expect(run.stderr + run.stdout).toContain(complaint);
  });
});

test('no generated file names the machine it was made on', () => {
  const files = ['policies/schemas/facts.json', 'src/aws/provider-schema-text.ts'];
  for (const file of files) {
    expect([file, readFileSync(join(root, file), 'utf8').includes(root)]).toEqual([file, false]);
  }
});
