import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..', '..');

/**
 * A copy of the package as it is published, with a bundle of its own that a test may spoil.
 *
 * @returns its folder: `dist/cli/main.js`, `dist/index.js`, `policies/bundle/`, and a link to the packages it depends on
 */
export async function builtPackage(): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-built-')));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'policies'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  cpSync(join(root, 'policies', 'bundle'), join(folder, 'policies', 'bundle'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  await build({
    absWorkingDir: root,
    entryPoints: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
  });
  return folder;
}
