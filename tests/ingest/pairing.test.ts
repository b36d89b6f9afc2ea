import { expect, test } from 'vitest';
import { configurationOf, planOf, refers } from './plan-json.ts';
import { read, told } from './read.ts';

const CONSTANT = { constant_value: 'a' };

function plan(addresses: readonly string[], expressions: Readonly<Record<string, object>> = {}, rest = {}): string {
  const configured = Object.fromEntries(addresses.map((address) => [address, expressions[address] ?? {}]));
  const resources = addresses.map((address) => ({
    address,
    ...(address.startsWith('data.') ? { mode: 'data' as const } : {}),
  }));
  return planOf(resources, { configuration: configurationOf(configured as never), ...rest });
}

function hcl(...addresses: readonly string[]): string {
  return addresses.map((address) => `resource "${address.split('.')[0]}" "${address.split('.')[1]}" {}\n`).join('');
}

/** Names of the stacks, a plan with its source as `plan.json < folder`, and what is told. */
function paired(contents: Readonly<Record<string, string>>, ...inputs: readonly string[]): readonly string[] {
  const { stacks, diagnostics } = read(contents, inputs);
  const shown = stacks.map((stack) => {
    if (stack.kind === 'source') return `"${stack.name}" ${stack.module.folder}`;
    return `"${stack.name}" ${stack.file}${stack.source === undefined ? '' : ` < ${stack.source.module.folder}`}`;
  });
  return [...shown, ...told(diagnostics)];
}

test.each([
  [
    'the same resources',
    { 'plan.json': plan(['aws_x.a', 'aws_x.b']), 'in/main.tf': hcl('aws_x.a', 'aws_x.b') },
    ['in', 'plan.json'],
    ['"" plan.json < in'],
  ],
  [
    'the plan before the folder',
    { 'plan.json': plan(['aws_x.a']), 'in/main.tf': hcl('aws_x.a') },
    ['plan.json', 'in'],
    ['"" plan.json < in'],
  ],
  [
    'nothing in common',
    { 'plan.json': plan(['aws_x.a']), 'in/main.tf': hcl('aws_x.b') },
    ['in', 'plan.json'],
    ['"in" in', '"plan.json" plan.json'],
  ],
  [
    'names in common by chance',
    { 'plan.json': plan(['aws_x.main', 'aws_x.b', 'aws_x.c']), 'in/main.tf': hcl('aws_x.main', 'aws_x.d') },
    ['in', 'plan.json'],
    [
      '"in" in',
      '"plan.json" plan.json',
      'plan.json:1:1 unlike-plan: plan.json and in have the addresses of 1 resources in common and differ in more',
    ],
  ],
  [
    'a little of a folder',
    { 'plan.json': plan(['aws_x.main']), 'in/main.tf': hcl('aws_x.main', 'aws_x.d', 'aws_x.e') },
    ['in', 'plan.json'],
    [
      '"in" in',
      '"plan.json" plan.json',
      'plan.json:1:1 unlike-plan: plan.json and in have the addresses of 1 resources in common and differ in more',
    ],
  ],
  [
    'a folder that has gone on',
    {
      'plan.json': plan(['aws_x.a', 'aws_x.b', 'aws_x.old']),
      'in/main.tf': hcl('aws_x.a', 'aws_x.b', 'aws_x.new'),
    },
    ['in', 'plan.json'],
    [
      '"" plan.json < in',
      'plan.json:1:1 unsourced-plan: plan.json plans aws_x.old, which in does not declare',
      'plan.json:1:1 unplanned-source: in declares aws_x.new, which plan.json does not have',
    ],
  ],
  [
    'a constant that has changed',
    {
      'plan.json': plan(['aws_x.a', 'aws_x.b'], { 'aws_x.a': { name: CONSTANT } }),
      'in/main.tf': `resource "aws_x" "a" { name = "b" }\n${hcl('aws_x.b')}`,
    },
    ['in', 'plan.json'],
    ['"" plan.json < in', 'in/main.tf:1:1 stale-plan: aws_x.a has another name than plan.json was made of'],
  ],
  [
    'the same address, and nothing else the same',
    {
      'plan.json': plan(['aws_x.a'], { 'aws_x.a': { name: CONSTANT } }),
      'in/main.tf': 'resource "aws_x" "a" { name = "b" }\n',
    },
    ['in', 'plan.json'],
    [
      '"in" in',
      '"plan.json" plan.json',
      'plan.json:1:1 unlike-plan: plan.json and in have the addresses of 1 resources in common and differ in more',
    ],
  ],
  [
    'constants, references and numbers that are the same',
    {
      'plan.json': plan(['aws_x.a'], {
        'aws_x.a': { name: CONSTANT, size: { constant_value: 10 }, on: { constant_value: true }, key: refers('var.k') },
      }),
      'in/main.tf': 'variable "k" {}\nresource "aws_x" "a" {\n name = "a"\n size = 10\n on = true\n key = var.k\n}\n',
    },
    ['in', 'plan.json'],
    ['"" plan.json < in'],
  ],
  [
    'two folders, one of which fits better',
    {
      'plan.json': plan(['aws_x.a'], { 'aws_x.a': { name: CONSTANT } }),
      'one/main.tf': 'resource "aws_x" "a" { name = "b" }\n',
      'two/main.tf': 'resource "aws_x" "a" { name = "a" }\n',
    },
    ['one', 'two', 'plan.json'],
    ['"one" one', '"two" plan.json < two'],
  ],
  [
    'two folders that fit equally well',
    { 'plan.json': plan(['aws_x.a']), 'one/main.tf': hcl('aws_x.a'), 'two/main.tf': hcl('aws_x.a') },
    ['one', 'two', 'plan.json'],
    [
      '"one" one',
      '"two" two',
      '"plan.json" plan.json',
      'plan.json:1:1 ambiguous-plan: plan.json may have been made of one and of two: both declare the same',
    ],
  ],
  [
    'two plans of one folder',
    { 'a.json': plan(['aws_x.a']), 'b.json': plan(['aws_x.a']), 'in/main.tf': hcl('aws_x.a') },
    ['in', 'a.json', 'b.json'],
    ['"a.json" a.json < in', '"b.json" b.json < in'],
  ],
  [
    'two plans of two folders that are alike, each with its own',
    {
      'a.json': plan(['aws_x.a', 'aws_x.b']),
      'b.json': plan(['aws_x.a', 'aws_x.c']),
      'a/main.tf': hcl('aws_x.a', 'aws_x.b'),
      'b/main.tf': hcl('aws_x.a', 'aws_x.c'),
    },
    ['a', 'b', 'a.json', 'b.json'],
    ['"a" a.json < a', '"b" b.json < b'],
  ],
] as const)('%s', (_situation, contents, inputs, expected) => {
  expect(paired(contents, ...inputs)).toEqual(expected);
});

test('resources of modules count, but for those of modules that are not here', () => {
  const module_calls = {
    near: {
      source: './near',
      module: { resources: [{ mode: 'managed', type: 'aws_x', name: 'in', expressions: {} }] },
    },
    far: {
      source: 'registry/far/aws',
      module: { resources: ['p', 'q', 'r'].map((name) => ({ mode: 'managed', type: 'aws_y', name, expressions: {} })) },
    },
  };
  const configuration = configurationOf({}, { module_calls });
  const near = 'module.near.aws_x.in';
  const resources = [{ address: near, module: 'module.near' }];
  const contents = {
    'plan.json': planOf(resources, { configuration }),
    'in/main.tf': 'module "near" { source = "./near" }\nmodule "far" { source = "registry/far/aws" }\n',
    'in/near/main.tf': hcl('aws_x.in'),
  };
  const [stack, ...rest] = paired(contents, 'in', 'plan.json');
  expect(stack).toBe('"" plan.json < in');
  // What the plan shows of the far module answers that it was not read.
  expect(rest).toEqual([]);
  expect(told(read(contents, ['in']).diagnostics)).toMatchObject([expect.stringContaining('module far was not read')]);
});

test('a plan without configuration is known by its instances', () => {
  const contents = {
    'plan.json': planOf([
      { address: 'aws_x.a["k"]', index: 'k' },
      { address: 'aws_x.a["l"]', index: 'l' },
    ]),
    'in/main.tf': 'resource "aws_x" "a" { for_each = toset(["k", "l"]) }\n',
  };
  expect(paired(contents, 'in', 'plan.json')).toEqual(['"" plan.json < in']);
});

test('a stack of CDKTF keeps its name, and the plan takes it', () => {
  const metadata = { '//': { metadata: { stackName: 'prod', version: '0.21.0', backend: 'local' } } };
  const contents = {
    'plan.json': plan(['aws_x.a']),
    'out/cdk.tf.json': JSON.stringify({ ...metadata, resource: { aws_x: { a: {} } } }),
  };
  expect(paired(contents, 'out', 'plan.json')).toEqual(['"prod" plan.json < out']);
});

test('the source is evaluated with the variables of the plan', () => {
  const contents = {
    'plan.json': plan(['aws_x.a'], {}, { variables: { v: { value: '${no template}' } } }),
    'in/main.tf': `variable "v" {}\n${hcl('aws_x.a')}`,
  };
  const [stack] = read(contents, ['in', 'plan.json'], { given: [{ assignment: 'v=other' }] }).stacks;
  const given = stack?.kind === 'evaluated' ? stack.source?.variables.get('v') : undefined;
  expect(given?.from).toBe('plan.json');
});

test('a state is paired with nothing', () => {
  const resource = { address: 'aws_x.a', mode: 'managed', type: 'aws_x', name: 'a', values: {} };
  const contents = {
    'state.json': JSON.stringify({ format_version: '1.0', values: { root_module: { resources: [resource] } } }),
    'in/main.tf': hcl('aws_x.a'),
  };
  expect(paired(contents, 'in', 'state.json')).toEqual(['"in" in', '"state.json" state.json']);
});
