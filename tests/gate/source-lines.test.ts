import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceLines } from '../../src/gate/source-lines.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-lines-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('lines are those that a split gives, in whatever order they are asked for', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b c', '\n', '\r\n', '\r'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 0, max: 32 }), { maxLength: 12 }), (content, asked) => {
      writeFileSync(join(folder, 'a.tf'), content);
      const line = sourceLines(folder);
      const split = content.split(/\r?\n/);
      expect(asked.map((number) => line('a.tf', number))).toEqual(asked.map((number) => split[number - 1]));
    }),
    { numRuns: 300 },
  );
});

test('a file that is not there has no lines', () => {
  expect(sourceLines(folder)('missing.tf', 1)).toBeUndefined();
});
