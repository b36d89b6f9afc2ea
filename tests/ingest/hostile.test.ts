import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StopError } from '../../src/diagnostics/index.ts';
import type { Configuration } from '../../src/ingest/index.ts';
import { type Json, plain } from '../../src/model/index.ts';
import { configurationOf, planOf, refers } from './plan-json.ts';
import { read } from './read.ts';

/** What must come of any input: stacks, or a stop with a reason; a silent loss shows as neither. */
function outcome(contents: Record<string, string | Uint8Array>, input: string): Configuration | StopError {
  try {
    const configuration = read(contents, [input]);
    for (const stack of configuration.stacks) {
      if (stack.kind === 'evaluated') for (const { location } of stack.instances) expect(location.line).toBeDefined();
    }
    return configuration;
  } catch (error) {
    if (error instanceof StopError) return error;
    throw error;
  }
}

const PLAN = planOf(
  [
    { address: 'aws_y.r', values: { a: [1, { b: 'x' }], tags: { k: 'v' } }, unknown: { id: true, l: [true, false] } },
    { address: 'module.m["k"].aws_kms_key.k', module: 'module.m["k"]', sensitive: { x: true } },
    { address: 'aws_z.gone', actions: ['delete'], unplanned: true, before: {} },
  ],
  {
    configuration: configurationOf({ 'aws_y.r': { id: refers('module.m["k"].arn'), l: [{ c: refers('var.v') }] } }),
    variables: { v: { value: 1 } },
  },
);

const STACK = JSON.stringify({
  '//': { metadata: { stackName: 's' } },
  terraform: { backend: { local: { path: 'x' } } },
  resource: { aws_x: { r: [{ '//': { metadata: { path: 'a/b' } }, x: '${aws_x.q.id}' }] } },
  module: { m: { source: './m' } },
});

const change = (of: Json): Json => ({ address: 'a_b.c', type: 'a_b', name: 'c', change: of });

const junk = fc.constantFrom(
  'null',
  '{}',
  '[]',
  '""',
  '1',
  'true',
  '{"a":',
  ']',
  '}',
  ',',
  '"',
  '\\u0000',
  '\\ud800',
  '[[',
  '"__proto__":1,',
);

test.each([
  ['a plan', 'plan.json', PLAN],
  ['a stack', 'in/main.tf.json', STACK],
])('%s with pieces cut out and put in is read, or refused with a reason', (_input, path, text) => {
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(30), fc.option(junk, { nil: '' }), (at, cut, piece) => {
      const mutated = `${text.slice(0, at)}${piece}${text.slice(at + cut)}`;
      const result = outcome({ [path]: mutated }, path);
      expect(result instanceof StopError || result.stacks.length).toBeTruthy();
    }),
    { numRuns: 2_000 },
  );
});

test('a plan whose parts are of any other type is read, or refused with a reason', () => {
  const plan = JSON.parse(PLAN);
  const paths: (readonly (string | number)[])[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
  };
  visit(plan, []);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
      let here: Record<string, never> = JSON.parse(JSON.stringify({ root: plan }));
      const copy = here;
      const steps = ['root', ...path];
      for (const step of steps.slice(0, -1)) here = here[step] ?? {};
      (here as Record<string, unknown>)[steps.at(-1) ?? ''] = value;
      outcome({ 'plan.json': JSON.stringify(copy['root']) }, 'plan.json');
    }),
    { numRuns: 3_000 },
  );
});

test('bytes of any kind are read, or refused with a reason', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom('x.tf', 'x.tf.json', 'x.json', 'x'),
      (bytes, path) => {
        outcome({ [path]: bytes }, path);
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['the planned values', 'planned_values', 7, 'planned_values must be an object'],
  ['the root module', 'planned_values', { root_module: [] }, 'planned_values.root_module must be an object'],
  [
    'the resources',
    'planned_values',
    { root_module: { resources: {} } },
    'planned_values.root_module.resources must be a list',
  ],
  [
    'a resource',
    'planned_values',
    { root_module: { resources: [null] } },
    'planned_values.root_module.resources.0 must be an object',
  ],
  [
    'a module',
    'planned_values',
    { root_module: { child_modules: ['x'] } },
    'planned_values.root_module.child_modules.0 must be an object',
  ],
  ['the changes', 'resource_changes', 'x', 'resource_changes must be a list'],
  ['a change', 'resource_changes', [1], 'resource_changes.0 must be an object'],
  [
    'the actions',
    'resource_changes',
    [change({ actions: ['destroy'] })],
    'resource_changes.0.change.actions must be a list of actions of Terraform',
  ],
  [
    'the marks of what is unknown',
    'resource_changes',
    [change({ actions: ['create'], after_unknown: 'id' })],
    'resource_changes.0.change.after_unknown must be an object',
  ],
])('%s of a plan in another shape is told, not passed over', (_part, key, value, expected) => {
  const plan = JSON.stringify({ ...JSON.parse(planOf([])), [key]: value });
  const result = outcome({ 'plan.json': plan }, 'plan.json');
  const diagnostics = result instanceof StopError ? [] : result.diagnostics;
  expect(diagnostics.map(({ severity, what }) => [severity, plain(what)])).toEqual([['error', expected]]);
});

const PLANS = resolve(import.meta.dirname, '../../../shared/corpus/plans');
const isThere = existsSync(PLANS);

describe.skipIf(!isThere)(`third-party plans in ../shared/corpus${isThere ? '' : ' (absent: skipped)'}`, () => {
  const names = isThere ? readdirSync(PLANS).filter((name) => name.endsWith('.json')) : [];

  test.each(names)('%s is read', (name) => {
    const result = outcome({ [name]: readFileSync(join(PLANS, name)) }, name);
    if (result instanceof StopError) throw result;
    const addresses = result.stacks
      .flatMap((stack) => (stack.kind === 'evaluated' ? stack.instances : []))
      .map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(addresses.length > 0 || name.includes('providers')).toBe(true);
  });
});
