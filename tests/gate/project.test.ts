import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findProject, findSettings } from '../../src/gate/project.ts';

/** Makes a folder with a `.git` of its own, so that nothing above it is looked at, and the files given. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-project-')));
  for (const [name, text] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const settings = 'version: 1\n';
const cdktf = (app: string) => JSON.stringify({ language: 'typescript', app });

test.each([
  ['in the folder itself', { 'sallyport.yaml': settings }, '.', 'sallyport.yaml'],
  ['two folders up', { 'sallyport.yaml': settings, 'a/b/main.ts': '' }, 'a/b', 'sallyport.yaml'],
  [
    'the nearest of two',
    { 'sallyport.yaml': settings, 'a/sallyport.yaml': settings, 'a/b/x': '' },
    'a/b',
    'a/sallyport.yaml',
  ],
  ['the other spelling of its name', { 'sallyport.yml': settings }, '.', 'sallyport.yml'],
  [
    'beside the app that cdktf.json runs',
    {
      'cdktf.json': cdktf('npx tsx stacks/main.ts'),
      'stacks/main.ts': '',
      'stacks/sallyport.yaml': settings,
      'cdktf.out/x': '',
    },
    'cdktf.out',
    'stacks/sallyport.yaml',
  ],
] as const)('settings are found %s', (_situation, files, start, expected) => {
  const folder = folderOf(files);
  expect(findSettings(join(folder, start))).toBe(join(folder, expected));
});

test('settings above the repository are not read: nobody outside may waive anything inside', () => {
  const folder = folderOf({ 'sallyport.yaml': settings, 'repository/.git/HEAD': '', 'repository/infra/main.ts': '' });
  expect(findSettings(join(folder, 'repository/infra'))).toBeUndefined();
});

test.each([
  ['tsx', 'npx tsx stacks/main.ts', 'stacks/main.ts'],
  ['the template of cdktf', 'npx ts-node main.ts', 'main.ts'],
  ['an option with a file before it', 'npx ts-node -P tsconfig.json main.ts', 'main.ts'],
  ['compiled code', 'npm run --silent compile && node out/main.js', 'out/main.js'],
  ['quotes', 'node "out/main.js"', 'out/main.js'],
  ['a script of npm, beside the usual main.ts', 'npm run --silent synth', 'main.ts'],
])('the app of a command is its script: %s', (_situation, command, script) => {
  const folder = folderOf({ 'cdktf.json': cdktf(command), [script]: '', 'main.ts': '', 'tsconfig.json': '{}' });
  expect(findProject(folder)?.appFile).toBe(join(folder, script));
});

test('output is cdktf.out unless cdktf.json says otherwise', () => {
  const plain = folderOf({ 'cdktf.json': '{}', 'deep/er/x': '' });
  expect(findProject(join(plain, 'deep/er'))).toEqual({ folder: plain, output: join(plain, 'cdktf.out') });
  const other = folderOf({ 'cdktf.json': '{"output": "build/tf"}' });
  expect(findProject(other)?.output).toBe(join(other, 'build/tf'));
});

test('a cdktf.json that is no JSON is a stop', () => {
  const folder = folderOf({ 'cdktf.json': '{' });
  expect(() => findProject(folder)).toThrow(/cdktf\.json cannot be read as JSON/);
});
