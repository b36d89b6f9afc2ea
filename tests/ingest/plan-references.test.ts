import { expect, test } from 'vitest';
import { referenceTarget } from '../../src/ingest/evaluated/plan-address.ts';
import { longestReferences } from '../../src/ingest/evaluated/static-names.ts';
import { isReference, type Json, type Value, valueAt } from '../../src/model/index.ts';
import { configurationOf, planOf, refers } from './plan-json.ts';
import { read } from './read.ts';

const OTHERS = ['aws_kms_key.k', 'aws_subnet.s[0]', 'aws_subnet.s[1]', 'aws_x.each["a.b"]'];

/** What `aws_y.r.<attribute>` comes to when it is unknown and the configuration gives `expression` for it. */
function planned(attribute: string, expression: Json, unknown: Json = true, inputs = ['plan.json']): Value | undefined {
  const resources = [
    { address: 'aws_y.r', unknown: { [attribute]: unknown } },
    ...OTHERS.map((address) => ({ address })),
  ];
  const configuration = configurationOf({ 'aws_y.r': { [attribute]: expression } });
  const { stacks } = read({ 'plan.json': planOf(resources, { configuration }), 'in/main.tf': '' }, inputs);
  const [stack] = stacks.filter(({ kind }) => kind === 'evaluated');
  const instances = stack?.kind === 'evaluated' ? stack.instances : [];
  return valueAt(instances.find(({ address }) => address === 'aws_y.r')?.values, [attribute]);
}

function shown(value: Value | undefined): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return isReference(value) ? `${value.$ref} . ${value.$attribute}` : 'unknown';
}

test.each([
  ['one attribute', 'kms_key_id', refers('aws_kms_key.k.arn'), true, 'aws_kms_key.k . arn'],
  ['an attribute inside a block', 'kms_key_id', refers('aws_kms_key.k.a[0].b'), true, 'aws_kms_key.k . a[0].b'],
  ['an instance by its index', 'subnet_id', refers('aws_subnet.s[1].id'), true, 'aws_subnet.s[1] . id'],
  [
    'an instance by its key',
    'x_id',
    { references: ['aws_x.each["a.b"].id', 'aws_x.each["a.b"]', 'aws_x.each'] },
    true,
    'aws_x.each["a.b"] . id',
  ],
  ['the one element of a list', 'subnet_ids', refers('aws_subnet.s[0].id'), [true], '[aws_subnet.s[0] . id]'],
  [
    'as many elements as references',
    'subnet_ids',
    refers('aws_subnet.s[0].id', 'aws_subnet.s[1].id'),
    [true, true],
    '[aws_subnet.s[0] . id, aws_subnet.s[1] . id]',
  ],
  ['more elements than references', 'subnet_ids', refers('aws_subnet.s[0].id'), [true, true], '[unknown, unknown]'],
  ['two references in one value', 'name', refers('aws_kms_key.k.arn', 'aws_subnet.s[0].id'), true, 'unknown'],
  ['a resource as a whole', 'x', { references: ['aws_kms_key.k'] }, true, 'unknown'],
  ['a key that is worked out', 'subnet_id', { references: ['aws_subnet.s', 'count.index'] }, true, 'unknown'],
  ['a resource that the plan does not have', 'x', refers('aws_kms_key.other.arn'), true, 'unknown'],
  ['a local value', 'x', { references: ['local.x'] }, true, 'unknown'],
  ['nothing', 'id', {}, true, 'unknown'],
  ['a document made of one attribute', 'policy', refers('aws_kms_key.k.arn'), true, 'unknown'],
  ['a document that is another one', 'policy', refers('aws_kms_key.k.policy'), true, 'aws_kms_key.k . policy'],
  ['a name of a document', 'policy_arn', refers('aws_kms_key.k.arn'), true, 'aws_kms_key.k . arn'],
  ['names of documents', 'managed_policy_arns', refers('aws_kms_key.k.arn'), true, 'aws_kms_key.k . arn'],
])('%s', (_situation, attribute, expression, unknown, expected) => {
  expect(shown(planned(attribute, expression, unknown))).toBe(expected);
});

test('a reference names the stack where there are several', () => {
  const value = planned('kms_key_id', refers('aws_kms_key.k.arn'), true, ['in', 'plan.json']);
  expect(shown(value)).toBe('plan.json/aws_kms_key.k . arn');
});

test('an unknown says what it comes from', () => {
  expect(planned('x', refers('aws_kms_key.k.arn', 'aws_subnet.s[0].id'))).toEqual({
    $unknown: 'known only after apply: it comes from aws_kms_key.k.arn, aws_subnet.s[0].id',
  });
});

test('variables and outputs of modules are followed to the resource', () => {
  const resources = [
    { address: 'aws_kms_key.root', unknown: { arn: true } },
    { address: 'module.a.aws_y.r', module: 'module.a', unknown: { kms_key_id: true } },
    { address: 'module.b["x"].aws_kms_key.k', module: 'module.b["x"]', unknown: { arn: true } },
    { address: 'aws_y.outside', unknown: { kms_key_id: true } },
  ];
  const inA = {
    resources: [{ mode: 'managed', type: 'aws_y', name: 'r', expressions: { kms_key_id: refers('var.key') } }],
  };
  const inB = { outputs: { arn: { expression: refers('aws_kms_key.k.arn') } } };
  const module_calls = { a: { expressions: { key: refers('aws_kms_key.root.arn') }, module: inA }, b: { module: inB } };
  const outside = { kms_key_id: { references: ['module.b["x"].arn', 'module.b["x"]', 'module.b'] } };
  const configuration = configurationOf({ 'aws_y.outside': outside }, { module_calls });
  const [stack] = read({ 'plan.json': planOf(resources, { configuration }) }, ['plan.json']).stacks;
  const instances = stack?.kind === 'evaluated' ? stack.instances : [];
  const ids = instances
    .filter(({ type }) => type === 'aws_y')
    .map(({ address, values }) => `${address}: ${shown(valueAt(values, ['kms_key_id']))}`);
  expect(ids).toEqual(['aws_y.outside: module.b["x"].aws_kms_key.k . arn', 'module.a.aws_y.r: aws_kms_key.root . arn']);
});

test('variables that refer to each other in a circle come to an end', () => {
  const inner = {
    resources: [{ mode: 'managed', type: 'aws_y', name: 'r', expressions: { x: refers('module.m.o') } }],
    module_calls: {
      m: {
        module: { outputs: { o: { expression: { references: ['var.v'] } } } },
        expressions: { v: { references: ['module.m.o'] } },
      },
    },
  };
  const plan = planOf([{ address: 'aws_y.r', unknown: { x: true } }], { configuration: { root_module: inner } });
  const [stack] = read({ 'plan.json': plan }, ['plan.json']).stacks;
  const value = stack?.kind === 'evaluated' ? valueAt(stack.instances[0]?.values, ['x']) : undefined;
  expect(shown(value)).toBe('unknown');
});

test.each([
  ['aws_kms_key.k.arn', { kind: 'resource', address: 'aws_kms_key.k', attribute: 'arn' }],
  ['data.aws_vpc.v.id', { kind: 'resource', address: 'data.aws_vpc.v', attribute: 'id' }],
  ['aws_x.y["a.b"].c.d', { kind: 'resource', address: 'aws_x.y["a.b"]', attribute: 'c.d' }],
  ['var.x', { kind: 'variable', name: 'x' }],
  ['module.m[0].o', { kind: 'output', call: { name: 'm', key: '[0]' }, name: 'o' }],
  ['var.x.y', undefined],
  ['aws_kms_key.k', undefined],
  ['each.value.x', undefined],
  ['local.a.b', undefined],
])('the reference %s', (reference, expected) => {
  expect(referenceTarget(reference)).toEqual(expected);
});

test('of references that go on from each other the longest counts', () => {
  expect(longestReferences({ references: ['a.b[0].c', 'a.b[0]', 'a.b', 'd.e'] })).toEqual(['a.b[0].c', 'd.e']);
});
