/**
 * `npm run bench`: bundles the benchmark as what is published is bundled, and runs that. Run from source, every function would first be
 * given its name back (tsx does that), which costs a third on top of what users wait for.
 */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const root = resolve(import.meta.dirname, '..', '..');
const outdir = join(root, 'node_modules', '.cache', 'sallyport-bench');

buildSync({
  absWorkingDir: root,
  entryPoints: { run: 'tests/bench/run.ts', 'rooms-child': 'tests/bench/rooms-child.ts' },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
try {
  execFileSync(process.execPath, [join(outdir, 'run.mjs'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
} catch (error) {
  process.exitCode = (error as { readonly status?: number | null }).status ?? 1;
}
