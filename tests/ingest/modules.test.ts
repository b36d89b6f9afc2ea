import { expect, test } from 'vitest';
import type { Module } from '../../src/ingest/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { moduleOf, read, sourceModule, told } from './read.ts';

/** Calls as `name -> folder`, or with the reason why there is none. */
function callsOf(module: Module): readonly string[] {
  return module.calls.map(({ name, module: called, why }) => `${name} -> ${called?.folder ?? why}`);
}

const call = (name: string, source: string): string => `module "${name}" {\n  source = "${source}"\n}\n`;

test('local modules are read, nested too', () => {
  const module = moduleOf({
    'in/main.tf': call('a', './modules/a'),
    'in/modules/a/main.tf': `${call('b', '../b')}resource "a_b" "in_a" {}\n`,
    'in/modules/b/main.tf': 'resource "a_b" "in_b" {}\n',
  });
  expect(callsOf(module)).toEqual(['a -> in/modules/a']);
  const [a] = module.calls;
  expect(a?.module?.resources.map(({ name }) => name)).toEqual(['in_a']);
  expect(a?.module?.calls[0]?.module?.resources.map(({ name }) => name)).toEqual(['in_b']);
});

test('a folder that is called twice is read once', () => {
  const module = moduleOf({ 'in/main.tf': call('a', './m') + call('b', './m'), 'in/m/main.tf': 'locals {}\n' });
  expect(module.calls[0]?.module).toBe(module.calls[1]?.module);
});

test('modules of registries and of git are found where terraform init has put them', () => {
  const manifest = {
    Modules: [
      { Key: '', Source: '', Dir: '.' },
      { Key: 'vpc', Source: 'registry.terraform.io/x/vpc/aws', Version: '1.0.0', Dir: '.terraform/modules/vpc' },
      { Key: 'vpc.inner', Source: 'git::ssh://host/x.git', Dir: '.terraform/modules/vpc.inner' },
      { Key: 'vpc.local', Source: './local', Dir: '.terraform/modules/vpc/local' },
    ],
  };
  const { stacks, diagnostics } = read({
    'in/main.tf': call('vpc', 'x/vpc/aws'),
    'in/.terraform/modules/modules.json': JSON.stringify(manifest),
    'in/.terraform/modules/vpc/main.tf': call('inner', 'git::ssh://host/x.git') + call('local', './local'),
    'in/.terraform/modules/vpc/local/main.tf': 'locals {}\n',
    'in/.terraform/modules/vpc.inner/main.tf': 'resource "a_b" "inner" {}\n',
  });
  const [vpc] = sourceModule(stacks[0]).calls;
  expect(vpc?.module === undefined ? [] : callsOf(vpc.module)).toEqual([
    'inner -> in/.terraform/modules/vpc.inner',
    'local -> in/.terraform/modules/vpc/local',
  ]);
  expect(diagnostics).toEqual([]);
});

test.each([
  [
    'a registry module that is not installed',
    call('m', 'x/vpc/aws'),
    'in/main.tf:2:12 module-not-read: module m was not read: its source x/vpc/aws is not local, and .terraform/modules holds no copy of it',
  ],
  [
    'a folder that is not there',
    call('m', './none'),
    'in/main.tf:2:12 module-missing: module m was not read: there is no folder in/none',
  ],
  [
    'a folder without Terraform',
    call('m', './docs'),
    'in/main.tf:2:12 module-missing: module m was not read: in/docs has no Terraform files',
  ],
  [
    'a folder outside',
    call('m', '../outside'),
    'in/main.tf:2:12 module-outside: module m was not read: outside lies outside the folders that were given',
  ],
  ['no source', 'module "m" {\n}\n', 'in/main.tf:1:1 module-missing: module m was not read: it has no `source`'],
  [
    'a source that is worked out',
    'module "m" {\n  source = "./${var.x}"\n}\n',
    'in/main.tf:2:12 module-not-read: module m was not read: its `source` is no plain string',
  ],
  [
    'a module that calls itself',
    call('m', './'),
    'in/main.tf:2:12 module-cycle: module m was not read: it calls itself: in calls in',
  ],
])('tells of %s', (_situation, text, expected) => {
  const { diagnostics, stacks } = read({ 'in/main.tf': text, 'in/docs/a.txt': '', 'outside/main.tf': '' });
  expect(told(diagnostics)).toEqual([expected]);
  expect(sourceModule(stacks[0]).calls[0]?.why).toBe(expected.split('was not read: ')[1]);
});

test.each([
  ['git::https://h/x.git//sub?ref=v1', 'git::https://h/x.git//sub?ref=v1', true],
  ['github.com/o/r?ref=v1', 'git::https://github.com/o/r.git?ref=v1', true],
  ['git::https://h/x.git?ref=feature/a', 'git::https://h/x.git?ref=feature%2Fa', true],
  ['git::https://h/x.git?depth=1&ref=v1', 'git::https://h/x.git?depth=1&ref=v1', true],
  ['git::https://h/x.git?ref=v2', 'git::https://h/x.git?ref=v1', false],
  ['github.com/o/r?ref=v2', 'git::https://github.com/o/r.git?ref=v1', false],
  ['git::https://h/x.git', 'git::https://h/x.git?ref=v1', false],
  ['git::https://h/x.git?ref=v1', 'git::https://h/x.git', false],
])('the source %s is the copy of %s: %s', (source, held, same) => {
  const { diagnostics } = read({
    'in/main.tf': call('m', source),
    'in/.terraform/modules/modules.json': JSON.stringify({
      Modules: [{ Key: 'm', Source: held, Dir: '.terraform/modules/m' }],
    }),
    'in/.terraform/modules/m/main.tf': 'locals {}\n',
  });
  expect(told(diagnostics)).toEqual(
    same
      ? []
      : [
          `in/main.tf:2:12 module-not-read: module m was not read: .terraform/modules holds ${held} in the place of its source ${source}`,
        ],
  );
});

test('a ring of modules is told with all of it', () => {
  const { diagnostics } = read({
    'in/main.tf': call('a', './a'),
    'in/a/main.tf': call('b', '../b'),
    'in/b/main.tf': call('c', '../a'),
  });
  expect(told(diagnostics)).toEqual([
    'in/b/main.tf:2:12 module-cycle: module c was not read: it calls itself: in/a calls in/b calls in/a',
  ]);
});

test('links that lead in circles end in a diagnostic, not in a hang', () => {
  const file = Buffer.from(call('left', './left') + call('right', './right'));
  const folder = {
    read: (path: string) => (path.endsWith('.tf') ? file : undefined),
    list: () => ['main.tf', 'left/', 'right/'],
    inside: () => true,
  };
  const { diagnostics } = readConfiguration(['in'], folder);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(new Set(diagnostics.map(({ id }) => id))).toEqual(new Set(['ingest/module-missing', 'ingest/other-folders']));
}, 20_000);

test('modules nested deeper than fifty calls are refused', () => {
  const contents = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`in/m${index}/main.tf`, call('m', `../m${index + 1}`)]),
  );
  const { diagnostics } = read({ ...contents, 'in/main.tf': call('m', './m0') });
  expect(told(diagnostics)).toEqual([
    'in/m49/main.tf:2:12 module-missing: module m was not read: in/m50 is nested deeper than 50 calls',
    'in/m50/main.tf:1:1 other-folders: in does not call the Terraform files in in/m50, in/m51, in/m52, in/m53, in/m54 and 5 more',
  ]);
});

test.each([
  [
    'no JSON',
    '{',
    'in/.terraform/modules/modules.json:1:2 malformed-json: in/.terraform/modules/modules.json is not valid JSON: expected a key in double quotes, not the end of the file',
  ],
  [
    'another shape',
    '[]',
    'in/.terraform/modules/modules.json module-manifest: in/.terraform/modules/modules.json does not list modules in the form that Terraform writes',
  ],
])('a list of modules that is %s is told', (_situation, text, expected) => {
  const { diagnostics } = read({ 'in/main.tf': 'locals {}\n', 'in/.terraform/modules/modules.json': text });
  expect(told(diagnostics)).toEqual([expected]);
});
