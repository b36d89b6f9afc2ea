/** A plan and the folder that it was made of, as one stack. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../src/ingest/index.ts';
import { isReference, isUnknown, type Path, type Value, valueAt } from '../../src/model/index.ts';
import { type Instance, type Resolved, resolveConfiguration } from '../../src/resolve/index.ts';
import { counterparts, mayBeSame } from '../../src/resolve/planned/counterpart.ts';
import { memoryFiles } from '../ingest/memory-files.ts';
import { configurationOf, type PlannedResource, planOf, refers } from '../ingest/plan-json.ts';

const KEY = { address: 'aws_kms_key.k', unknown: { arn: true, id: true } };

interface Situation {
  readonly hcl: string;
  readonly planned: readonly PlannedResource[];
  readonly expressions?: Readonly<Record<string, object>>;
  readonly rest?: Parameters<typeof planOf>[1];
  readonly files?: Readonly<Record<string, string>>;
}

function together({ hcl, planned, expressions = {}, rest = {}, files = {} }: Situation): Resolved {
  const blocks = Object.fromEntries(planned.map(({ address }) => [address.replace(/\[.*\]$/, ''), {}]));
  const configuration = configurationOf({ ...blocks, ...expressions } as never);
  const plan = planOf(planned, { configuration, ...rest });
  const contents = { 'in/main.tf': hcl, 'plan.json': plan, ...files };
  return resolveConfiguration(readConfiguration(['in', 'plan.json'], memoryFiles(contents)));
}

function find({ instances }: Resolved, address: string): Instance {
  const found = instances.find((instance) => instance.address === address);
  if (found === undefined)
    throw new Error(`no ${address} among ${instances.map(({ address: one }) => one).join(', ')}`);
  return found;
}

function shown(value: Value | undefined): unknown {
  if (isReference(value)) return `${value.$ref} . ${value.$attribute}`;
  if (isUnknown(value)) return value.$parts === undefined ? 'unknown' : value.$parts.map(shown);
  return value;
}

describe('what the plan does not know', () => {
  const expressions = { 'aws_x.r': { a: refers('aws_kms_key.k.arn') } };
  const planned = [KEY, { address: 'aws_x.r', values: { name: 'planned' }, unknown: { a: true, id: true } }];
  const of = (a: string, more = '') => `resource "aws_kms_key" "k" {}\nresource "aws_x" "r" {\n  a = ${a}\n${more}}\n`;

  test.each([
    ['a reference', 'aws_kms_key.k.arn', 'aws_kms_key.k . arn'],
    ['a text with a reference in it', '"${aws_kms_key.k.arn}/y"', ['aws_kms_key.k . arn', '/y']],
    ['a call', 'lower(aws_kms_key.k.arn)', 'unknown'],
  ])('%s', (_situation, written, expected) => {
    const { values } = find(together({ hcl: of(written), planned, expressions }), 'aws_x.r');
    expect(shown(values['a'])).toEqual(expected);
    expect(values['name']).toBe('planned');
    expect(values).not.toHaveProperty('id');
  });

  test('known values are those of the plan, whatever is written', () => {
    const resolved = together({ hcl: of('"x"', '  name = "written"\n'), planned, expressions });
    expect(find(resolved, 'aws_x.r').values['name']).toBe('planned');
  });
});

describe('places', () => {
  const hcl = [
    'resource "aws_x" "r" {',
    '  name = "n"',
    '  rule {',
    '    port = 22',
    '  }',
    '  rule {',
    '    port = 443',
    '    group = aws_kms_key.k.id',
    '  }',
    '}',
    'resource "aws_kms_key" "k" {}',
  ].join('\n');
  const rules = [{ port: 443 }, { port: 22, group: '' }];
  const planned = [
    KEY,
    { address: 'aws_x.r', values: { name: 'n', rule: rules }, unknown: { rule: [{ group: true }, {}] } },
  ];
  const instance = find(
    together({ hcl, planned, expressions: { 'aws_x.r': { name: { constant_value: 'n' } } } }),
    'aws_x.r',
  );

  test.each([
    ['the resource', [], 1, 1],
    ['an attribute', ['name'], 2, 10],
    ['a block of a set, which the plan lists in another order', ['rule', 0, 'port'], 7, 12],
    ['another block', ['rule', 1, 'port'], 4, 12],
    ['what is not written in a block', ['rule', 1, 'group'], 3, 3],
    ['what is written nowhere', ['tags'], 1, 1],
  ] as [string, Path, number, number][])('%s', (_situation, path, line, column) => {
    expect(instance.locate(path)).toMatchObject({ file: 'in/main.tf', line, column });
  });

  test('what is not known in it is that of the same block', () => {
    expect(shown(valueAt(instance.values, ['rule', 0, 'group']))).toBe('aws_kms_key.k . id');
    expect(valueAt(instance.values, ['rule', 1, 'group'])).toBe('');
  });

  test('of a resource that no source declares, the place is in the plan', () => {
    const more = [...planned, { address: 'aws_x.other' }];
    const resolved = together({ hcl, planned: more, expressions: { 'aws_x.r': { name: { constant_value: 'n' } } } });
    expect(find(resolved, 'aws_x.other').location).toMatchObject({
      file: 'plan.json',
      pointer: '/planned_values/root_module/resources/2/values',
    });
  });
});

test('an address counts once', () => {
  const hcl = 'resource "aws_x" "r" {\n  for_each = toset(["a", "b"])\n}\n';
  const planned = ['a', 'b'].map((index) => ({ address: `aws_x.r["${index}"]`, index }));
  expect(together({ hcl, planned }).instances.map(({ id }) => id)).toEqual(['aws_x.r["a"]', 'aws_x.r["b"]']);
});

describe('how many there are', () => {
  const hcl = 'resource "aws_kms_key" "k" {}\nresource "aws_x" "r" {\n  for_each = aws_kms_key.k.tags_all\n}\n';

  test('where the source does not know, the plan does', () => {
    const resolved = together({ hcl, planned: [KEY, { address: 'aws_x.r["a"]', index: 'a', values: { n: 1 } }] });
    expect(resolved.instances.map(({ address, exists }) => `${address} ${exists}`)).toEqual([
      'aws_kms_key.k yes',
      'aws_x.r["a"] yes',
    ]);
    expect(find(resolved, 'aws_x.r["a"]').location).toMatchObject({ file: 'in/main.tf', line: 2 });
  });

  test('none, in a plan that is complete', () => {
    const expressions = { 'aws_x.r': {} };
    const resolved = together({ hcl, planned: [KEY], expressions, rest: { complete: true } });
    expect(resolved.instances.map(({ address }) => address)).toEqual(['aws_kms_key.k']);
    for (const rest of [{ complete: false }, {}, { complete: true, errored: true }]) {
      const open = together({ hcl, planned: [KEY], expressions, rest });
      expect(open.instances.map(({ address }) => address)).toEqual(['aws_kms_key.k', 'aws_x.r[*]']);
    }
  });

  test('a reference to one of them leads to the one that is planned', () => {
    const source = [
      'resource "aws_kms_key" "k" {}',
      'resource "aws_x" "r" {',
      '  count = length(aws_kms_key.k.tags_all)',
      '}',
      'resource "aws_y" "s" {',
      '  a = aws_x.r[0].id',
      '}',
    ].join('\n');
    const planned = [
      KEY,
      { address: 'aws_x.r[0]', index: 0, unknown: { id: true } },
      { address: 'aws_y.s', unknown: { a: true } },
    ];
    const expressions = { 'aws_y.s': { a: { references: ['aws_x.r[0].id', 'aws_x.r[0]', 'aws_x.r'] } } };
    const resolved = together({ hcl: source, planned, expressions });
    expect(shown(find(resolved, 'aws_y.s').values['a'])).toBe('aws_x.r[0] . id');
  });

  test('what is written and not planned stays, as it is written', () => {
    const more = `${hcl}resource "aws_x" "new" {\n  n = 1\n}\n`;
    const resolved = together({ hcl: more, planned: [KEY, { address: 'aws_x.r["a"]', index: 'a' }] });
    expect(find(resolved, 'aws_x.new').values).toEqual({ n: 1 });
  });
});

test('a block that a plan does not show is seen in the source', () => {
  const hcl = [
    'resource "aws_kms_key" "k" {}',
    'resource "aws_x" "r" {',
    '  dynamic "rule" {',
    '    for_each = aws_kms_key.k.tags_all',
    '    content {',
    '      port = 22',
    '    }',
    '  }',
    '}',
  ].join('\n');
  const resolved = together({ hcl, planned: [KEY, { address: 'aws_x.r', unknown: { rule: true } }] });
  const { values, unset } = find(resolved, 'aws_x.r');
  expect(values).toHaveProperty('rule');
  expect(unset).toBeUndefined();
});

test('what comes out of a module that is not here is followed in the plan', () => {
  const module_calls = {
    far: {
      source: 'registry/far/aws',
      module: {
        resources: [{ mode: 'managed', type: 'aws_kms_key', name: 'k', expressions: {} }],
        outputs: { arn: { expression: refers('aws_kms_key.k.arn') } },
      },
    },
  };
  const expressions = { 'aws_x.r': { a: { references: ['module.far.arn', 'module.far'] } } };
  const planned = [
    { address: 'aws_x.r', unknown: { a: true } },
    { address: 'module.far.aws_kms_key.k', module: 'module.far', unknown: { arn: true } },
  ];
  const hcl = 'module "far" {\n  source = "registry/far/aws"\n}\nresource "aws_x" "r" {\n  a = module.far.arn\n}\n';
  const configuration = configurationOf(expressions, { module_calls });
  const resolved = together({ hcl, planned, rest: { configuration } });
  expect(shown(find(resolved, 'aws_x.r').values['a'])).toBe('module.far.aws_kms_key.k . arn');
});

test('variables have the values of the plan and the declaration of the source', () => {
  const hcl = 'variable "v" {\n  sensitive = true\n}\nresource "aws_x" "r" {\n  a = var.v\n}\n';
  const planned = [{ address: 'aws_x.r', values: { a: 'secret' } }];
  const expressions = { 'aws_x.r': { a: refers('var.v') } };
  const resolved = together({ hcl, planned, expressions, rest: { variables: { v: { value: 'secret' } } } });
  expect(
    resolved.variables.map(({ name, value, sensitive, location }) => [name, value, sensitive, location.line]),
  ).toEqual([['v', 'secret', true, 1]]);
  expect(find(resolved, 'aws_x.r').sensitive).toEqual(['/a']);
});

test('a source that keeps its state beside it is no stack of unknown backend', () => {
  const resolved = together({ hcl: 'resource "aws_kms_key" "k" {}\n', planned: [KEY] });
  expect(resolved.stacks.map(({ from, backend }) => [from, backend?.type])).toEqual([['plan', '']]);
});

/** Blocks of a set: few ports and groups, so that some are alike. */
const blocks = fc.array(
  fc.record({ port: fc.constantFrom(22, 443), group: fc.constantFrom('a', 'b'), open: fc.boolean() }),
  { maxLength: 4 },
);

test('whatever the order and the unknowns, each planned block is one of those written, and none twice', () => {
  fc.assert(
    fc.property(blocks, fc.infiniteStream(fc.nat()), (written, numbers) => {
      const planned = written
        .map((block) => ({ block, order: numbers.next().value ?? 0 }))
        .sort((left, right) => left.order - right.order)
        .map(
          ({ block: { port, group, open } }): Value => ({
            port: String(port),
            group: open ? { $unknown: 'open' } : group,
          }),
        );
      const source = written.map(({ port, group }): Value => ({ port, group }));
      const found = counterparts(planned, source);
      const used = found.filter((at) => at !== undefined);
      expect(new Set(used).size).toBe(used.length);
      found.forEach((at, index) => {
        if (at !== undefined) expect(mayBeSame(planned[index], source[at])).toBe(true);
      });
      // Where everything is known, none is left over.
      if (written.every(({ open }) => !open)) expect(used.length).toBe(written.length);
    }),
  );
});

/** Every place in a JSON value, as steps from its root. */
function places(json: unknown, path: Path = []): readonly Path[] {
  if (typeof json !== 'object' || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([key, value]) => places(value, [...path, key]))];
}

function withReplaced(json: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const copy: Record<string | number, unknown> = Array.isArray(json) ? ([...json] as never) : { ...(json as object) };
  copy[step] = withReplaced(copy[step], rest, value);
  return copy;
}

describe('a plan any part of which is something else', () => {
  const hcl = [
    'variable "v" {}',
    'resource "aws_kms_key" "k" {}',
    'resource "aws_x" "r" {',
    '  count = 2',
    '  name  = "n"',
    '  rule {',
    '    port  = 22',
    '    group = "${aws_kms_key.k.id}/x"',
    '  }',
    '  tags = { k = var.v }',
    '}',
  ].join('\n');
  const rule = {
    values: { name: 'n', rule: [{ port: 22 }], tags: { k: 'v' } },
    unknown: { id: true, rule: [{ group: true }] },
  };
  const expressions = { 'aws_x.r': { name: { constant_value: 'n' }, rule: [{ group: refers('aws_kms_key.k.id') }] } };
  const plan = JSON.parse(
    planOf([KEY, ...[0, 1].map((index) => ({ address: `aws_x.r[${index}]`, index, ...rule }))], {
      configuration: configurationOf({ 'aws_kms_key.k': {}, ...expressions }),
      variables: { v: { value: 'v' } },
      deferred_changes: [],
      checks: [],
    }),
  ) as unknown;

  test('is read with the folder or refused, and no instance of the folder is lost', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places(plan)), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const contents = { 'in/main.tf': hcl, 'plan.json': JSON.stringify(withReplaced(plan, path, value)) };
        const { instances } = resolveConfiguration(readConfiguration(['in', 'plan.json'], memoryFiles(contents)));
        const found = new Set(instances.map(({ id }) => id.replace(/^in\//, '')));
        expect([...found]).toEqual(expect.arrayContaining(['aws_kms_key.k', 'aws_x.r[0]', 'aws_x.r[1]']));
        for (const instance of instances) {
          for (const place of [[], ['rule', 0, 'group'], ['rule', 7], ['tags', 'k'], [0]]) {
            expect(instance.locate(place).file).toMatch(/^(in\/main\.tf|plan\.json)$/);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
