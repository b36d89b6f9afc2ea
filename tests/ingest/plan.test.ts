import { expect, test } from 'vitest';
import type { EvaluatedInstance, EvaluatedStack } from '../../src/ingest/index.ts';
import { isReference, isUnknown, valueAt } from '../../src/model/index.ts';
import { configurationOf, type PlannedResource, planOf, refers } from './plan-json.ts';
import { read, told } from './read.ts';

function stackOf(plan: string, inputs: readonly string[] = ['plan.json']): EvaluatedStack {
  const [stack] = read({ 'plan.json': plan, 'in/main.tf': '' }, inputs).stacks;
  if (stack?.kind !== 'evaluated') throw new Error('expected an evaluated stack');
  return stack;
}

function only(resource: PlannedResource, rest = {}): EvaluatedInstance {
  const [instance] = stackOf(planOf([resource], rest)).instances;
  if (instance === undefined) throw new Error('expected an instance');
  return instance;
}

const AFTER = 'known only after apply';

test('an instance has the names, the key and the module that Terraform gives it', () => {
  const address = 'module.net["a"].aws_subnet.s[1]';
  const { module, mode, type, name, key, provider } = only({ address, module: 'module.net["a"]', index: 1 });
  expect({ module, mode, type, name, key, provider }).toEqual({
    module: 'module.net["a"]',
    mode: 'managed',
    type: 'aws_subnet',
    name: 's',
    key: 1,
    provider: 'aws',
  });
});

test.each([
  ['all known', { a: 1, b: [{ c: null }] }, {}, { a: 1, b: [{ c: null }] }],
  ['an unknown attribute', { a: 1 }, { id: true }, { a: 1, id: { $unknown: AFTER } }],
  ['an unknown attribute that is shown as null', { id: null }, { id: true }, { id: { $unknown: AFTER } }],
  [
    'inside a block',
    { b: [{ c: 1 }, { c: 2 }] },
    { b: [{}, { d: true }] },
    { b: [{ c: 1 }, { c: 2, d: { $unknown: AFTER } }] },
  ],
  ['an element of a list', { l: ['x', null] }, { l: [false, true] }, { l: ['x', { $unknown: AFTER }] }],
  [
    'elements that the plan leaves out',
    { l: [] },
    { l: [true, true] },
    { l: [{ $unknown: AFTER }, { $unknown: AFTER }] },
  ],
  ['a key of a map', { m: { k: 'x' } }, { m: { j: true } }, { m: { k: 'x', j: { $unknown: AFTER } } }],
  ['null stays null', { m: null, l: null }, { m: {}, l: [] }, { m: null, l: null }],
  ['marks that say false', { a: 1, m: { k: 2 } }, { a: false, m: { k: false } }, { a: 1, m: { k: 2 } }],
  [
    "a user's own keys that start with $",
    { m: { $ref: 'x', $unknown: 'y' } },
    {},
    { m: { $$ref: 'x', $$unknown: 'y' } },
  ],
])('values: %s', (_situation, values, unknown, expected) => {
  expect(only({ address: 'aws_x.r', values, unknown }).values).toEqual(expected);
});

test('a key named __proto__ is a key like any other', () => {
  const plan = planOf([{ address: 'aws_x.r', values: { m: {} } }]).replace(
    '"m": {}',
    '"m": {"__proto__": {"x": 1}, "$y": 2}',
  );
  const [instance] = stackOf(plan).instances;
  expect(JSON.stringify(instance?.values)).toBe('{"m":{"__proto__":{"x":1},"$$y":2}}');
});

test('a resource whose values are not shown is unknown as a whole', () => {
  const plan = JSON.parse(planOf([{ address: 'aws_x.r' }]));
  plan.planned_values.root_module.resources[0].values = undefined;
  plan.resource_changes = [];
  expect(stackOf(JSON.stringify(plan)).instances[0]?.values).toEqual({ $unknown: 'the file shows no values for it' });
});

test.each([
  [['create'], undefined, 'create'],
  [['update'], undefined, 'update'],
  [['delete', 'create'], undefined, 'replace'],
  [['create', 'delete'], undefined, 'replace'],
  [['no-op'], undefined, 'no-op'],
  [['no-op'], { id: 'x' }, 'import'],
  [['read'], undefined, 'read'],
] as const)('the actions %j are %s %s', (actions, importing, expected) => {
  const resource = { address: 'aws_x.r', actions, ...(importing === undefined ? {} : { importing }) };
  expect(only(resource).action).toBe(expected);
});

test.each([['delete'], ['forget']])(
  'what the plan is to %s is no part of the population, and keeps its old values',
  (action) => {
    const gone = { address: 'aws_x.gone', actions: [action], before: { a: 1 }, unplanned: true };
    const { instances, removed } = stackOf(planOf([{ address: 'aws_x.kept' }, gone]));
    expect(instances.map(({ address }) => address)).toEqual(['aws_x.kept']);
    expect(removed?.map(({ address, values, action: told_ }) => [address, values, told_])).toEqual([
      ['aws_x.gone', { a: 1 }, action],
    ]);
  },
);

test('a deposed object is no instance of its own', () => {
  const plan = JSON.parse(planOf([{ address: 'aws_x.r', actions: ['no-op'] }]));
  plan.resource_changes.push({ ...plan.resource_changes[0], deposed: 'abc', change: { actions: ['delete'] } });
  const { instances, removed } = stackOf(JSON.stringify(plan));
  expect([instances.length, removed?.length]).toEqual([1, 0]);
});

test('data sources that were read while planning stand in the prior state', () => {
  const read_ = {
    address: 'data.aws_region.r',
    mode: 'data',
    type: 'aws_region',
    name: 'r',
    values: { name: 'eu-west-1' },
  };
  const old = { address: 'aws_x.old', mode: 'managed', type: 'aws_x', name: 'old', values: {} };
  const prior_state = { format_version: '1.0', values: { root_module: { resources: [read_, old] } } };
  const { instances } = stackOf(planOf([{ address: 'aws_x.r' }], { prior_state }));
  expect(instances.map(({ address, mode }) => `${mode} ${address}`)).toEqual([
    'managed aws_x.r',
    'data data.aws_region.r',
  ]);
});

test('a resource that stands among the changes alone is an instance too', () => {
  const plan = JSON.parse(planOf([{ address: 'aws_x.r', values: { a: 1 }, unknown: { id: true } }]));
  plan.planned_values = { root_module: {} };
  const { instances } = stackOf(JSON.stringify(plan));
  expect(instances.map(({ address, values }) => [address, values])).toEqual([
    ['aws_x.r', { a: 1, id: { $unknown: AFTER } }],
  ]);
});

test('sensitive values are named by pointers', () => {
  const sensitive = { password: true, list: [false, { 'a/b': true }], plain: {} };
  expect(only({ address: 'aws_x.r', sensitive }).sensitive).toEqual(['/password', '/list/1/a~1b']);
});

test('attributes have the names that they refer to, and constants are told apart', () => {
  const expressions = {
    a: { constant_value: 1 },
    b: { references: ['aws_y.s["k"].id', 'aws_y.s["k"]', 'aws_y.s', 'each.key'] },
    c: [{ d: refers('var.v') }],
    e: { references: ['module.m[0].out', 'module.m[0]', 'module.m', 'data.aws_z.t.x.y', 'data.aws_z.t'] },
    f: [{ g: { constant_value: 'x' } }, {}],
    call: {},
  };
  const configuration = configurationOf({ 'aws_x.r': expressions });
  const { references, literal } = only({ address: 'aws_x.r' }, { configuration });
  expect(references).toEqual({ b: ['aws_y.s'], c: ['var.v'], e: ['module.m.out', 'data.aws_z.t'] });
  expect(literal).toEqual(['a', 'f']);
});

test('what nobody sets and the provider fills in is left out, as it is in the configuration', () => {
  const resource = {
    address: 'aws_x.r',
    values: { name: 'n', block: [{ a: 1 }], tags: { k: 'v' } },
    unknown: {
      id: true,
      called: true,
      key: true,
      block: [{ b: true, c: true }],
      tags: { t: true },
      list: [{ x: true }],
    },
  };
  const expressions = {
    name: { constant_value: 'n' },
    called: {},
    key: refers('aws_kms_key.k.arn'),
    block: [{ a: { constant_value: 1 }, c: {} }],
    tags: {},
  };
  const { values, unset } = only(resource, { configuration: configurationOf({ 'aws_x.r': expressions }) });
  expect(values).toEqual({
    name: 'n',
    called: { $unknown: AFTER },
    key: { $unknown: `${AFTER}: it comes from aws_kms_key.k.arn` },
    block: [{ a: 1, c: { $unknown: AFTER } }],
    tags: { k: 'v', t: { $unknown: AFTER } },
    // An attribute that holds objects may be written as blocks, which a plan then does not show.
    list: [{ x: { $unknown: AFTER } }],
  });
  expect(unset).toEqual(['id']);
});

test('a data source keeps what it does not know yet: that is what it is asked for', () => {
  const configuration = configurationOf({ 'data.aws_x.r': { name: { constant_value: 'n' } } });
  const { values } = only(
    { address: 'data.aws_x.r', mode: 'data', actions: ['read'], unknown: { id: true } },
    { configuration },
  );
  expect(values).toEqual({ id: { $unknown: AFTER } });
});

const SET = 'aws_x.r';

test.each([
  [
    'constants tell blocks of a set apart',
    [{ port: 443 }, { port: 22 }],
    [
      { port: { constant_value: 22 }, group: refers('aws_y.a.id') },
      { port: { constant_value: '443' }, group: refers('aws_y.b.id') },
    ],
    ['aws_y.b . id', 'aws_y.a . id'],
  ],
  [
    'blocks that nothing tells apart',
    [{}, {}],
    [{ group: refers('aws_y.a.id') }, { group: refers('aws_y.b.id') }],
    ['unknown', 'unknown'],
  ],
  [
    'blocks that nothing tells apart and that say the same',
    [{}, {}],
    [{ group: refers('aws_y.a.id') }, { group: refers('aws_y.a.id') }],
    ['aws_y.a . id', 'aws_y.a . id'],
  ],
  [
    'more blocks than are written, as with a dynamic block',
    [{ port: 22 }, { port: 22 }],
    [{ port: { constant_value: 22 }, group: refers('aws_y.a.id') }],
    ['unknown', 'unknown'],
  ],
])('%s', (_situation, rules, written, expected) => {
  const others = ['aws_y.a', 'aws_y.b'].map((address) => ({ address }));
  const resource = { address: SET, values: { rule: rules }, unknown: { rule: rules.map(() => ({ group: true })) } };
  const configuration = configurationOf({ [SET]: { rule: written } });
  const [instance] = stackOf(planOf([resource, ...others], { configuration })).instances;
  const shown = [0, 1].map((index) => {
    const value = valueAt(instance?.values, ['rule', index, 'group']);
    return isReference(value) ? `${value.$ref} . ${value.$attribute}` : isUnknown(value) ? 'unknown' : value;
  });
  expect(shown).toEqual(expected);
});

test('a value has its line and its pointer in the plan', () => {
  const plan = planOf([{ address: 'aws_x.r', values: { a: [{ b: 1 }], m: { $k: 2 } } }]);
  const [instance] = stackOf(plan).instances;
  const lineOf = (text: string): number => plan.slice(0, plan.indexOf(text)).split('\n').length;
  const base = '/planned_values/root_module/resources/0/values';
  expect([instance?.location.pointer, instance?.location.line]).toEqual([base, lineOf('"values"')]);
  const place = instance?.locate?.(['a', 0, 'b']);
  expect([place?.pointer, place?.line]).toEqual([`${base}/a/0/b`, lineOf('"b": 1')]);
  expect(instance?.locate?.(['m', '$$k']).pointer).toBe(`${base}/m/$k`);
});

test('outputs, variables and providers are read', () => {
  const plan = planOf([{ address: 'aws_kms_key.k', unknown: { arn: true } }], {
    variables: {
      v: { value: { a: 1 } },
      hidden: {},
      where: { value: { region: 'eu-west-3', tags: { owner: 'x' } } },
    },
    planned_values: {
      outputs: { known: { value: 'x' }, key: { sensitive: false }, other: {} },
      root_module: {
        resources: [{ address: 'aws_kms_key.k', mode: 'managed', type: 'aws_kms_key', name: 'k', values: {} }],
      },
    },
    configuration: {
      provider_config: {
        aws: {
          name: 'aws',
          expressions: { region: { constant_value: 'eu-west-1' }, assume_role: [{ role_arn: refers('var.role') }] },
        },
        'aws.west': {
          name: 'aws',
          alias: 'west',
          expressions: {
            region: { references: ['var.where.region', 'var.where'] },
            profile: { references: ['var.where.region', 'var.where'] },
            default_tags: [{ tags: { references: ['var.where.tags', 'var.where'] } }],
          },
        },
      },
      root_module: {
        outputs: { key: { expression: refers('aws_kms_key.k.arn') } },
        variables: { v: { default: {}, sensitive: true } },
      },
    },
  });
  const { outputs, variables, providers } = stackOf(plan);
  const declared = { sensitive: false, ephemeral: false, hasDefault: false };
  expect(Object.fromEntries(outputs)).toEqual({
    known: 'x',
    key: { $ref: 'aws_kms_key.k', $attribute: 'arn' },
    other: { $unknown: AFTER },
  });
  expect(Object.fromEntries(variables)).toMatchObject({
    v: { value: { a: 1 }, sensitive: true, ephemeral: false, hasDefault: true },
    hidden: { ...declared, value: { $unknown: 'the plan shows no value for the variable hidden' } },
  });
  expect(Object.fromEntries(providers)).toEqual({
    aws: {
      region: 'eu-west-1',
      assume_role: [{ role_arn: { $unknown: 'the plan does not show the value of this expression of var.role, var' } }],
    },
    'aws.west': {
      region: 'eu-west-3',
      // It may be a part of a text.
      profile: { $unknown: 'the plan does not show the value of this expression of var.where.region, var.where' },
      default_tags: [{ tags: { owner: 'x' } }],
    },
  });
});

test('a state is read as it stands', () => {
  const resource = {
    address: 'aws_x.r',
    mode: 'managed',
    type: 'aws_x',
    name: 'r',
    values: { id: 'i-1' },
    sensitive_values: { id: true },
  };
  const state = {
    format_version: '1.0',
    values: { outputs: { o: { value: 1 } }, root_module: { resources: [resource] } },
  };
  const stack = stackOf(JSON.stringify(state));
  expect([stack.from, stack.instances[0]?.values, stack.instances[0]?.sensitive]).toEqual([
    'state',
    { id: 'i-1' },
    ['/id'],
  ]);
  expect(stack.outputs.get('o')).toBe(1);
});

test('what a plan without changes does not show is unknown where an expression gives it', () => {
  const plan = JSON.parse(
    planOf([{ address: 'aws_x.r', values: { name: 'n', off: null, block: [{ a: 1 }], gone: [] } }], {
      configuration: configurationOf({
        'aws_x.r': {
          name: refers('var.name'),
          key: refers('aws_kms_key.k.arn'),
          off: refers('var.off'),
          nothing: { constant_value: null },
          block: [{ a: { constant_value: 1 }, b: refers('aws_kms_key.k.arn') }],
          other: [{ c: refers('var.c') }],
        },
      }),
    }),
  );
  plan.resource_changes = undefined;
  const { instances, file } = stackOf(JSON.stringify(plan));
  const from = (what: string) => ({ $unknown: `${AFTER}: it comes from ${what}` });
  expect([file, instances[0]?.values]).toEqual([
    'plan.json',
    {
      name: 'n',
      off: from('var.off'),
      block: [{ a: 1, b: from('aws_kms_key.k.arn') }],
      gone: [],
      key: from('aws_kms_key.k.arn'),
      other: from('var.c'),
    },
  ]);
});

test('ephemeral resources are in no plan that is applied', () => {
  const plan = JSON.parse(planOf([{ address: 'aws_x.r', actions: ['create'] }]));
  plan.resource_changes.push({
    ...plan.resource_changes[0],
    address: 'ephemeral.aws_y.e',
    mode: 'ephemeral',
    change: { actions: ['open'] },
  });
  const { stacks, diagnostics } = read({ 'plan.json': JSON.stringify(plan) }, ['plan.json']);
  expect(stacks[0]?.kind === 'evaluated' && stacks[0].instances.map(({ address }) => address)).toEqual(['aws_x.r']);
  expect(told(diagnostics)).toEqual([]);
});

test.each([
  ['instance_count_unknown', 'aws_x.r[*]', 'the plan does not know yet how many there will be'],
  ['provider_config_unknown', 'aws_x.r', undefined],
])('what is deferred because of %s is part of what will be', (reason, address, mayExist) => {
  const plan = JSON.parse(planOf([{ address, actions: ['create'], values: { a: 1 }, unknown: { b: true } }]));
  const [resource_change] = plan.resource_changes;
  const deferred = {
    ...plan,
    planned_values: {},
    resource_changes: [],
    deferred_changes: [{ reason, resource_change }],
  };
  const { instances } = stackOf(JSON.stringify(deferred));
  expect(instances.map((instance) => [instance.address, instance.mayExist, instance.values])).toEqual([
    [address, mayExist, { a: 1, b: { $unknown: AFTER } }],
  ]);
});

test.each([
  [
    'no format version',
    { format_version: undefined },
    'plan.json:1:1 no-format-version: plan.json does not say in which format it is written',
  ],
  ['a plan that failed', { errored: true }, 'plan.json:10:13 failed-plan: plan.json is a plan that failed part-way'],
  [
    'a plan that is not complete',
    { complete: false },
    'plan.json:10:14 incomplete-plan: plan.json is a plan that leaves some changes for later',
  ],
  [
    'a check that fails',
    {
      checks: [
        { address: { to_display: 'check.c' }, status: 'fail' },
        { address: {}, status: 'pass' },
      ],
    },
    'plan.json:11:3 failed-check: the conditions of check.c do not hold in this plan',
  ],
  [
    'resources of which nothing tells what is not known',
    { planned_values: { root_module: { resources: [{ address: 'aws_x.r', type: 'aws_x', name: 'r', values: {} }] } } },
    'plan.json:6:5 unmarked-plan: plan.json does not tell what it does not know of aws_x.r',
  ],
  [
    'a resource without names',
    { resource_changes: [{ change: { actions: ['no-op'] } }] },
    'plan.json:10:3 unlisted-resource: a resource is listed without its address, type, name',
  ],
])('tells of %s', (_situation, part, expected) => {
  const plan = JSON.stringify({ ...JSON.parse(planOf([])), ...part }, null, 1);
  expect(told(read({ 'plan.json': plan }, ['plan.json']).diagnostics)).toEqual([expected]);
});
