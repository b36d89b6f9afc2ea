import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inputsOf } from '../../src/cli/inputs.ts';
import { settingsFor } from '../../src/cli/settings-for.ts';
import { folderWith } from './test-host.ts';

const settings = 'version: 1\n';

test.each([
  ['beside a file', { 'a/sallyport.yaml': settings, 'a/plan.json': '' }, ['a/plan.json'], 'a/sallyport.yaml'],
  ['above a folder', { 'sallyport.yaml': settings, 'a/main.tf': '' }, ['a'], 'sallyport.yaml'],
  ['above both of two', { 'sallyport.yaml': settings, 'a/x': '', 'b/x': '' }, ['a', 'b'], 'sallyport.yaml'],
  [
    'for one of two, the other having none',
    { 'a/sallyport.yaml': settings, 'b/x': '' },
    ['a', 'b'],
    'a/sallyport.yaml',
  ],
] as const)('settings lie %s', (_situation, files, paths, expected) => {
  const folder = folderWith(files);
  expect(settingsFor(paths, folder)).toBe(join(folder, expected));
});

test('paths without settings have none', () => {
  expect(settingsFor(['a'], folderWith({ 'a/x': '' }))).toBeUndefined();
});

test('paths with different settings are a stop', () => {
  const folder = folderWith({ 'a/sallyport.yaml': settings, 'b/sallyport.yaml': settings });
  expect(() => settingsFor(['a', 'b'], folder)).toThrow(
    'the paths have different settings: a/sallyport.yaml and b/sallyport.yaml',
  );
});

test.each([
  ['paths as they are given', {}, ['x', 'y'], ['x', 'y']],
  ['the output of the project', { 'cdktf.json': '{}', 'cdktf.out/x': '' }, [], ['cdktf.out']],
  ['the output that cdktf.json names', { 'cdktf.json': '{"output":"out"}', 'out/x': '' }, [], ['out']],
] as const)('what is judged: %s', (_situation, files, paths, inputs) => {
  expect(inputsOf(paths, folderWith(files))).toEqual(inputs);
});

test.each([
  ['no project', {}, /no cdktf\.json here or above/],
  ['no output yet', { 'cdktf.json': '{}' }, /has not been synthesized: there is no cdktf\.out/],
])('%s is a stop', (_situation, files, message) => {
  expect(() => inputsOf([], folderWith(files))).toThrow(message);
});
