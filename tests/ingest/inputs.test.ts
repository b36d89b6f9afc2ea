import { expect, test } from 'vitest';
import { StopError } from '../../src/diagnostics/index.ts';
import { readStacks } from '../../src/ingest/index.ts';
import { memoryFiles } from './memory-files.ts';
import { read, resourcesOf, sourceModule, stopped, told } from './read.ts';

const vpc = (name: string): string =>
  JSON.stringify({ resource: { aws_vpc: { [name]: { cidr_block: '10.0.0.0/16' } } } });
const manifest = (...names: readonly string[]): string =>
  JSON.stringify({
    version: '0.21.0',
    stacks: Object.fromEntries(
      names.map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
    ),
  });

/** Stacks as `name (kind): resources`. */
function stacksOf(contents: Record<string, string | Uint8Array>, inputs: readonly string[]): readonly string[] {
  return read(contents, inputs).stacks.map((stack) => {
    const from = stack.kind === 'source' ? (stack.cdktfName === undefined ? 'source' : 'cdktf') : stack.from;
    const names =
      stack.kind === 'source'
        ? stack.module.resources.map(({ name }) => name)
        : stack.instances.map(({ address }) => address);
    return `${stack.name} (${from}): ${names.join(' ')}`;
  });
}

const PLAN = JSON.stringify({ format_version: '1.2', planned_values: { root_module: {} }, resource_changes: [] });
const STATE = JSON.stringify({ format_version: '1.0', values: { root_module: {} } });

test.each([
  ['a folder of HCL', { 'in/main.tf': 'resource "aws_vpc" "v" {}\n' }, ['in'], [' (source): v']],
  ['a folder named with a slash', { 'in/main.tf': 'resource "aws_vpc" "v" {}\n' }, ['in/'], [' (source): v']],
  [
    'one file, and not what lies beside it',
    { 'in/a.tf': 'resource "aws_vpc" "a" {}\n', 'in/b.tf': 'resource "aws_vpc" "b" {}\n' },
    ['in/a.tf'],
    [' (source): a'],
  ],
  ['one file of JSON, whatever its name', { 'in/a.json': vpc('a') }, ['in/a.json'], [' (source): a']],
  ['one file of JSON without an ending', { 'in/a': vpc('a') }, ['in/a'], [' (source): a']],
  ['a plan', { 'plan.json': PLAN }, ['plan.json'], [' (plan): ']],
  ['a plan without its ending', { plan: PLAN }, ['plan'], [' (plan): ']],
  ['a plan in UTF-16', { 'plan.json': Buffer.from(`\ufeff${PLAN}`, 'utf16le') }, ['plan.json'], [' (plan): ']],
  ['a state', { 'state.json': STATE }, ['state.json'], [' (state): ']],
  ['an empty state', { 'state.json': '{"format_version": "1.0"}' }, ['state.json'], [' (state): ']],
  [
    'an output of CDKTF',
    {
      'out/manifest.json': manifest('net', 'keys'),
      'out/stacks/net/cdk.tf.json': vpc('n'),
      'out/stacks/keys/cdk.tf.json': vpc('k'),
    },
    ['out'],
    ['net (cdktf): n', 'keys (cdktf): k'],
  ],
  [
    'an output of CDKTF by its manifest',
    { 'out/manifest.json': manifest('net'), 'out/stacks/net/cdk.tf.json': vpc('n') },
    ['out/manifest.json'],
    ['net (cdktf): n'],
  ],
  [
    'an output of CDKTF without a manifest',
    { 'out/stacks/a/cdk.tf.json': vpc('n'), 'out/stacks/b/other.txt': '' },
    ['out'],
    ['a (cdktf): n'],
  ],
  [
    'the folder of an app',
    {
      'app/package.json': '{}',
      'app/cdktf.out/manifest.json': manifest('net'),
      'app/cdktf.out/stacks/net/cdk.tf.json': vpc('n'),
    },
    ['app'],
    ['net (cdktf): n'],
  ],
  [
    'one stack of CDKTF by its folder',
    { 'out/stacks/net/cdk.tf.json': JSON.stringify({ '//': { metadata: { stackName: 'net' } } }) },
    ['out/stacks/net'],
    ['net (cdktf): '],
  ],
  [
    'a mix, each under its path',
    {
      'in/main.tf': 'resource "aws_vpc" "v" {}\n',
      'plan.json': PLAN,
      'out/manifest.json': manifest('net'),
      'out/stacks/net/cdk.tf.json': vpc('n'),
    },
    ['in', 'plan.json', 'out'],
    ['in (source): v', 'plan.json (plan): ', 'net (cdktf): n'],
  ],
  [
    'what is named twice, in two spellings, once',
    { 'in/main.tf': 'resource "aws_vpc" "v" {}\n' },
    ['in', './in/', 'x/../in'],
    [' (source): v'],
  ],
  ['a plan that is named twice once', { 'plan.json': PLAN }, ['plan.json', './plan.json'], [' (plan): ']],
  [
    'a folder that is named, and found below another, once',
    { 'all/a/main.tf': 'resource "aws_vpc" "a" {}\n', 'all/b/main.tf': 'resource "aws_vpc" "b" {}\n' },
    ['all', 'all/b'],
    ['all/a (source): a', 'all/b (source): b'],
  ],
  [
    'stacks of two apps that have one name, each by its folder',
    {
      'one/manifest.json': manifest('net', 'keys'),
      'one/stacks/net/cdk.tf.json': vpc('n1'),
      'one/stacks/keys/cdk.tf.json': vpc('k'),
      'two/manifest.json': manifest('net'),
      'two/stacks/net/cdk.tf.json': vpc('n2'),
    },
    ['one', 'two'],
    ['one/stacks/net (cdktf): n1', 'keys (cdktf): k', 'two/stacks/net (cdktf): n2'],
  ],
  [
    'a folder whose path is the name of a stack, and that stack, apart',
    {
      'net/main.tf': 'resource "aws_vpc" "v" {}\n',
      'out/manifest.json': manifest('net'),
      'out/stacks/net/cdk.tf.json': vpc('n'),
    },
    ['net', 'out'],
    ['net (source): v', 'out/stacks/net (cdktf): n'],
  ],
])('reads %s', (_situation, contents, inputs, expected) => {
  expect(stacksOf(contents, inputs)).toEqual(expected);
});

test.each([
  ['nothing', {}, [], '- no-inputs: nothing was given to judge'],
  ['a path that is nowhere', {}, ['none'], '- no-such-path: none does not exist'],
  [
    'a path that is nowhere, beside one that is',
    { 'in/main.tf': '' },
    ['in', 'none'],
    '- no-such-path: none does not exist',
  ],
  ['an empty folder', { 'in/': '' }, ['in'], 'in unread-input: in was not read: the folder is empty'],
  [
    'a folder of other things',
    { 'in/a.txt': '' },
    ['in'],
    'in unread-input: in was not read: there are no Terraform files in it or below, and no stacks of CDKTF',
  ],
  [
    'an app without stacks',
    { 'out/manifest.json': '{"version": "1", "stacks": {}}' },
    ['out'],
    'out unread-input: out was not read: the app that wrote it has no stacks',
  ],
  [
    'a manifest that is cut short',
    { 'out/manifest.json': '{"version": "1", "stacks": {' },
    ['out'],
    'out/manifest.json:1:29 malformed-json: out/manifest.json is not valid JSON: expected a key in double quotes, not the end of the file',
  ],
  [
    'a stack that is not there',
    { 'out/manifest.json': manifest('net') },
    ['out'],
    'out/stacks/net/cdk.tf.json stack-file-missing: the manifest names out/stacks/net/cdk.tf.json for the stack net, and there is no such file',
  ],
  [
    'a stack in a file that Terraform does not read',
    { 'out/manifest.json': manifest('net').replace('cdk.tf.json', 'cdk.json'), 'out/stacks/net/cdk.json': vpc('v') },
    ['out'],
    'out/stacks/net/cdk.json unread-input: out/stacks/net/cdk.json was not read: Terraform reads no file of such a name',
  ],
  [
    'a plan cut short',
    { 'plan.json': PLAN.slice(0, -2) },
    ['plan.json'],
    'plan.json:1:81 malformed-json: plan.json is not valid JSON: expected a value, not the end of the file',
  ],
  [
    'a plan of another format',
    { 'plan.json': PLAN.replace('1.2', '7.0') },
    ['plan.json'],
    'plan.json:1:19 unread-input: plan.json was not read: its format is "7.0", and 0.1 to 1.x can be read',
  ],
  [
    'a plan as Terraform stores it',
    { plan: Uint8Array.of(0x50, 0x4b, 3, 4, 0x14, 0, 8, 0, 0xb6, 0x47) },
    ['plan'],
    'plan unread-input: plan was not read: it is a plan as Terraform stores it, or another archive; give what `terraform show -json` prints of a plan',
  ],
  [
    'a plan in gzip',
    { 'plan.json': Uint8Array.of(0x1f, 0x8b, 8, 8) },
    ['plan.json'],
    'plan.json unread-input: plan.json was not read: it is compressed with gzip; unpack it first',
  ],
  [
    'the log of planning',
    { 'plan.json': '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info","@message":"Plan: 1 to add"}\n' },
    ['plan.json'],
    'plan.json:1:1 unread-input: plan.json was not read: it is the log of `terraform plan -json`; write the plan with -out, and give what `terraform show -json` prints of it',
  ],
  [
    'a plan for people',
    { 'plan.txt': '\nTerraform used the selected providers to generate the following execution\nplan.\n' },
    ['plan.txt'],
    'plan.txt:1:1 unread-input: plan.txt was not read: it is a plan as printed for people; give what `terraform show -json` prints of it',
  ],
  [
    'a state as Terraform stores it',
    { 'x.json': '{"version": 4, "serial": 1, "lineage": "x", "resources": []}' },
    ['x.json'],
    'x.json:1:1 unread-input: x.json was not read: it is a state file as Terraform stores it; give what `terraform show -json` prints of it',
  ],
  [
    'a variable file',
    { 'x.tfvars': 'a = 1\n' },
    ['x.tfvars'],
    'x.tfvars:1:1 unread-input: x.tfvars was not read: it gives values to variables; name it after --var-file',
  ],
  [
    'JSON of another kind',
    { 'package.json': '{"name": "x"}' },
    ['package.json'],
    'package.json:1:1 unread-input: package.json was not read: it is JSON, and neither a plan nor Terraform configuration',
  ],
  [
    'an empty file',
    { 'x.json': '' },
    ['x.json'],
    'x.json:1:1 malformed-json: x.json is not valid JSON: expected a value, not the end of the file',
  ],
  ['YAML', { 'x.yaml': 'a: 1\n' }, ['x.yaml'], 'x.yaml:1:1 unread-input: x.yaml was not read: it is YAML'],
  [
    'a file outside of what may be read',
    { 'outside/x.tf': '' },
    ['outside/x.tf'],
    'outside/x.tf outside: outside/x.tf lies outside the folders that were given, and was not read',
  ],
  [
    'JSON nested 10,000 levels deep',
    { 'x.json': `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
    ['x.json'],
    'x.json:1:401 malformed-json: x.json is not valid JSON: nested deeper than 400 levels',
  ],
])('stops at %s', (_situation, contents, inputs, expected) => {
  expect(stopped(contents, inputs)).toBe(expected);
});

test('what cannot be read beside what can is a diagnostic, and the rest goes on', () => {
  const { stacks, diagnostics } = read({ 'in/main.tf': '', 'plan.json': '{"a": ' }, ['in', 'plan.json']);
  expect(stacks.map(({ name }) => name)).toEqual(['in']);
  expect(told(diagnostics)).toEqual([
    'plan.json:1:7 malformed-json: plan.json is not valid JSON: expected a value, not the end of the file',
  ]);
  expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
});

test('stacks are read by their files before there is a manifest', () => {
  const files = memoryFiles({ 'out/stacks/a/cdk.tf.json': vpc('n'), 'out/stacks/old/cdk.tf.json': vpc('stale') });
  const { stacks } = readStacks([{ name: 'a', file: 'out/stacks/a/cdk.tf.json' }], files);
  expect(stacks.map(({ name }) => name)).toEqual(['a']);
  expect(resourcesOf(sourceModule(stacks[0]))).toEqual(['aws_vpc.n { cidr_block = (json "10.0.0.0/16") }']);
});

test.each([
  ['an app without stacks', []],
  ['a stack whose file is not there', [{ name: 'a', file: 'out/stacks/a/cdk.tf.json' }]],
])('%s stops the gate', (_situation, stacks) => {
  expect(() => readStacks(stacks, memoryFiles({}))).toThrow(StopError);
});
