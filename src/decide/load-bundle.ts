import { readCatalogue } from './catalogue.ts';
import type { Bundle, BundleFiles } from './engine.ts';
import { digestOf, readManifest } from './manifest.ts';
import { entryPointOf, missingInterface, PolicyMachine } from './policy-machine.ts';
import { alteredBundle, damagedBundle, mismatchedBundle, unknownBuiltIns, wrongAbi } from './stops.ts';

/**
 * Verifies a bundle before anything of it is used: digests, the catalogue's shape, the WASM's interface, and that manifest,
 * catalogue and WASM name the same policies.
 *
 * @throws StopError that says what is wrong and how to rebuild it.
 */
export function loadBundle(files: BundleFiles): Bundle {
  const { from } = files;
  const manifest = readManifest(files.manifest, from);
  for (const [name, bytes] of [
    ['policy.wasm', files.wasm],
    ['catalogue.json', files.catalogue],
  ] as const) {
    const found = digestOf(bytes);
    if (found !== manifest.files[name]) throw alteredBundle(from, name, manifest.files[name], found);
  }
  const catalogue = readCatalogue(files.catalogue, from);
  const module = compile(files.wasm, from);
  const ids = catalogue.policies.map(({ id }) => id);
  compareIds(from, 'manifest.json', manifest.policies, 'catalogue.json', ids);
  compareIds(from, 'catalogue.json', ids.map(entryPointOf), 'policy.wasm', entryPointsOf(module, from));
  return { catalogue, digest: manifest.files['policy.wasm'], reads: manifest.reads, module };
}

function compile(wasm: Uint8Array, from: string): WebAssembly.Module {
  try {
    const module = new WebAssembly.Module(Uint8Array.from(wasm));
    const missing = missingInterface(module);
    if (missing !== undefined) throw wrongAbi(from, missing);
    return module;
  } catch (cause) {
    if (!(cause instanceof WebAssembly.CompileError)) throw cause;
    throw damagedBundle(from, 'policy.wasm', 'it is no WASM module', cause);
  }
}

/** Memory of the instance that only reads the module's own tables. */
const tableMiB = 16;

function entryPointsOf(module: WebAssembly.Module, from: string): string[] {
  const machine = start(module, from);
  const [major, minor = 0] = machine.abi.split('.').map(Number);
  if (major !== 1 || minor < 2) throw wrongAbi(from, `its ABI is ${machine.abi}; expected 1.2 or a later 1.x`);
  const builtIns = machine.builtIns();
  if (builtIns.length > 0) throw unknownBuiltIns(from, builtIns);
  return Object.keys(machine.entryPoints());
}

function start(module: WebAssembly.Module, from: string): PolicyMachine {
  try {
    return new PolicyMachine(module, tableMiB);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw wrongAbi(from, `it does not start: ${cause.message}`);
  }
}

function compareIds(
  from: string,
  leftName: string,
  left: readonly string[],
  rightName: string,
  right: readonly string[],
): void {
  const wrong = [
    ...left.filter((id, index) => !right.includes(id) || left.indexOf(id) !== index),
    ...right.filter((id, index) => !left.includes(id) || right.indexOf(id) !== index),
  ];
  if (wrong.length > 0) throw mismatchedBundle(from, leftName, rightName, wrong);
}
