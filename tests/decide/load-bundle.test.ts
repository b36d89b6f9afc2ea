import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type BundleFiles, loadBundle } from '../../src/decide/index.ts';
import { StopError } from '../../src/diagnostics/index.ts';
import { entryOf, readMisbehaving } from './misbehaving.ts';
import { opaModule } from './opa-module.ts';

const sound = readMisbehaving();
const policies = (JSON.parse(decode(sound.manifest)) as { policies: string[] }).policies;

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The bundle with some of it exchanged, and a manifest that vouches for all of it. */
function vouched(changes: {
  wasm?: Uint8Array;
  catalogue?: Uint8Array;
  manifest?: Record<string, unknown>;
}): BundleFiles {
  const { wasm = sound.wasm, catalogue = sound.catalogue } = changes;
  const files = { 'policy.wasm': sha256(wasm), 'catalogue.json': sha256(catalogue) };
  const manifest = { ...(JSON.parse(decode(sound.manifest)) as object), files, ...changes.manifest };
  return { wasm, catalogue, manifest: json(manifest), from: 'policies/bundle' };
}

function stopOf(files: BundleFiles): StopError {
  try {
    loadBundle(files);
  } catch (error) {
    if (error instanceof StopError) return error;
    throw error;
  }
  throw new Error('the bundle was loaded');
}

/** The one byte sequence replaced by another of the same length. */
function patched(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const at = Buffer.from(bytes).indexOf(from, 0, 'latin1');
  expect(at).toBeGreaterThan(0);
  const copy = Uint8Array.from(bytes);
  copy.set(Buffer.from(to, 'latin1'), at);
  return copy;
}

const ids = ['test/no-a', 'test/no-b'];
const small = {
  catalogue: json({ version: 1, policies: ids.map(entryOf) }),
  manifest: { policies: ids },
};
const entryPoints = { 'entry/test/no-a/verdict': 0, 'entry/test/no-b/verdict': 1 };

test('a bundle as it was built is loaded', () => {
  const bundle = loadBundle(sound);
  expect(bundle.catalogue.policies.map(({ id }) => id)).toEqual(policies);
  expect(bundle.digest).toBe(sha256(sound.wasm));
});

test('a module written by hand that keeps the interface is loaded', () => {
  expect(loadBundle(vouched({ ...small, wasm: opaModule({ entryPoints }) })).catalogue.policies).toHaveLength(2);
});

describe('bytes that are not those that were built', () => {
  test.each([
    ['a manifest of no bytes', { ...sound, manifest: new Uint8Array() }, 'decide/bundle-damaged', /manifest.json/],
    [
      'a truncated manifest',
      { ...sound, manifest: sound.manifest.slice(0, 99) },
      'decide/bundle-damaged',
      /no JSON text/,
    ],
    [
      'a manifest that is no UTF-8',
      { ...sound, manifest: Uint8Array.of(0xff) },
      'decide/bundle-damaged',
      /no JSON text/,
    ],
    ['a manifest that is a list', { ...sound, manifest: json([]) }, 'decide/bundle-damaged', /no JSON object/],
    ['a manifest without policies', vouched({ manifest: { policies: undefined } }), 'decide/bundle-damaged', /lacks/],
    ['a manifest of a later version', vouched({ manifest: { version: 2 } }), 'decide/bundle-version', /version 2/],
    ['a truncated WASM', { ...sound, wasm: sound.wasm.slice(0, 1_000) }, 'decide/bundle-altered', /policy.wasm/],
    [
      'a WASM with one byte changed',
      { ...sound, wasm: patched(sound.wasm, 'opa_malloc', 'opa_malloD') },
      'decide/bundle-altered',
      /policy.wasm/,
    ],
    [
      'a catalogue with a policy made milder',
      { ...sound, catalogue: patched(sound.catalogue, '"severity": "low"', '"severity": "LOW"') },
      'decide/bundle-altered',
      /catalogue.json/,
    ],
    [
      'the catalogue of another bundle',
      { ...sound, catalogue: small.catalogue },
      'decide/bundle-altered',
      /catalogue.json/,
    ],
  ] as const)('%s', (_what, files, code, message) => {
    const stop = stopOf(files);
    expect(stop.code).toBe(code);
    expect(stop.message).toMatch(message);
    expect(stop.help).toContain('npm run policies');
  });
});

describe('a manifest that vouches for what does not fit', () => {
  const emptied = { version: 1, policies: [{ ...entryOf('test/no-a'), help: 17 }, entryOf('test/no-b')] };
  test.each([
    ['a WASM that is none', { wasm: Uint8Array.of(1, 2, 3) }, 'decide/bundle-damaged', /no WASM module/],
    ['a catalogue that is none', { catalogue: json({ version: 1 }) }, 'decide/bundle-damaged', /catalogue.json/],
    [
      'a catalogue whose policy lacks a field',
      { ...small, catalogue: json(emptied) },
      'decide/bundle-damaged',
      /lacks a field/,
    ],
    ['the WASM of another bundle', { wasm: opaModule({ entryPoints }) }, 'decide/bundle-mismatch', /test\/no-conflict/],
    [
      'a WASM with a policy more',
      { ...small, wasm: opaModule({ entryPoints: { ...entryPoints, 'entry/test/no-c/verdict': 2 } }) },
      'decide/bundle-mismatch',
      /no-c/,
    ],
    [
      'a WASM with a policy less',
      { ...small, wasm: opaModule({ entryPoints: { 'entry/test/no-a/verdict': 0 } }) },
      'decide/bundle-mismatch',
      /no-b/,
    ],
    [
      'a catalogue that names a policy twice',
      {
        ...small,
        catalogue: json({ version: 1, policies: [...ids, 'test/no-a'].map(entryOf) }),
        wasm: opaModule({ entryPoints }),
      },
      'decide/bundle-mismatch',
      /no-a/,
    ],
    ['another ABI', { ...small, wasm: opaModule({ entryPoints, abi: [2, 0] }) }, 'decide/bundle-abi', /ABI version 2/],
    [
      'an ABI that is too old',
      { ...small, wasm: opaModule({ entryPoints, abi: [1, 1] }) },
      'decide/bundle-abi',
      /1\.1/,
    ],
    [
      'no fuel counter',
      { wasm: patched(sound.wasm, 'sallyport_fuel', 'sallyport_fool') },
      'decide/bundle-abi',
      /does not export sallyport_fuel/,
    ],
    [
      'an import that nobody provides',
      { wasm: patched(sound.wasm, 'opa_builtin4', 'opa_builtin5') },
      'decide/bundle-abi',
      /imports opa_builtin5/,
    ],
    [
      'a built-in that JavaScript would have to provide',
      { ...small, wasm: opaModule({ entryPoints, builtIns: { sprintf: 0, 'http.send': 1 } }) },
      'decide/unknown-built-in',
      /sprintf, http.send/,
    ],
  ] as const)('%s', (_what, changes, code, message) => {
    const stop = stopOf(vouched(changes));
    expect(stop.code).toBe(code);
    expect(stop.message).toMatch(message);
  });
});
