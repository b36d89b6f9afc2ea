/**
 * A bundle of policies that each fail in a way of their own, compiled like the real ones. It is committed, so that the tests need
 * no OPA; `npx tsx tests/decide/misbehaving.ts` compiles it again.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BundleFiles } from '../../src/decide/index.ts';
import { type BundleBytes, buildBundle } from '../../src/maintain/policies/build-bundle.ts';
import { findOpa, type Opa } from '../../src/maintain/policies/find-opa.ts';
import { findPolicySources } from '../../src/maintain/policies/policy-sources.ts';
import type { PolicyEntry } from '../../src/shapes/index.ts';

const root = join(import.meta.dirname, 'fixtures', 'misbehaving');

export function readMisbehaving(): BundleFiles {
  const read = (name: string) => readFileSync(join(root, 'bundle', name));
  return {
    wasm: read('policy.wasm'),
    catalogue: read('catalogue.json'),
    manifest: read('manifest.json'),
    from: 'misbehaving',
  };
}

export function buildMisbehaving(opa: Opa): BundleBytes {
  const sources = findPolicySources(root);
  const built = buildBundle(
    opa,
    root,
    sources,
    sources.policies.map(({ id }) => entryOf(id)),
    everything,
  );
  if ('problems' in built) throw new Error(JSON.stringify(built.problems));
  return built.bundle;
}

/** What policies read that may read anything. */
export const everything = { resources: null, data: null };

export function entryOf(id: string): PolicyEntry {
  return {
    id,
    title: id,
    description: id,
    severity: 'low',
    message: '{subject}',
    undecided: '{subject}',
    why: 'w',
    help: 'h',
    layer: 'L2 network',
    controls: {},
    aliases: {},
    catalogue: [],
    waivable: true,
    formerly: [],
    references: [],
  };
}

if (import.meta.filename === resolve(process.argv[1] ?? '')) {
  const opa = findOpa(resolve(import.meta.dirname, '..', '..', 'policies'), true);
  if (opa === undefined) throw new Error('no OPA');
  mkdirSync(join(root, 'bundle'), { recursive: true });
  for (const [name, bytes] of buildMisbehaving(opa)) writeFileSync(join(root, 'bundle', name), bytes);
}
