/**
 * Rewrites a WASM module so that it takes memory from the engine in growing portions. OPA's allocator asks for one page of 64 KiB at
 * a time, and an engine that frees and accounts at each request makes the facts of 10,000 resources cost seconds of that. Every
 * `memory.grow` becomes a call of a function, and `memory.size` a call that asks for nothing; it keeps count of what the module believes to have, asks the engine for as much
 * again when that is used up, and for less where the limit is near. What the module sees does not change.
 */
import { joinBytes, unsignedLeb128 } from './byte-reader.ts';
import { type FunctionBody, readBodies, withBodies } from './function-bodies.ts';
import { opcodes } from './instructions.ts';
import { readModuleIndex } from './module-index.ts';
import { readSections, sectionId, withItem, writeSections } from './sections.ts';

export function amortiseGrowth(wasm: Uint8Array): Uint8Array {
  const sections = readSections(wasm);
  const bodies = readBodies(sections);
  if (bodies.every(({ flow }) => flow.memory.length === 0)) return wasm;
  const index = readModuleIndex(sections);
  const grow = index.importedFunctions + bodies.length;
  const rewritten = [...bodies.map((body) => callInstead(body, grow)), growBody(index.globals)];
  const withType = withItem(sections, sectionId.type, numberToNumber);
  const withFunction = withItem(withType, sectionId.function, unsignedLeb128(index.parameters.length));
  const withGlobal = withItem(withFunction, sectionId.global, believedPages);
  return writeSections(withBodies(withGlobal, rewritten));
}

const i32 = 0x7f;

/** `(func (param i32) (result i32))` */
const numberToNumber = [0x60, 0x01, i32, 0x01, i32];

/** `(global (mut i32) (i32.const 0))`: pages that the module believes to have; zero before it asks for the first time. */
const believedPages = [i32, 0x01, 0x41, 0x00, 0x0b];

function callInstead({ bytes, flow }: FunctionBody, grow: number): Uint8Array {
  const parts: (Uint8Array | readonly number[])[] = [];
  let from = 0;
  for (const place of flow.memory) {
    const pages = bytes[place] === opcodes.size ? [0x41, 0x00] : [];
    parts.push(bytes.subarray(from, place), pages, [opcodes.call, ...unsignedLeb128(grow)]);
    from = place + 2;
  }
  return joinBytes([...parts, bytes.subarray(from)]);
}

/**
 * ```wat
 * (func $grow (param $pages i32) (result i32) (local $missing i32) (local $portion i32)
 *   (if (i32.gt_u (local.get $pages) (i32.const 65536)) (then (return (i32.const -1))))
 *   (if (i32.eqz (global.get $believed)) (then (global.set $believed (memory.size))))
 *   (local.set $missing (i32.sub (i32.add (global.get $believed) (local.get $pages)) (memory.size)))
 *   (if (i32.gt_s (local.get $missing) (i32.const 0)) (then
 *     (local.set $portion (i32.add (local.get $missing) (memory.size)))
 *     (loop $again
 *       (if (i32.eq (memory.grow (local.get $portion)) (i32.const -1)) (then
 *         (if (i32.le_u (local.get $portion) (local.get $missing)) (then (return (i32.const -1))))
 *         (local.set $portion (i32.add (local.get $missing) (i32.shr_u (i32.sub (local.get $portion) (local.get $missing)) (i32.const 1))))
 *         (br $again))))))
 *   (global.get $believed)
 *   (global.set $believed (i32.add (global.get $believed) (local.get $pages))))
 * ```
 */
function growBody(believed: number): Uint8Array {
  const [get, set] = [
    [0x23, ...unsignedLeb128(believed)],
    [0x24, ...unsignedLeb128(believed)],
  ];
  const [pages, missing, portion] = [0, 1, 2];
  const size = [0x3f, 0x00];
  const tooMany = [0x20, pages, 0x41, 0x80, 0x80, 0x04, 0x4b, 0x04, 0x40, 0x41, 0x7f, 0x0f, 0x0b];
  const firstTime = [...get, 0x45, 0x04, 0x40, ...size, ...set, 0x0b];
  const findMissing = [...get, 0x20, pages, 0x6a, ...size, 0x6b, 0x21, missing];
  const giveUp = [0x20, portion, 0x20, missing, 0x4d, 0x04, 0x40, 0x41, 0x7f, 0x0f, 0x0b];
  const halve = [0x20, missing, 0x20, portion, 0x20, missing, 0x6b, 0x41, 0x01, 0x76, 0x6a, 0x21, portion];
  const again = [0x0c, 0x01];
  const ask = [0x20, portion, 0x40, 0x00, 0x41, 0x7f, 0x46, 0x04, 0x40, ...giveUp, ...halve, ...again, 0x0b];
  const take = [0x20, missing, ...size, 0x6a, 0x21, portion, 0x03, 0x40, ...ask, 0x0b];
  const ifMissing = [0x20, missing, 0x41, 0x00, 0x4a, 0x04, 0x40, ...take, 0x0b];
  const result = [...get, ...get, 0x20, pages, 0x6a, ...set];
  const locals = [0x01, 0x02, i32];
  return Uint8Array.from([...locals, ...tooMany, ...firstTime, ...findMissing, ...ifMissing, ...result, 0x0b]);
}
