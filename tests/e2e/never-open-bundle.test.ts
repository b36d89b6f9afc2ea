/** The command of a built package whose bundle was spoilt: exit 2, how to mend it, nothing on stdout. */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { folderWith } from '../cli/test-host.ts';
import { builtPackage } from './built-package.ts';

let installed = '';
let bundle = '';
let original = '';
const judged = folderWith({ 'main.tf.json': '{"resource":{"aws_vpc":{"v":{"cidr_block":"10.0.0.0/16"}}}}' });

beforeAll(async () => {
  installed = await builtPackage();
  bundle = join(installed, 'policies', 'bundle');
  original = join(installed, 'original');
  cpSync(bundle, original, { recursive: true });
});
beforeEach(() => cpSync(original, bundle, { recursive: true }));
afterAll(() => rmSync(installed, { recursive: true, force: true }));

const check = (...argv: readonly string[]) =>
  spawnSync(process.execPath, [join(installed, 'dist', 'cli', 'main.js'), ...argv], { cwd: judged, encoding: 'utf8' });

function change(name: string, edit: (bytes: Buffer) => Buffer | string): void {
  writeFileSync(join(bundle, name), edit(readFileSync(join(bundle, name))));
}

const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

test('with its own bundle it decides', () => {
  const { status, stdout } = check('check', '.', '--format', 'json');
  expect([0, 1]).toContain(status);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, diagnostics: [] });
});

const spoilt: readonly (readonly [string, () => void])[] = [
  ['the WASM missing', () => rmSync(join(bundle, 'policy.wasm'))],
  ['the catalogue missing', () => rmSync(join(bundle, 'catalogue.json'))],
  ['the manifest missing', () => rmSync(join(bundle, 'manifest.json'))],
  ['the whole bundle missing', () => rmSync(bundle, { recursive: true })],
  ['the WASM truncated', () => change('policy.wasm', (bytes) => bytes.subarray(0, bytes.length / 2))],
  ['the WASM empty', () => change('policy.wasm', () => '')],
  ['one bit of the WASM changed', () => change('policy.wasm', (bytes) => flipped(bytes, bytes.length - 9))],
  ['the catalogue truncated', () => change('catalogue.json', (bytes) => bytes.subarray(0, 100))],
  [
    'a severity in the catalogue changed',
    () => change('catalogue.json', (bytes) => String(bytes).replace('"critical"', '"low"')),
  ],
  ['the manifest truncated', () => change('manifest.json', (bytes) => bytes.subarray(0, 20))],
  ['the manifest an empty object', () => change('manifest.json', () => '{}')],
  [
    'catalogue and manifest swapped',
    () => {
      change('catalogue.json', () => readFileSync(join(original, 'manifest.json')));
      change('manifest.json', () => readFileSync(join(original, 'catalogue.json')));
    },
  ],
];

test.each(spoilt)('%s: nothing is decided', (_situation, spoil) => {
  spoil();
  for (const argv of [['check', '.'], ['policies'], ['explain', 'NET-001']]) {
    const { status, stdout, stderr } = check(...argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/bundle/);
    expect(stderr).toMatch(/npm run policies|install sallyport again/);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});

test('a bundle that the settings name is held to the same', () => {
  const folder = folderWith({
    'main.tf.json': '{"resource":{"aws_vpc":{"v":{"cidr_block":"10.0.0.0/16"}}}}',
    'sallyport.yaml': 'version: 1\npolicies: [own]\n',
    'own/policy.wasm': 'x',
    'own/catalogue.json': '{}',
    'own/manifest.json': '{}',
  });
  const { status, stdout, stderr } = check('check', folder);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/own/);
});
