import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { modelledTypes } from '../../src/aws/modelled-types.ts';
import { shapeOf } from '../../src/aws/provider-schema.ts';

const src = resolve(import.meta.dirname, '..', '..', 'src');
const elsewhere = ['modelled-types.ts', 'provider-schema-text.ts', 'provider-defaults.ts', 'diagnostics.ts'];

function typesNamedIn(folder: string): Set<string> {
  const files = readdirSync(join(src, folder)).filter((name) => name.endsWith('.ts') && !elsewhere.includes(name));
  const code = files.map((name) => readFileSync(join(src, folder, name), 'utf8')).join('\n');
  const named = [...code.matchAll(/'(aws_\w+)'/g)].map(([, type = '']) => type);
  return new Set(named.filter((type) => shapeOf(type, 'managed') !== undefined));
}

test('a type is modelled exactly when a room names it', () => {
  const named = new Set(['aws', 'analyse/network', 'analyse/access'].flatMap((room) => [...typesNamedIn(room)]));
  expect([...modelledTypes].filter((type) => !named.has(type))).toEqual([]);
  expect([...named].filter((type) => !modelledTypes.has(type))).toEqual([]);
});
