import { isAscii } from 'node:buffer';
import { BACKSLASH, CARRIAGE_RETURN, CLOSE_BRACE, LINE_FEED, OPEN_BRACE, QUOTE, SPACE, TAB } from './characters.ts';
import type { HeldBytes } from './held-bytes.ts';
import { CLOSE_BRACKET, isWordCharacter, type JsonUnits, OPEN_BRACKET } from './json-scan.ts';
import { DEEPEST } from './scanner.ts';

/**
 * JSON as the bytes of its UTF-8, scanned where they lie: the text of a plan of a hundred megabytes would take as much again, or
 * twice as much where a single character is not Latin. All that JSON is built of is ASCII, which no byte of another character is.
 */
export class JsonBytes implements JsonUnits {
  readonly #held: HeldBytes;
  readonly #ends: ReadonlyMap<number, number>;

  private constructor(
    held: HeldBytes,
    ends: ReadonlyMap<number, number>,
    readonly length: number,
  ) {
    this.#held = held;
    this.#ends = ends;
  }

  /** `undefined` where not every bracket has its partner, or they nest deeper than any reader goes. */
  static of(held: HeldBytes): JsonBytes | undefined {
    const ends = endsOfContainers(held.value);
    return ends === undefined ? undefined : new JsonBytes(held, ends, held.value.length);
  }

  codeAt(at: number): number {
    return this.#held.value[at] ?? Number.NaN;
  }

  skipSpace(at: number): number {
    const bytes = this.#held.value;
    let here = at;
    for (;;) {
      const code = bytes[here];
      if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) return here;
      here += 1;
    }
  }

  stringEnd(at: number): number {
    return endOfString(this.#held.value, at);
  }

  valueEnd(at: number): number {
    const bytes = this.#held.value;
    const code = bytes[at];
    if (code === QUOTE) return endOfString(bytes, at);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.#ends.get(at) ?? endOfContainer(bytes, at);
    let here = at;
    while (here < bytes.length && isWordCharacter(this.codeAt(here))) here += 1;
    return Math.max(here, at + 1);
  }

  slice(start: number, end: number): string {
    return this.#held.value.toString('utf8', start, end);
  }
}

function endOfString(bytes: Uint8Array, at: number): number {
  const { length } = bytes;
  for (let here = at + 1; here < length; here += 1) {
    const code = bytes[here];
    if (code === QUOTE) return here + 1;
    if (code === BACKSLASH) here += 1;
  }
  return length;
}

function endOfContainer(bytes: Uint8Array, at: number): number {
  const { length } = bytes;
  let open = 0;
  let here = at;
  do {
    const code = bytes[here];
    if (code === QUOTE) here = endOfString(bytes, here);
    else {
      if (code === OPEN_BRACE || code === OPEN_BRACKET) open += 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) open -= 1;
      here += 1;
    }
  } while (open > 0 && here < length);
  return here;
}

/** Of a shorter object or array the end is soon found again. */
const shortest = 1024;

/** Start and end of every object and array that is not short, found in one walk. */
function endsOfContainers(bytes: Uint8Array): ReadonlyMap<number, number> | undefined {
  const { length } = bytes;
  const ends = new Map<number, number>();
  const starts: number[] = [];
  for (let here = 0; here < length; ) {
    const code = bytes[here];
    if (code === QUOTE) {
      here = endOfString(bytes, here);
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (starts.length > DEEPEST) return undefined;
      starts.push(here);
    }
    here += 1;
    if (code !== CLOSE_BRACE && code !== CLOSE_BRACKET) continue;
    const start = starts.pop();
    if (start === undefined) return undefined;
    if (here - start >= shortest) ends.set(start, here);
  }
  return starts.length === 0 ? ends : undefined;
}

/** Between two places of which the units are known: so many bytes are counted for a column at most. */
const block = 4096;

/** Lines and columns of offsets in UTF-8, columns in UTF-16 units like everywhere. */
export class ByteLines {
  readonly starts: Uint32Array;
  /** UTF-16 units before each block; `undefined` where each byte is one. */
  readonly #before: Uint32Array | undefined;

  readonly #file: { readonly bytes?: Uint8Array };

  /** @param file with its bytes, which are not kept. */
  constructor(file: { readonly bytes?: Uint8Array }) {
    const { bytes = new Uint8Array() } = file;
    this.#file = file;
    this.starts = lineStarts(bytes);
    this.#before = isAscii(bytes) ? undefined : unitsBefore(bytes);
  }

  /** UTF-16 units between two offsets. */
  unitsBetween(start: number, end: number): number {
    return this.#before === undefined ? end - start : this.#unitsTo(end) - this.#unitsTo(start);
  }

  #unitsTo(offset: number): number {
    const { bytes = new Uint8Array() } = this.#file;
    const index = Math.floor(offset / block);
    return (this.#before?.[index] ?? 0) + countUnits(bytes, index * block, offset);
  }
}

function lineStarts(bytes: Uint8Array): Uint32Array {
  let starts = new Uint32Array(1024);
  let count = 1;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    if (count === starts.length) {
      const longer = new Uint32Array(2 * count);
      longer.set(starts);
      starts = longer;
    }
    starts[count] = at + 1;
    count += 1;
  }
  return starts.slice(0, count);
}

function unitsBefore(bytes: Uint8Array): Uint32Array {
  const before = new Uint32Array(Math.floor(bytes.length / block) + 1);
  for (let index = 1; index < before.length; index += 1) {
    before[index] = (before[index - 1] ?? 0) + countUnits(bytes, (index - 1) * block, index * block);
  }
  return before;
}

/** Of each character its first byte counts: for two units where it is one of four bytes. */
function countUnits(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
