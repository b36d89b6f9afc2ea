/**
 * Builds what is published: one ESM bundle per entry with shared chunks, so that start-up reads few files; the same for
 * `require()`, because CDKTF's own project template is CommonJS; types beside each, and the schemas for editors.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { compiledSchemas } from './compiled-schemas.ts';
import { plainShapes } from './plain-shapes.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const out = join(root, 'dist');

const shared = {
  absWorkingDir: root,
  outdir: out,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: 'linked',
  sourcesContent: false,
  plugins: [compiledSchemas],
  logLevel: 'warning',
} as const satisfies BuildOptions;

const library = { index: 'src/index.ts', 'constructs/index': 'src/constructs/index.ts' };

const schemas: Readonly<Record<string, string>> = {
  settings: 'src/settings/settings.schema.json',
  waivers: 'src/settings/waiver-file.schema.json',
  report: 'src/report/report.schema.json',
  facts: 'policies/schemas/facts.json',
};

rmSync(out, { recursive: true, force: true });
await build({ ...shared, entryPoints: { ...library, 'cli/main': 'src/cli/main.ts' }, splitting: true, format: 'esm' });
await build({
  ...shared,
  entryPoints: library,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'fileAddress' },
  banner: { js: "const fileAddress = require('node:url').pathToFileURL(__filename).href;" },
});
writeTypes();
writeSchemas();

function writeTypes(): void {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', 'src/maintain/tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
  const shapes = join(out, 'types', 'shapes');
  for (const file of readdirSync(shapes).map((name) => join(shapes, name))) {
    writeFileSync(file, plainShapes(readFileSync(file, 'utf8'), file));
  }
  // A declaration file is CommonJS or ESM by the nearest package.json: the same text in two folders.
  cpSync(join(out, 'types'), join(out, 'types-cjs'), { recursive: true });
  writeFileSync(join(out, 'types-cjs', 'package.json'), '{"type":"commonjs"}\n');
}

function writeSchemas(): void {
  mkdirSync(join(out, 'schemas'), { recursive: true });
  for (const [name, path] of Object.entries(schemas)) {
    copyFileSync(join(root, path), join(out, 'schemas', `${name}.json`));
  }
}
