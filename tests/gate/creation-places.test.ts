import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import type { SourcePlace } from '../../src/model/index.ts';

const root = resolve(import.meta.dirname, '..', '..');
const program = join(import.meta.dirname, 'apps', 'places.ts');
const lines = readFileSync(program, 'utf8').split('\n');

interface Printed {
  readonly byPath: Readonly<Record<string, SourcePlace | null>>;
  readonly byAddress: Readonly<Record<string, SourcePlace | null>>;
  readonly limit: number;
}

/** The line of the program whose comment says so. */
const lineSaying = (what: string) => lines.findIndex((line) => line.endsWith(`// line: ${what}`)) + 1;
const temporary = () => realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-places-')));

function printedBy(command: readonly string[], folder = root): Printed {
  const out = execFileSync(process.execPath, [...command, temporary()], { cwd: folder, encoding: 'utf8' });
  return JSON.parse(out) as Printed;
}

/** As a project that compiles its app first: one file of JavaScript, with its map beside it or inside it. */
async function compiled(sourcemap: 'linked' | 'inline'): Promise<readonly string[]> {
  const folder = temporary();
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const outfile = join(folder, 'main.mjs');
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    sourcemap,
  });
  return [outfile];
}

const runs: readonly (readonly [string, () => Promise<readonly string[]>])[] = [
  ['under tsx', async () => Promise.resolve([join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), program])],
  ['compiled, with a map beside it', async () => compiled('linked')],
  ['compiled, with a map inside it', async () => compiled('inline')],
  ['compiled, with source maps on', async () => ['--enable-source-maps', ...(await compiled('linked'))]],
];

describe.each(runs)('%s', (_situation, command) => {
  test('a construct comes home to the line that made it, and to the line that led there', async () => {
    const { byPath, byAddress, limit } = printedBy(await command());
    const file = relative(root, program);
    const at = (what: string) => ({ file, line: lineSaying(what), column: expect.any(Number) as number });
    const between = (inner: string, outer: string) => ({ innermost: at(inner), outermost: at(outer) });
    expect(byPath).toEqual({
      'store/vault/Bucket': between('inside a construct', 'outermost'),
      'store/first': between('inside a subclass of a resource', 'outermost'),
      'store/plain': between('inside a stack', 'outermost'),
      'store/by-aspect': between('inside an aspect', 'inside an aspect'),
      'early/late': between('at the top level', 'at the top level'),
      'early/deep': between('under eighty calls', 'under eighty calls'),
      early: null,
      'early/backend': null,
      other: null,
    });
    expect(byAddress).toEqual({ plain: between('inside a stack', 'outermost') });
    expect(limit).toBe(10);
  });
});

test('the column is that of the word new', () => {
  const { byPath } = printedBy([join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), program]);
  const { line, column } = byPath['store/plain']?.innermost ?? { line: 0, column: 0 };
  expect(lines[line - 1]?.slice(column - 1)).toMatch(/^new S3Bucket/);
});
