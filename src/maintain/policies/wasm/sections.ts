/** A WASM module as its sections, in order (core specification 2.0, section 5.5). */
import { ByteReader, joinBytes, unsignedLeb128 } from './byte-reader.ts';

export interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}

export const sectionId = { custom: 0, type: 1, import: 2, function: 3, global: 6, export: 7, code: 10 } as const;

const preamble = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

export function readSections(wasm: Uint8Array): Section[] {
  if (preamble.some((byte, index) => wasm[index] !== byte)) throw new Error('not a WASM module of version 1');
  const reader = new ByteReader(wasm, preamble.length);
  const sections: Section[] = [];
  while (!reader.done) {
    const id = reader.byte();
    sections.push({ id, content: reader.take(reader.unsigned()) });
  }
  return sections;
}

export function writeSections(sections: readonly Section[]): Uint8Array {
  return joinBytes([
    preamble,
    ...sections.flatMap(({ id, content }) => [[id, ...unsignedLeb128(content.length)], content]),
  ]);
}

/** Appends one item to a section that is a vector; the section is made, in its place, where the module has none. */
export function withItem(sections: readonly Section[], id: number, item: readonly number[] | Uint8Array): Section[] {
  const position = sections.findIndex((section) => section.id === id);
  const found = sections[position];
  if (found === undefined) {
    const later = sections.findIndex((section) => section.id !== sectionId.custom && section.id > id);
    const added = { id, content: joinBytes([[1], item]) };
    return [...sections.slice(0, later), added, ...sections.slice(later)];
  }
  const reader = new ByteReader(found.content);
  const length = unsignedLeb128(reader.unsigned() + 1);
  const content = joinBytes([length, found.content.subarray(reader.position), item]);
  return sections.map((section) => (section === found ? { id, content } : section));
}
