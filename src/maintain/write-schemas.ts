/**
 * Writes the JSON Schemas of everything that crosses a public border, from the shapes in `src/shapes/`. With `--check` it
 * writes nothing and exits with 1 when one is stale.
 */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CatalogueSchema } from '../shapes/catalogue.ts';
import { ReportSchema } from '../shapes/report.ts';
import { SettingsSchema, WaiverFileSchema, WaiverSchema } from '../shapes/settings.ts';
import { PolicyResultSchema } from '../shapes/verdict.ts';
import { factsSchemaText } from './facts-schema.ts';
import { type GeneratedFile, land } from './land-generated.ts';
import { readProviderTypings } from './provider-typings.ts';
import { providerSchemaFile } from './write-provider-schema.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** Each schema lies in the room that loads it. */
const schemas: readonly (readonly [path: string, schema: object])[] = [
  ['src/settings/settings.schema.json', SettingsSchema],
  ['src/settings/waiver.schema.json', WaiverSchema],
  ['src/settings/waiver-file.schema.json', WaiverFileSchema],
  ['src/report/report.schema.json', ReportSchema],
  ['src/decide/catalogue.schema.json', CatalogueSchema],
  ['src/decide/policy-result.schema.json', PolicyResultSchema],
];

function schemaFile(path: string, schema: object): GeneratedFile {
  const text = JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema });
  return { path: join(root, path), text: formatted(path, text) };
}

function formatted(path: string, text: string): string {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const argv = [biome, 'format', `--stdin-file-path=${path}`];
  return execFileSync(process.execPath, argv, { cwd: root, input: text, encoding: 'utf8' });
}

if (import.meta.filename === resolve(process.argv[1] ?? '')) {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
  const provider = readProviderTypings(join(root, 'node_modules', '@cdktf', 'provider-aws'));
  const files = [
    providerSchemaFile(provider),
    { path: join(root, 'policies', 'schemas', 'facts.json'), text: factsSchemaText(provider) },
    ...schemas.map(([path, schema]) => schemaFile(path, schema)),
  ];
  land(files, { check: values.check === true });
}
