/** Finds the loops, calls and requests for memory in a function's code; all other instructions are only skipped. */
import { ByteReader } from './byte-reader.ts';

export interface ControlFlow {
  /** The byte after each `loop` and its block type, relative to the start of the reader's bytes. */
  readonly loops: readonly number[];
  /** Indexes of the functions that it calls outside of every loop. */
  readonly calls: readonly number[];
  /** The byte of each `memory.size` and `memory.grow`, whose operand is one byte. */
  readonly memory: readonly number[];
}

export const opcodes = { block: 0x02, loop: 0x03, if: 0x04, end: 0x0b, call: 0x10, size: 0x3f, grow: 0x40 } as const;

/** @param reader stands at the first instruction and ends with the last. */
export function readControlFlow(reader: ByteReader): ControlFlow {
  const loops: number[] = [];
  const calls: number[] = [];
  const memory: number[] = [];
  const open: number[] = [];
  while (!reader.done) {
    const opcode = reader.byte();
    const operands = new ByteReader(reader.bytes, reader.position);
    skipOperands(opcode, reader);
    if (opcode === opcodes.end) open.pop();
    if (opcode === opcodes.block || opcode === opcodes.loop || opcode === opcodes.if) open.push(opcode);
    if (opcode === opcodes.loop) loops.push(reader.position);
    if (opcode === opcodes.size || opcode === opcodes.grow) memory.push(operands.position - 1);
    if (opcode === opcodes.call && !open.includes(opcodes.loop)) calls.push(operands.unsigned());
  }
  return { loops, calls, memory };
}

function skipOperands(opcode: number, reader: ByteReader): void {
  if (opcode === 0x43)
    reader.take(4); // f32.const
  else if (opcode === 0x44)
    reader.take(8); // f64.const
  else for (let left = integersAfter(opcode, reader); left > 0; left--) reader.skipInteger();
}

/** Core specification 2.0, section 5.4, without the vector instructions: OPA's compiler does not write them. */
function integersAfter(opcode: number, reader: ByteReader): number {
  // INVARIANT: an opcode that is not listed stops the build; a guess at its length could hide a loop.
  if (opcode >= 0x45 && opcode <= 0xc4) return 0;
  if (opcode >= 0x28 && opcode <= 0x3e) return 2;
  switch (opcode) {
    case 0x00: // unreachable
    case 0x01: // nop
    case 0x05: // else
    case 0x0b: // end
    case 0x0f: // return
    case 0x1a: // drop
    case 0x1b: // select
    case 0xd1: // ref.is_null
      return 0;
    case 0x02: // block
    case 0x03: // loop
    case 0x04: // if
    case 0x0c: // br
    case 0x0d: // br_if
    case 0x10: // call
    case 0x20: // local.get, .set, .tee, global.get, .set, table.get, .set
    case 0x21:
    case 0x22:
    case 0x23:
    case 0x24:
    case 0x25:
    case 0x26:
    case 0x3f: // memory.size
    case 0x40: // memory.grow
    case 0x41: // i32.const
    case 0x42: // i64.const
    case 0xd0: // ref.null
    case 0xd2: // ref.func
      return 1;
    case 0x11: // call_indirect
      return 2;
    case 0x0e: // br_table: a vector of labels and the default
      return reader.unsigned() + 1;
    case 0x1c: // select with types
      return reader.unsigned();
    case 0xfc:
      return integersAfterPrefixed(reader.unsigned());
    default:
      throw unknownOpcode(opcode);
  }
}

/** Saturating truncations, then bulk memory and table instructions. */
function integersAfterPrefixed(opcode: number): number {
  if (opcode <= 7) return 0;
  const operands = [2, 1, 2, 1, 2, 1, 2, 1, 1, 1][opcode - 8];
  if (operands === undefined) throw unknownOpcode(opcode);
  return operands;
}

function unknownOpcode(opcode: number): Error {
  return new Error(`WASM has the instruction 0x${opcode.toString(16)}, which the fuel counter does not know`);
}
