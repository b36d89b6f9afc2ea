import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StopError } from '../../src/diagnostics/index.ts';
import { loadBundles } from '../../src/gate/index.ts';

const policies = resolve(import.meta.dirname, '..', '..', 'policies');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-bundles-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function stopOf(work: () => unknown): StopError {
  try {
    work();
  } catch (error) {
    if (error instanceof StopError) return error;
    throw error;
  }
  throw new Error('nothing stopped');
}

test('this package’s own bundle fits the sources beside it', () => {
  expect(loadBundles([], folder)).toHaveLength(1);
});

test('a bundle without sources beside it is loaded for what it is', () => {
  cpSync(join(policies, 'bundle'), join(folder, 'mine'), { recursive: true });
  expect(loadBundles(['mine'], folder)).toHaveLength(2);
});

test('a bundle whose sources changed since is a stop that says how to rebuild it', () => {
  cpSync(policies, join(folder, 'policies'), { recursive: true });
  expect(loadBundles(['policies/bundle'], folder)).toHaveLength(2);
  writeFileSync(join(folder, 'policies', 'lib', 'answer.rego'), 'package lib.answer\n');
  writeFileSync(join(folder, 'policies', 'lib', 'added.rego'), 'package lib.added\n');
  const stop = stopOf(() => loadBundles(['policies/bundle'], folder));
  expect(stop.code).toBe('decide/bundle-stale');
  expect(stop.message).toContain('lib/added.rego, lib/answer.rego differ');
  expect(stop.help).toBe('run `npm run policies`');
});

test('a folder without a bundle is a stop', () => {
  expect(stopOf(() => loadBundles(['nothing'], folder)).code).toBe('gate/bundle-missing');
});
