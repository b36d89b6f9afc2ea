/** What the build compiles of the schemas finds the same faults, in the same words, as `ajv` does when it is asked. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiledSchemas } from '../../src/maintain/compiled-schemas.ts';
import type { Json, JsonObject } from '../../src/model/index.ts';
import { type Fault, faultsOf } from '../../src/settings/conform.ts';
import settings from '../../src/settings/settings.schema.json' with { type: 'json' };
import waiver from '../../src/settings/waiver.schema.json' with { type: 'json' };
import waiverFile from '../../src/settings/waiver-file.schema.json' with { type: 'json' };

const schemas: Readonly<Record<string, JsonObject>> = { settings, waiver, waiverFile };

interface Built {
  readonly faultsOf: typeof faultsOf;
  readonly schemas: typeof schemas;
}

const root = join(import.meta.dirname, '..', '..');
/** Inside the project, so that the imports of packages resolve. */
const outfile = join(root, 'node_modules', '.cache', 'sallyport-tests', `compiled-schemas-${process.pid}.mjs`);
let built: Built;

beforeAll(async () => {
  const source = (name: string) => join(root, 'src', 'settings', name).replaceAll('\\', '/');
  const json = (name: string) =>
    `import ${name} from '${source(`${name.replace('F', '-f')}.schema.json`)}' with { type: 'json' };`;
  const contents = [
    `export { faultsOf } from '${source('conform.ts')}';`,
    ...Object.keys(schemas).map(json),
    `export const schemas = { ${Object.keys(schemas).join(', ')} };`,
  ].join('\n');
  await build({
    stdin: { contents, resolveDir: root, loader: 'js' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    plugins: [compiledSchemas],
    logLevel: 'error',
  });
  built = (await import(pathToFileURL(outfile).href)) as Built;
});

afterAll(() => rmSync(outfile, { force: true }));

function bothFindNoDifference(name: string, value: Json): readonly Fault[] {
  const [asked, compiled] = [schemas[name], built.schemas[name]];
  if (asked === undefined || compiled === undefined) throw new Error(name);
  const faults = faultsOf(value, asked, 'it');
  expect(built.faultsOf(value, compiled, 'it')).toEqual(faults);
  return faults;
}

const good: Readonly<Record<string, Json>> = {
  settings: { version: 1, gate: { close_on: ['critical'], undecided: 'report' } },
  waiver: { policy: 'a/b', subject: 'x.y', reason: 'long enough', owner: 'me', expires: '2026-12-31' },
  waiverFile: { version: 1, waivers: [] },
};

test.each(Object.entries(good))('a good %s has no fault', (name, value) => {
  expect(bothFindNoDifference(name, value)).toEqual([]);
});

test.each([
  ['settings', { version: 2, gate: { close_on: ['hi'] }, extra: true }, 3],
  ['settings', [], 1],
  ['waiver', { policy: 'a', subject: '', reason: 'x', owner: '', expires: '2026-02-30', more: 1 }, 4],
  ['waiver', {}, 5],
  ['waiverFile', { waivers: {} }, 2],
] as const)('%s %j has faults', (name, value, count) => {
  expect(bothFindNoDifference(name, value as unknown as Json)).toHaveLength(count);
});

const words = [
  'version',
  'gate',
  'close_on',
  'undecided',
  'waivers',
  'policy',
  'subject',
  'reason',
  'owner',
  'expires',
];
const documents = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(
      null,
      true,
      1,
      2,
      '',
      'critical',
      'report',
      '2026-12-31',
      '2026-02-30',
      'more than ten letters',
    ),
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...words, ...Object.keys(settings.properties)), fc.string()), tie('json'), {
      maxKeys: 5,
    }),
  ),
})).json;

test('they differ in no document', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(schemas)), documents, (name, value) => {
      bothFindNoDifference(name, value);
      const { ...rest } = good[name] as JsonObject;
      bothFindNoDifference(name, { ...rest, ...(typeof value === 'object' && !Array.isArray(value) ? value : {}) });
    }),
    { numRuns: 500 },
  );
});
