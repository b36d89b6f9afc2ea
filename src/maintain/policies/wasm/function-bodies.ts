/** The code section as the bodies of its functions (core specification 2.0, section 5.5.13). */
import { ByteReader, joinBytes, unsignedLeb128 } from './byte-reader.ts';
import { type ControlFlow, readControlFlow } from './instructions.ts';
import { vector } from './module-index.ts';
import { type Section, sectionId } from './sections.ts';

export interface FunctionBody {
  readonly bytes: Uint8Array;
  /** Groups of locals, and the byte where the first group stands. */
  readonly groups: number;
  readonly firstGroup: number;
  readonly locals: number;
  /** The byte of the first instruction. */
  readonly entry: number;
  readonly flow: ControlFlow;
}

export function readBodies(sections: readonly Section[]): FunctionBody[] {
  const code = sections.find(({ id }) => id === sectionId.code);
  if (code === undefined) return [];
  const reader = new ByteReader(code.content);
  return vector(reader, () => readBody(reader.take(reader.unsigned())));
}

export function withBodies(sections: readonly Section[], bodies: readonly Uint8Array[]): Section[] {
  const content = joinBytes([
    unsignedLeb128(bodies.length),
    ...bodies.flatMap((body) => [unsignedLeb128(body.length), body]),
  ]);
  return sections.map((section) => (section.id === sectionId.code ? { id: section.id, content } : section));
}

function readBody(bytes: Uint8Array): FunctionBody {
  const reader = new ByteReader(bytes);
  const groups = reader.unsigned();
  const firstGroup = reader.position;
  let locals = 0;
  for (let left = groups; left > 0; left--) {
    locals += reader.unsigned();
    reader.byte();
  }
  return { bytes, groups, firstGroup, locals, entry: reader.position, flow: readControlFlow(reader) };
}
