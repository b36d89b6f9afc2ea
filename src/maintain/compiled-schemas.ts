/**
 * Compiles the schemas of settings and waivers while building, so that no process that uses what is published has to
 * (https://ajv.js.org/standalone.html). It stands in for `src/settings/compile-schema.ts`, which compiles when asked.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { formats } from '../settings/formats.ts';

const schemas = ['settings', 'waiver', 'waiver-file'];

export const compiledSchemas: Plugin = {
  name: 'compiled-schemas',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]settings[\\/]compile-schema\.ts$/ }, ({ path }) => {
      const folder = dirname(path);
      return { contents: moduleOf(folder), loader: 'js', resolveDir: folder };
    });
  },
};

/** The same function, which finds a schema by its identity: the bundle holds each file once. */
function moduleOf(folder: string): string {
  const names = schemas.map((_name, index) => `schema${index}`);
  return [
    "import { formats } from './formats.ts';",
    ...schemas.map((name, index) => `import ${names[index]} from './${name}.schema.json' with { type: 'json' };`),
    functionsOf(folder),
    `const compiled = new Map([${names.map((name, index) => `[${name}, validate${index}]`).join(', ')}]);`,
    'export function compileSchema(schema) {',
    '  const validate = compiled.get(schema);',
    "  if (validate === undefined) throw new Error('this schema was not compiled when Sallyport was built');",
    '  return validate;',
    '}',
  ].join('\n');
}

function functionsOf(folder: string): string {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    formats,
    code: { source: true, esm: true, formats: _`formats` },
  });
  for (const name of schemas)
    ajv.addSchema(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8')), name);
  const exported = Object.fromEntries(schemas.map((name, index) => [`validate${index}`, name]));
  return withImports(standalone.default(ajv, exported));
}

/** `ajv` writes `require()` even into ES modules, and the names that it exports are no names for the module itself. */
function withImports(code: string): string {
  const imports = new Map<string, string>();
  const body = code.replace(/require\("(ajv\/dist\/runtime\/\w+)"\)/g, (_whole, path: string) => {
    const name = imports.get(path) ?? `runtime${imports.size}`;
    imports.set(path, name);
    return name;
  });
  const lines = [...imports].map(([path, name]) => `import ${name} from '${path}.js';`);
  return `${lines.join('\n')}\n${body.replaceAll('export const validate', 'const validate')}`;
}
