/** Rego -> WASM: every policy under an entry point of its own, so that each is decided, timed and fails alone. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCapabilities } from './capabilities.ts';
import { type Opa, runOpa } from './find-opa.ts';
import { addFuelCounter } from './wasm/add-fuel-counter.ts';
import { amortiseGrowth } from './wasm/amortise-growth.ts';

export interface Compiled {
  /** As it is shipped: with the fuel counter, and with memory that grows in portions. */
  readonly wasm: Uint8Array;
  /** As OPA wrote it. */
  readonly plain: Uint8Array;
}

/**
 * The sources are copied to a folder of their own, so that the file names that OPA writes into the WASM, and with them its
 * bytes, do not depend on where the checkout lies.
 *
 * @param files paths below `root`, of policies and library.
 * @returns OPA's own words where it does not compile.
 */
export function compileWasm(
  opa: Opa,
  root: string,
  files: readonly string[],
  ids: readonly string[],
): Compiled | { readonly trouble: string } {
  const stage = mkdtempSync(join(tmpdir(), 'sallyport-'));
  try {
    for (const file of files) {
      mkdirSync(dirname(join(stage, 'policies', file)), { recursive: true });
      copyFileSync(join(root, file), join(stage, 'policies', file));
    }
    mkdirSync(join(stage, 'entry'));
    ids.forEach((id, index) => {
      writeFileSync(join(stage, 'entry', `${index}.rego`), entryModule(id));
    });
    writeFileSync(join(stage, 'capabilities.json'), readCapabilities(opa, stage));
    const entries = ids.flatMap((id) => ['--entrypoint', entryPoint(id)]);
    const target = ['--target', 'wasm', '--capabilities', 'capabilities.json', '--output', 'bundle.tar.gz'];
    const run = runOpa(opa, stage, ['build', ...target, ...entries, 'policies', 'entry']);
    if (!run.ok) return { trouble: (run.stderr || run.stdout).trim() };
    const plain = readTarMember(gunzipSync(readFileSync(join(stage, 'bundle.tar.gz'))), '/policy.wasm');
    return { wasm: addFuelCounter(amortiseGrowth(plain)), plain };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** As `opa build` and the WASM's `entrypoints()` name it. `src/decide/` knows the same form. */
export function entryPoint(id: string): string {
  return `entry/${id}/verdict`;
}

/**
 * Policies say `input`; the facts are loaded once, as data. One `with` over the whole, not one over each of the three rules: what
 * the rules share is then worked out once.
 */
function entryModule(id: string): string {
  const steps = id.split('/').map((step) => `[${JSON.stringify(step)}]`);
  const policy = `data.policies${steps.join('')}`;
  return `package entry${steps.join('')}

verdict := result if result := data.entry${steps.join('')}.whole with input as data.facts

whole := {"subjects": ${policy}.subjects, "violations": ${policy}.violations, "undecided": ${policy}.undecided}
`;
}

/** Reads one regular file of a POSIX tar archive: 512-byte headers, name at 0, octal size at 124. */
function readTarMember(archive: Uint8Array, name: string): Uint8Array {
  const text = new TextDecoder('latin1');
  for (let offset = 0; offset + 512 <= archive.length; ) {
    const found = text.decode(archive.subarray(offset, offset + 100)).replace(/\0.*$/s, '');
    const size = Number.parseInt(text.decode(archive.subarray(offset + 124, offset + 136)), 8) || 0;
    if (found === name) return archive.slice(offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`opa build wrote no ${name}`);
}
