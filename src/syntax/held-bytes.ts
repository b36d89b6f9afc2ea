import { createHash } from 'node:crypto';

/** Reads a file once more; throws where it is not the same. */
export type ReadAgain = (isSame: (bytes: Uint8Array) => boolean) => Uint8Array;

/**
 * The bytes of a large file. They are a burden while nobody asks for places in it, so they can be let go: then they are read again when
 * somebody does, and must be the same.
 */
export class HeldBytes {
  #bytes: Buffer | undefined;
  #digest: string | undefined;

  /** @param again reads the file once more; without it the bytes are kept. */
  constructor(
    readonly path: string,
    bytes: Uint8Array,
    readonly again?: ReadAgain,
  ) {
    this.#bytes = bufferOf(bytes);
  }

  /** @throws as `again` does, where they were let go. */
  get value(): Buffer {
    this.#bytes ??= bufferOf(this.#reread());
    return this.#bytes;
  }

  letGo(): void {
    if (this.again === undefined || this.#bytes === undefined) return;
    this.#digest ??= digestOf(this.#bytes);
    this.#bytes = undefined;
  }

  #reread(): Uint8Array {
    return this.again?.((bytes) => digestOf(bytes) === this.#digest) ?? new Uint8Array();
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
