/** `manifest.json` of a bundle: what it was built from, and the digests of what lies beside it. */
import { createHash } from 'node:crypto';
import { damagedBundle, staleBundle, wrongVersion } from './stops.ts';

/** Types of resources and data sources that some policy reads; `null` for all. Facts of the others are not loaded. */
export interface Reads {
  readonly resources: readonly string[] | null;
  readonly data: readonly string[] | null;
}

export interface Manifest {
  readonly opa: string;
  readonly files: Readonly<Record<'policy.wasm' | 'catalogue.json', string>>;
  /** Ids, in the order of the catalogue. */
  readonly policies: readonly string[];
  readonly reads: Reads;
  /** Path below `policies/` -> digest. */
  readonly sources: Readonly<Record<string, string>>;
}

/** `sha256:<hex>`. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** @throws StopError where it is no manifest of this version. */
export function readManifest(bytes: Uint8Array, from: string): Manifest {
  const manifest = readJson(bytes, 'manifest.json', from);
  if (!isRecord(manifest)) throw damagedBundle(from, 'manifest.json', 'it is no JSON object');
  if (manifest['version'] !== 1) throw wrongVersion(from, String(JSON.stringify(manifest['version'])));
  const { opa, files, policies, reads, sources } = manifest;
  if (
    typeof opa !== 'string' ||
    !isDigests(files) ||
    typeof files['policy.wasm'] !== 'string' ||
    typeof files['catalogue.json'] !== 'string' ||
    !isDigests(sources) ||
    !isTexts(policies) ||
    !isReads(reads)
  ) {
    throw damagedBundle(from, 'manifest.json', 'it lacks a field');
  }
  return {
    opa,
    files: { 'policy.wasm': files['policy.wasm'], 'catalogue.json': files['catalogue.json'] },
    policies,
    reads,
    sources,
  };
}

/**
 * Compares a bundle with the sources that lie beside it, as in a clone; an installed package has none to compare.
 *
 * @param sources path below `policies/` -> bytes, for every file that `isPolicySource` names.
 * @throws StopError where a source was changed, added or taken away since the bundle was built.
 */
export function verifySources(manifest: Uint8Array, from: string, sources: ReadonlyMap<string, Uint8Array>): void {
  const built = readManifest(manifest, from).sources;
  const changed = [...sources].filter(([path, bytes]) => built[path] !== digestOf(bytes)).map(([path]) => path);
  const gone = Object.keys(built).filter((path) => !sources.has(path));
  const stale = [...changed, ...gone].sort();
  if (stale.length > 0) throw staleBundle(from, stale);
}

/** Is this file, named by its path below `policies/`, one that the bundle is built from? */
export function isPolicySource(path: string): boolean {
  if (path.startsWith('bundle/')) return false;
  return /^schemas\/[^/]+\.json$/.test(path) || (path.endsWith('.rego') && !path.endsWith('_test.rego'));
}

export function readJson(bytes: Uint8Array, file: string, from: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damagedBundle(from, file, 'it is no JSON text', cause);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isReads(value: unknown): value is Reads {
  if (!isRecord(value)) return false;
  return [value['resources'], value['data']].every((types) => types === null || isTexts(types));
}

function isDigests(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((digest) => typeof digest === 'string');
}
