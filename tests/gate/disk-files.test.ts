import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diskFiles } from '../../src/gate/disk-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-disk-'));
  writeFileSync(join(folder, 'a.txt'), 'a');
  symlinkSync('ring', join(folder, 'ring'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['nothing', 'none'],
  ['below a file', 'a.txt/b'],
  ['a name longer than a name can be', 'a'.repeat(300)],
  ['a ring of links', 'ring'],
])('where there is %s nothing is read, and nothing stops', (_name, path) => {
  const files = diskFiles(folder, [folder]);
  expect(files.read(path)).toBeUndefined();
  expect(files.list(path)).toBeUndefined();
  expect([...(files.read('a.txt') ?? [])]).toEqual([97]);
});
