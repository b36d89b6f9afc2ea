import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { writeOutput } from '../../src/cli/write-output.ts';
import { folderWith } from './test-host.ts';

const root = resolve(import.meta.dirname, '..', '..');
const filesIn = (folder: string) => readdirSync(folder).filter((name) => name !== '.git');

test('a new file, and one that is replaced', () => {
  const folder = folderWith({});
  writeOutput('report.json', folder, 'first');
  writeOutput('report.json', folder, 'second');
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('second');
  expect(filesIn(folder)).toEqual(['report.json']);
});

test('a symbolic link stays, and its file is replaced', () => {
  const folder = folderWith({ 'real.json': 'old' });
  symlinkSync('real.json', join(folder, 'report.json'));
  writeOutput('report.json', folder, 'new');
  expect(readlinkSync(join(folder, 'report.json'))).toBe('real.json');
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('new');
});

test('a device is written to, not replaced', () => {
  writeOutput('/dev/null', '/', 'gone');
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});

test.each([
  [
    'a folder that does not exist',
    'missing/report.json',
    /missing\/report\.json cannot be written: there is no such file or folder/,
  ],
  ['a folder in its place', 'taken', /taken cannot be written: it is a folder/],
  [
    'a file where a folder should be',
    'file/report.json',
    /file\/report\.json cannot be written: a part of the path is no folder/,
  ],
])('%s is a stop that leaves nothing behind', (_situation, path, message) => {
  const folder = folderWith({ file: '' });
  mkdirSync(join(folder, 'taken'));
  expect(() => writeOutput(path, folder, 'text')).toThrow(message);
  expect(filesIn(folder)).toEqual(['file', 'taken']);
});

test('a kill in the middle leaves the old content or the new', async () => {
  const size = 4_000_000;
  const allowed = ['a', 'b', 'c'].map((letter) => letter.repeat(size));
  const program = `
    import { writeOutput } from ${JSON.stringify(join(root, 'src/cli/write-output.ts'))};
    process.stdout.write('ready');
    for (let turn = 0; ; turn += 1) writeOutput('report.txt', process.cwd(), 'bc'[turn % 2].repeat(${size}));
  `;
  const folder = folderWith({ 'kill.mts': program });
  const file = join(folder, 'report.txt');
  for (const patience of [1, 7, 20, 45]) {
    writeFileSync(file, 'a'.repeat(size));
    const child = spawn(
      process.execPath,
      ['--import', pathToFileURL(join(root, 'node_modules/tsx/dist/esm/index.mjs')).href, join(folder, 'kill.mts')],
      {
        cwd: folder,
        env: { ...process.env, NODE_OPTIONS: '', NODE_PATH: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const ended = new Promise((done) => child.once('exit', done));
    await new Promise((ready, never) => {
      child.stdout.once('data', ready);
      child.once('exit', never);
    });
    await setTimeout(patience);
    child.kill('SIGKILL');
    await ended;
    expect(allowed.includes(readFileSync(file, 'utf8'))).toBe(true);
  }
});
