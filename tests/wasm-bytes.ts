/** Pieces of the binary format of WebAssembly (core specification 2.0, section 5), for modules written by hand. */

export const preamble: readonly number[] = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** `i32.const` with signed LEB128. */
export function constant(value: number): number[] {
  const bytes = [0x41];
  for (let rest = value; ; rest >>= 7) {
    const done = rest >= -64 && rest < 64;
    bytes.push(done ? rest & 0x7f : (rest & 0x7f) | 0x80);
    if (done) return bytes;
  }
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

export function text(value: string): number[] {
  return sized([...new TextEncoder().encode(value)]);
}

export function sized(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

export function section(id: number, items: readonly (readonly number[])[]): number[] {
  return [id, ...sized([...unsigned(items.length), ...items.flat()])];
}
