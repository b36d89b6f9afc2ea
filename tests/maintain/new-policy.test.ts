import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBundle } from '../../src/decide/index.ts';
import { assessCase } from '../../src/maintain/policies/assess-case.ts';
import { readExpectation } from '../../src/maintain/policies/case-expectation.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import { needsOpa, opa, policiesFolder } from './opa.ts';

const repository = resolve(import.meta.dirname, '..', '..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-new-policy-'));
  for (const part of ['lib', 'schemas']) cpSync(join(policiesFolder, part), join(folder, part), { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function script(name: string, ...args: readonly string[]) {
  const tsx = join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const run = spawnSync(
    process.execPath,
    [tsx, join(repository, 'src', 'maintain', name), ...args, '--policies', folder],
    {
      encoding: 'utf8',
    },
  );
  return { status: run.status, out: run.stdout, err: run.stderr };
}

describe('an id that cannot be', () => {
  test.each([
    ['nothing', [], /one id expected, 0 given/],
    ['two at once', ['network/no-a', 'network/no-b'], /one id expected, 2 given/],
    ['no domain', ['no-a'], /`no-a` is no id/],
    ['neither no- nor require-', ['network/flow-log'], /starts with no- .* or require-/],
    ['capitals', ['network/No-a'], /lower case/],
    ['a way out of the folder', ['../no-a'], /is no id/],
    ['a folder that is for something else', ['lib/no-a'], /`lib` is no domain/],
  ] as const)('%s is refused with help, and nothing is written', (_what, ids, message) => {
    const { status, err } = script('new-policy.ts', ...ids);
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(err).toContain('usage: npm run new-policy <domain>/<policy>');
    expect(findPolicySources(folder).policies).toEqual([]);
  });
});

describe('a new policy', () => {
  const ids = ['network/require-a', 'key-stores/no-b'];

  test('is written, and not twice', () => {
    for (const id of ids) expect(script('new-policy.ts', id).status).toBe(0);
    const before = readFileSync(join(folder, 'network/require-a/require-a.rego'), 'utf8');
    const again = script('new-policy.ts', 'network/require-a');
    expect(again.status).toBe(2);
    expect(again.err).toContain('policies/network/require-a/ is there already');
    expect(readFileSync(join(folder, 'network/require-a/require-a.rego'), 'utf8')).toBe(before);
  });

  test.skipIf(opa === undefined)(`passes every check as it stands ${needsOpa}`, () => {
    const { status, out, err } = script('compile-policies.ts');
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toMatch(/2 policies, \d+ unit tests/);
    expect(script('compile-policies.ts', '--check').status).toBe(0);
  });

  test.skipIf(opa === undefined)(`has cases that come out as they say ${needsOpa}`, () => {
    const read = (name: string) => readFileSync(join(folder, 'bundle', name));
    const bundle = loadBundle({
      wasm: read('policy.wasm'),
      catalogue: read('catalogue.json'),
      manifest: read('manifest.json'),
      from: 'bundle',
    });
    const { policies } = findPolicySources(folder);
    expect(policies.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const { id, cases } of policies) {
      for (const file of cases) {
        const { population } = assessCase(folder, file, bundle);
        const rows = population.filter(({ policy }) => policy === id);
        const expected = Object.entries(readExpectation(folder, file)).flatMap(([outcome, addresses]) =>
          addresses.map((address: string) => ({ address, outcome })),
        );
        expect(rows.map(({ subject, outcome }) => ({ address: subject.address, outcome }))).toEqual(expected);
      }
    }
  });

  test.skipIf(opa === undefined)(`has no part that its cases do not need ${needsOpa}`, () => {
    const { status, out } = script('mutate-policies.ts');
    expect(out).toMatch(/2 policies, \d+ mutants: \d+ noticed, 0 not/);
    expect(status).toBe(0);
  });

  test.skipIf(opa === undefined)(`makes the bundle stale when it changes ${needsOpa}`, () => {
    expect(existsSync(join(folder, 'bundle', 'policy.wasm'))).toBe(true);
    expect(script('new-policy.ts', 'network/require-later').status).toBe(0);
    const { status, err } = script('compile-policies.ts', '--check');
    expect(status).toBe(1);
    expect(err).toContain('bundle/policy.wasm: is not what the sources give');
  });
});
