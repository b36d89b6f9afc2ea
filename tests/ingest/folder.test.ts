import { expect, test } from 'vitest';
import { moduleFiles } from '../../src/ingest/module-files.ts';
import { moduleOf, read, resourcesOf, sourceModule, told } from './read.ts';

test('a folder is read file by file, in order of names', () => {
  const module = moduleOf({
    'in/b.tf': 'resource "aws_vpc" "b" {\n  cidr_block = var.cidr\n}\n',
    'in/a.tf.json': '{"resource": {"aws_vpc": {"a": {"cidr_block": "10.0.0.0/16"}}}}',
    'in/notes.txt': 'resource',
    'in/c.tf': 'variable "cidr" {}\noutput "id" { value = aws_vpc.b.id }\nlocals { x = 1 }\nprovider "aws" {}\n',
  });
  expect(resourcesOf(module)).toEqual([
    'aws_vpc.a { cidr_block = (json "10.0.0.0/16") }',
    'aws_vpc.b { cidr_block = var.cidr }',
  ]);
  expect(module.folder).toBe('in');
  expect(module.variables.map(({ name }) => name)).toEqual(['cidr']);
  expect(module.outputs.map(({ name }) => name)).toEqual(['id']);
  expect(module.locals.map(({ name }) => name)).toEqual(['x']);
  expect(module.providers.map(({ name }) => name)).toEqual(['aws']);
});

test.each([
  ['configuration in both syntaxes', ['a.tf', 'b.tf.json'], ['a.tf', 'b.tf.json'], []],
  ['other files', ['a.tf', 'a.tfvars', 'a.tfstate', 'a.hcl', 'a.json', 'dir.tf/'], ['a.tf'], []],
  ['backups and hidden files', ['.a.tf', 'a.tf~', '#a.tf#', 'b.tf'], ['b.tf'], []],
  [
    'overrides',
    ['a.tf', 'override.tf', 'a_override.tf.json', 'overrides.tf'],
    ['a.tf', 'overrides.tf'],
    ['a_override.tf.json', 'override.tf'],
  ],
  ['a .tofu file instead of its .tf file', ['a.tf', 'a.tofu', 'b.tf'], ['a.tofu', 'b.tf'], []],
  ['a .tofu.json file instead of its .tf.json file', ['a.tf', 'a.tf.json', 'a.tofu.json'], ['a.tf', 'a.tofu.json'], []],
])('the files of a module: %s', (_situation, names, primary, overrides) => {
  expect(moduleFiles(names)).toMatchObject({ primary, overrides });
});

test('a file that only Terraform would read is told', () => {
  const { diagnostics } = read({
    'in/a.tf': 'nonsense',
    'in/a.tofu': '',
    'in/b_override.tf.json': '{"x"',
    'in/b_override.tofu.json': '{}',
  });
  expect(told(diagnostics)).toEqual([
    'in/a.tf:1:1 shadowed-file: a.tf was not read: OpenTofu reads a.tofu in its place',
    'in/b_override.tf.json:1:1 shadowed-file: b_override.tf.json was not read: OpenTofu reads b_override.tofu.json in its place',
  ]);
});

test.each([
  [
    'data and ephemeral resources',
    'data "aws_region" "r" {}\nephemeral "aws_x" "e" {}\n',
    ['data.aws_region.r {  }', 'ephemeral.aws_x.e {  }'],
  ],
  ['no resource at all', 'variable "x" {}\n', []],
])('resources: %s', (_situation, text, expected) => {
  expect(resourcesOf(moduleOf({ 'in/main.tf': text }))).toEqual(expected);
});

test('blocks that are evaluated into nothing are kept', () => {
  const module = moduleOf({
    'in/main.tf':
      'terraform {\n  backend "s3" {}\n}\nmoved {\n  from = a.b\n  to = a.c\n}\ncheck "c" {\n}\nimport {\n}\nremoved {\n}\n',
  });
  expect(module.settings.map(({ type }) => type)).toEqual(['terraform']);
  expect(module.checks.map(({ name }) => name)).toEqual(['c']);
  expect(module.others.map(({ type }) => type)).toEqual(['moved', 'import', 'removed']);
});

test.each([
  ['a syntax error', 'locals {\n  a = (1 2)\n}\n', ['in/main.tf:2:10 syntax: syntax error: expected `)`, not `2`']],
  [
    'an unknown block',
    'resources "a" "b" {\n}\n',
    ['in/main.tf:1:1 unknown-block: there is no block resources; did you mean resource?'],
  ],
  [
    'a block far from any',
    'service "a" {\n}\n',
    ["in/main.tf:1:1 unknown-block: there is no block service in Terraform's language"],
  ],
  [
    'a label too few',
    'resource "aws_vpc" {\n}\n',
    ['in/main.tf:1:1 wrong-labels: a block resource has 2 labels, and this one has 1'],
  ],
  [
    'an argument outside of blocks',
    'region = "x"\n',
    ['in/main.tf:1:1 unknown-argument: the argument region stands outside of any block'],
  ],
  [
    'the same resource twice',
    'resource "a_b" "c" {\n  x = 1\n}\nresource "a_b" "c" {\n  x = 2\n}\n',
    [
      'in/main.tf:1:1 declared-again: a_b.c is declared a second time at in/main.tf:4:1',
      'in/main.tf:4:1 declared-twice: a_b.c is declared twice; the first declaration is at in/main.tf:1:1',
    ],
  ],
  [
    'the same local twice',
    'locals { a = 1 }\nlocals { a = 2 }\n',
    [
      'in/main.tf:1:14 declared-again: local a is declared a second time at in/main.tf:2:14',
      'in/main.tf:2:14 declared-twice: local a is declared twice; the first declaration is at in/main.tf:1:14',
    ],
  ],
  [
    'a name that is none',
    'resource "aws_vpc" "<b>x</b>" {\n}\n',
    [
      'in/main.tf:1:1 bad-name: <b>x</b> is no name: a name has letters, digits, - and _, and starts with a letter or _',
    ],
  ],
])('tells of %s', (_situation, text, expected) => {
  expect(told(read({ 'in/main.tf': text, 'in/good.tf': 'variable "x" {}\n' }).diagnostics)).toEqual(expected);
});

test('a broken file costs nothing of its neighbours, and of itself only what is broken', () => {
  const configuration = read({
    'in/bad.tf': 'resource "a_b" "one" {\n  x = [1,\n  y = 2\n}\n\nresource "a_b" "two" {\n  z = 3\n}\n',
    'in/worse.tf.json': '{"resource": ',
    'in/worst.tf': new Uint8Array([0x61, 0xff]),
    'in/good.tf': 'resource "a_b" "three" {}\n',
  });
  expect(told(configuration.diagnostics)).toEqual([
    'in/bad.tf:3:5 syntax: syntax error: expected `,` or `]`, not `=`',
    'in/worse.tf.json:1:14 malformed-json: in/worse.tf.json is not valid JSON: expected a value, not the end of the file',
    'in/worst.tf:1:2 unreadable-file: in/worst.tf cannot be read: the file is not UTF-8: byte 0xff at offset 1 starts no character',
  ]);
  expect(resourcesOf(sourceModule(configuration.stacks[0]))).toEqual([
    'a_b.one { x = (malformed expected `,` or `]`, not `=`); y = 2 }',
    'a_b.two { z = 3 }',
    'a_b.three {  }',
  ]);
});

test('providers of one name differ by alias', () => {
  const { diagnostics, stacks } = read({
    'in/main.tf': 'provider "aws" {}\nprovider "aws" {\n  alias = "west"\n}\nprovider "aws" {\n  alias = "west"\n}\n',
  });
  expect(sourceModule(stacks[0]).providers).toHaveLength(2);
  expect(told(diagnostics)).toEqual([
    'in/main.tf:2:1 declared-again: provider aws.west is declared a second time at in/main.tf:5:1',
    'in/main.tf:5:1 declared-twice: provider aws.west is declared twice; the first declaration is at in/main.tf:2:1',
  ]);
});
