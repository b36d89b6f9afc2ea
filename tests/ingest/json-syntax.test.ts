import { expect, test } from 'vitest';
import { moduleOf, read, resourcesOf, sourceModule, told } from './read.ts';

/** Terraform documentation, "JSON Configuration Syntax". */
test.each([
  ['an object for every label', { resource: { a_b: { c: { x: 1 } } } }],
  ['an array of objects at the top', { resource: [{ a_b: { c: { x: 1 } } }] }],
  ['an array of objects below the type', { resource: { a_b: [{ c: { x: 1 } }] } }],
  ['an array of objects below the name', { resource: { a_b: { c: [{ x: 1 }] } } }],
  ['an array at the root', [{ resource: { a_b: { c: { x: 1 } } } }]],
  ['comments at every level', { '//': 'x', resource: { a_b: { c: { '//': { y: 1 }, x: 1 } } } }],
])('blocks: %s', (_form, json) => {
  expect(resourcesOf(moduleOf({ 'in/main.tf.json': JSON.stringify(json) }))).toEqual(['a_b.c { x = (json 1) }']);
});

test('null is no block, and several bodies are several blocks', () => {
  const module = moduleOf({
    'in/main.tf.json': JSON.stringify({
      resource: null,
      provider: { aws: [{ region: 'a' }, { region: 'b', alias: 'b' }] },
    }),
  });
  expect([module.resources.length, module.providers.length]).toEqual([0, 2]);
});

test('each block has its pointer, its place and the path of its construct', () => {
  const text = JSON.stringify(
    { resource: { a_b: { c: { '//': { metadata: { path: 'app/stack/c' } }, x: 1 } } } },
    null,
    2,
  );
  const [resource] = moduleOf({ 'in/main.tf.json': text }).resources;
  expect([resource?.pointer, resource?.constructPath]).toEqual(['/resource/a_b/c', 'app/stack/c']);
  expect(text.slice(resource?.span.start).startsWith('{\n        "//"')).toBe(true);
});

test('strings that Terraform takes literally are marked as such', () => {
  const module = moduleOf({
    'in/main.tf.json': JSON.stringify({
      variable: { v: { default: '${not}', type: 'string', validation: { condition: '${var.v}' } } },
      module: { m: { source: './m', version: '1', x: '${y}' } },
      output: { o: { value: '${x}', description: '${literal}' } },
      terraform: { backend: { s3: { key: '${literal}' } } },
    }),
    'in/m/main.tf': '',
  });
  const named = [...module.variables, ...module.calls, ...module.outputs, ...module.settings];
  const templates = named.flatMap(({ body }) =>
    [...body.attributes.values()].map(({ name, value }) => `${name} ${value.kind === 'json' && value.templates}`),
  );
  expect(templates).toEqual([
    'default false',
    'type false',
    'validation true',
    'source false',
    'version false',
    'x true',
    'value true',
    'description false',
    'backend false',
  ]);
});

test.each([
  [
    'a block that is no object',
    '{"resource": {"a_b": {"c": 1}}}',
    ['in/main.tf.json:1:28 not-a-block: resource.a_b.c must be an object or an array of objects, not a number'],
  ],
  [
    'a file that is no object',
    '"text"',
    ['in/main.tf.json:1:1 not-a-block: the file must be an object or an array of objects, not a string'],
  ],
  [
    'an unknown block',
    '{"resourc": {}}',
    ['in/main.tf.json:1:13 unknown-block: there is no block resourc; did you mean resource?'],
  ],
  [
    'a repeated argument',
    '{"locals": {"a": 1,\n"a": 2}}',
    ['in/main.tf.json:2:1 repeated-key: the key a is there 2 times in one object, first on line 1'],
  ],
  [
    'a repeated block',
    '{"resource": {"a": {"b": {}}},\n"resource": {"a": {"c": {}}}}',
    [
      'in/main.tf.json:2:1 joined-key: the key resource is there 2 times in one object, first on line 1; the values are taken as one list',
    ],
  ],
])('tells of %s', (_situation, text, expected) => {
  expect(told(read({ 'in/main.tf.json': text }).diagnostics)).toEqual(expected);
});

test('both blocks of a repeated key are read', () => {
  const text = '{"resource": {"a_b": {"c": {"x": 1}}}, "resource": {"a_b": {"d": {"x": 2}}}}';
  expect(resourcesOf(moduleOf({ 'in/main.tf.json': text }))).toEqual([
    'a_b.c { x = (json 1) }',
    'a_b.d { x = (json 2) }',
  ]);
});

test('keys named __proto__ and constructor are names like any others', () => {
  const text = '{"resource": {"__proto__": {"constructor": {"__proto__": {"x": 1}, "toString": 2}}}}';
  const [resource] = sourceModule(read({ 'in/main.tf.json': text }).stacks[0]).resources;
  expect([resource?.type, resource?.name]).toEqual(['__proto__', 'constructor']);
  expect([...(resource?.body.attributes.keys() ?? [])]).toEqual(['__proto__', 'toString']);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
