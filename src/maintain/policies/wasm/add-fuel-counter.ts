/**
 * Rewrites a WASM module so that it cannot run for ever: every round of a loop, and every entry into a function that may come
 * back to itself without a loop, takes one from an exported global, and traps when it is zero. The host fills it before each
 * policy. What the module computes does not change.
 *
 * A clock cannot interrupt WASM in its own thread, and synth is synchronous; a counter is deterministic besides: the same facts
 * run out of fuel at the same place on every machine (decision 4 in src/README.md).
 */
import { ByteReader, joinBytes, unsignedLeb128 } from './byte-reader.ts';
import { type FunctionBody, readBodies, withBodies } from './function-bodies.ts';
import { type ModuleIndex, readModuleIndex } from './module-index.ts';
import { findRecursive } from './recursion.ts';
import { readSections, sectionId, withItem, writeSections } from './sections.ts';

/** The export; `src/decide/` knows the same name. An `i32`, read as unsigned. */
const fuelExport = 'sallyport_fuel';

export function addFuelCounter(wasm: Uint8Array): Uint8Array {
  const sections = readSections(wasm).filter(({ id, content }) => id !== sectionId.custom || survives(content));
  const index = readModuleIndex(sections);
  const withGlobal = withItem(sections, sectionId.global, fuelGlobal);
  const withExport = withItem(withGlobal, sectionId.export, exportOf(index.globals));
  return writeSections(withBodies(withExport, chargeBodies(readBodies(sections), index)));
}

/**
 * `(global (mut i32) (i32.const 0xffffff))`: enough for the module's start function and for reading its tables, a tenth of a
 * second at most for a host that forgets to fill it.
 */
const fuelGlobal = [0x7f, 0x01, 0x41, 0xff, 0xff, 0xff, 0x07, 0x0b];

function exportOf(fuel: number): number[] {
  const name = new TextEncoder().encode(fuelExport);
  return [name.length, ...name, 0x03, ...unsignedLeb128(fuel)];
}

/** Debugging sections hold offsets into the code, which move; names of functions hold indexes, which stay. */
function survives(content: Uint8Array): boolean {
  return !/^(\.debug_|sourceMappingURL|external_debug_info)/.test(new ByteReader(content).name());
}

function chargeBodies(bodies: readonly FunctionBody[], index: ModuleIndex): Uint8Array[] {
  const recursive = findRecursive(callsOf(bodies, index));
  return bodies.map((body, at) => {
    const parameters = index.parameters[index.typeOf[at] ?? -1];
    if (parameters === undefined) throw new Error(`WASM has no type for its function ${at}`);
    return chargeBody(body, recursive.has(at), chargeOf(index.globals, parameters + body.locals));
  });
}

/**
 * Imported functions belong to the host. Calls through the table are left out: OPA makes them for rules, of which its compiler
 * has proved that none comes back to itself, and for the callbacks of its number library.
 */
function callsOf(bodies: readonly FunctionBody[], { importedFunctions }: ModuleIndex): number[][] {
  return bodies.map(({ flow }) =>
    [...new Set(flow.calls)].map((callee) => callee - importedFunctions).filter((callee) => callee >= 0),
  );
}

/** Each counted function gets one local more, so that the global is read once a round. */
function chargeBody(body: FunctionBody, onEntry: boolean, charge: readonly number[]): Uint8Array {
  const places = onEntry ? [body.entry, ...body.flow.loops] : body.flow.loops;
  if (places.length === 0) return body.bytes;
  const oneMoreLocal = [0x01, 0x7f];
  const declared = body.bytes.subarray(body.firstGroup, body.entry);
  const parts: (Uint8Array | readonly number[])[] = [unsignedLeb128(body.groups + 1), declared, oneMoreLocal];
  let from = body.entry;
  for (const place of places) {
    parts.push(body.bytes.subarray(from, place), charge);
    from = place;
  }
  return joinBytes([...parts, body.bytes.subarray(from)]);
}

/** `(if (i32.eqz (local.tee $left (global.get $fuel))) (then unreachable)) (global.set $fuel (i32.sub (local.get $left) (i32.const 1)))` */
function chargeOf(fuel: number, left: number): number[] {
  const [global, local] = [unsignedLeb128(fuel), unsignedLeb128(left)];
  const trapAtZero = [0x45, 0x04, 0x40, 0x00, 0x0b];
  return [0x23, ...global, 0x22, ...local, ...trapAtZero, 0x20, ...local, 0x41, 0x01, 0x6b, 0x24, ...global];
}
