import { expect, test } from 'vitest';
import { locate } from '../../src/syntax/index.ts';
import { renderBody } from '../syntax/render.ts';
import { moduleOf, read, resourcesOf, told } from './read.ts';

/** Terraform documentation, "Override Files", "Merging Behavior". */
test.each([
  ['an argument replaces its like', 'x = 1\ny = 2', 'x = 3', 'a_b.c { x = 3; y = 2 }'],
  ['an argument is added', 'x = 1', 'y = 2', 'a_b.c { x = 1; y = 2 }'],
  [
    'blocks replace all blocks of their type',
    'i {\nx = 1\n}\ni {\nx = 2\n}\nj {}',
    'i {\nx = 3\n}',
    'a_b.c { j {  }; i { x = 3 } }',
  ],
  [
    'a dynamic block stands for its type',
    'i {\nx = 1\n}',
    'dynamic "i" {\nfor_each = y\n}',
    'a_b.c { dynamic "i" { for_each = y } }',
  ],
  [
    'lifecycle is merged by argument',
    'lifecycle {\na = 1\nb = 2\n}',
    'lifecycle {\nb = 3\n}',
    'a_b.c { lifecycle { a = 1; b = 3 } }',
  ],
])('%s', (_situation, base, over, expected) => {
  const module = moduleOf({
    'in/main.tf': `resource "a_b" "c" {\n${base}\n}\n`,
    'in/override.tf': `resource "a_b" "c" {\n${over}\n}\n`,
  });
  expect(resourcesOf(module)).toEqual([expected]);
});

test('overrides are laid over one another in order of their names, in either syntax', () => {
  const module = moduleOf({
    'in/main.tf': 'resource "a_b" "c" {\n  x = 1\n}\n',
    'in/a_override.tf': 'resource "a_b" "c" {\n  x = 2\n}\n',
    'in/b_override.tf.json': '{"resource": {"a_b": {"c": {"x": 3}}}}',
  });
  expect(resourcesOf(module)).toEqual(['a_b.c { x = (json 3) }']);
});

test('a value that was overridden knows its own file', () => {
  const [resource] = moduleOf({
    'in/main.tf': 'resource "a_b" "c" {\n  x = 1\n  y = 1\n}\n',
    'in/override.tf': '\n\n\nresource "a_b" "c" {\n  x = 2\n}\n',
  }).resources;
  const place = (name: string): string => {
    const attribute = resource?.body.attributes.get(name);
    const file = attribute?.file ?? resource?.body.file ?? { path: '', text: '' };
    const { file: path, line } = locate(file, attribute?.value.span ?? { start: 0, end: 0 });
    return `${path}:${line}`;
  };
  expect([place('x'), place('y')]).toEqual(['in/override.tf:5', 'in/main.tf:3']);
});

test('variables, outputs, locals, providers and calls are overridden too', () => {
  const module = moduleOf({
    'in/main.tf':
      'variable "v" {\n  default = 1\n}\noutput "o" {\n  value = 1\n}\nlocals {\n  l = 1\n  m = 1\n}\nprovider "p" {\n  x = 1\n}\n',
    'in/override.tf':
      'variable "v" {\n  default = 2\n}\noutput "o" {\n  value = 2\n}\nlocals {\n  l = 2\n}\nprovider "p" {\n  x = 2\n}\n',
  });
  const bodies = [...module.variables, ...module.outputs, ...module.providers].map(({ body }) => renderBody(body));
  expect(bodies).toEqual(['default = 2', 'value = 2', 'x = 2']);
  expect(module.locals.map(({ name, file }) => `${name} ${file.path}`)).toEqual(['l in/override.tf', 'm in/main.tf']);
});

test('a backend is replaced by a backend or a cloud block', () => {
  const module = moduleOf({
    'in/main.tf': 'terraform {\n  required_version = ">= 1"\n  backend "s3" {}\n}\n',
    'in/override.tf': 'terraform {\n  cloud {}\n}\n',
  });
  expect(module.settings.map(({ body }) => renderBody(body))).toEqual(['required_version = ">= 1"', 'cloud {  }']);
});

test('what an override declares alone is told, and judged all the same', () => {
  const { diagnostics, stacks } = read({
    'in/main.tf': 'locals {}\n',
    'in/override.tf': 'resource "a_b" "c" {\n  x = 1\n}\nlocals {\n  l = 1\n}\n',
  });
  expect(told(diagnostics)).toEqual([
    'in/override.tf:1:1 nothing-to-override: this override file declares a_b.c, which no other file declares',
    'in/override.tf:5:7 nothing-to-override: this override file declares local l, which no other file declares',
  ]);
  expect(stacks).toHaveLength(1);
});
