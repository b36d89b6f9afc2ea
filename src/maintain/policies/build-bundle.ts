/** The three files of `policies/bundle/`, as bytes: the same sources give the same bytes on every machine. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, PolicyEntry } from '../../shapes/catalogue.ts';
import { compileWasm } from './compile-wasm.ts';
import type { Opa } from './find-opa.ts';
import type { Reads } from './find-reads.ts';
import type { PolicySources } from './policy-sources.ts';
import type { Problem } from './problem.ts';

export type BundleBytes = ReadonlyMap<'policy.wasm' | 'catalogue.json' | 'manifest.json', Uint8Array>;

export function buildBundle(
  opa: Opa,
  root: string,
  sources: PolicySources,
  entries: readonly PolicyEntry[],
  reads: Reads,
): { readonly bundle: BundleBytes } | { readonly problems: readonly Problem[] } {
  const rego = [...sources.library, ...sources.policies.map((policy) => policy.rego)];
  const ids = entries.map(({ id }) => id);
  const compiled = compileWasm(opa, root, rego, ids);
  if ('trouble' in compiled) return { problems: [{ file: '.', rule: 'compile', what: compiled.trouble }] };
  const { wasm } = compiled;
  const catalogue = jsonBytes({ version: 1, policies: [...entries] } satisfies Catalogue);
  const digests = [...rego, ...sources.schemas].sort().map((file) => [file, sha256(readFileSync(join(root, file)))]);
  const manifest = jsonBytes({
    version: 1,
    opa: opa.version,
    files: { 'catalogue.json': sha256(catalogue), 'policy.wasm': sha256(wasm) },
    policies: ids,
    reads,
    sources: Object.fromEntries(digests),
  });
  return {
    bundle: new Map([
      ['policy.wasm', wasm],
      ['catalogue.json', catalogue],
      ['manifest.json', manifest],
    ]),
  };
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
}
