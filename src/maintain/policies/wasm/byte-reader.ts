/** Reads the binary format of WebAssembly (core specification 2.0, section 5): bytes, LEB128 integers, names. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public position = 0,
  ) {}

  get done(): boolean {
    return this.position >= this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw new Error(`WASM ends at byte ${this.position}, inside something`);
    this.position += 1;
    return value;
  }

  /** Unsigned LEB128 of at most 32 bits. */
  unsigned(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) return value;
    }
    throw new Error(`WASM has an overlong integer at byte ${this.position}`);
  }

  /** Skips a LEB128 integer of up to 64 bits, signed or not. */
  skipInteger(): void {
    for (let length = 0; length < 10; length++) if ((this.byte() & 0x80) === 0) return;
    throw new Error(`WASM has an overlong integer at byte ${this.position}`);
  }

  take(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new Error(`WASM ends inside ${length} bytes at ${this.position}`);
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  name(): string {
    return new TextDecoder('utf8', { fatal: true }).decode(this.take(this.unsigned()));
  }
}

/** Unsigned LEB128. */
export function unsignedLeb128(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

export function joinBytes(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    joined.set(part, position);
    position += part.length;
  }
  return joined;
}
