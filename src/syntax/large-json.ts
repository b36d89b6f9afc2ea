import { isUtf8 } from 'node:buffer';
import type { Json, Path } from '../model/index.ts';
import { CLOSE_BRACE, OPEN_BRACE, QUOTE } from './characters.ts';
import { decode } from './decode.ts';
import type { SourceFile } from './expression.ts';
import { HeldBytes, type ReadAgain } from './held-bytes.ts';
import { keysIn } from './json.ts';
import { JsonBytes } from './json-bytes.ts';
import { index } from './json-index.ts';
import { CLOSE_BRACKET, COLON, COMMA, countKeys, OPEN_BRACKET } from './json-scan.ts';
import { DEEPEST } from './scanner.ts';

export interface LargeJson {
  /** With its `bytes`. */
  readonly file: SourceFile;
  readonly value: Json;
  /** Lets go of the bytes, where they can be read again. */
  readonly letGo: () => void;
}

/** Says what is kept of an item of a long list at a path; nothing else holds the rest of it. */
type Keep = (path: Path, item: Json) => Json;

interface ReadLargeJson {
  readonly piece?: number;
  readonly keep?: Keep;
  readonly again?: ReadAgain | undefined;
}

/**
 * Reads JSON piece by piece from its bytes, so that its text is never in memory as a whole. `undefined` for whatever is not plain:
 * no UTF-8, no JSON, a key twice in an object, nesting that no reader may go into. Then `readJson` says what is wrong.
 *
 * @param piece bytes that are read at once
 * @param again reads the file once more, where that gives the same
 */
export function readLargeJson(
  path: string,
  bytes: Uint8Array,
  { piece = 64 * 1024, keep = (_, item) => item, again }: ReadLargeJson = {},
): LargeJson | undefined {
  const held = new HeldBytes(path, bytes, again);
  const units = isUtf8(bytes) ? JsonBytes.of(held) : undefined;
  if (units === undefined) return undefined;
  try {
    const value = new PieceReader(units, piece, keep).read();
    const file = new BytesFile(held);
    index(file, units);
    return { file, value, letGo: () => held.letGo() };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class BytesFile implements SourceFile {
  constructor(readonly held: HeldBytes) {}

  get path(): string {
    return this.held.path;
  }

  get bytes(): Uint8Array {
    return this.held.value;
  }

  get text(): string {
    const decoded = decode(this.bytes);
    return 'text' in decoded ? decoded.text : '';
  }
}

class PieceReader {
  readonly #path: (string | number)[] = [];

  constructor(
    readonly units: JsonBytes,
    readonly piece: number,
    readonly keep: Keep,
  ) {}

  read(): Json {
    const { units } = this;
    const start = units.skipSpace(0);
    const end = units.valueEnd(start);
    const value = this.#value(start, end);
    if (units.skipSpace(end) < units.length) throw irregular();
    return value;
  }

  #value(start: number, end: number): Json {
    const { units } = this;
    const depth = this.#path.length;
    if (depth >= DEEPEST) throw irregular();
    if (end - start > this.piece) {
      const opening = units.codeAt(start);
      if (opening === OPEN_BRACE) return this.#object(start);
      if (opening === OPEN_BRACKET) return this.#array(start);
    }
    const text = units.slice(start, end);
    const value = JSON.parse(text) as Json;
    if (keysIn(value, depth) !== countKeys(text)) throw irregular();
    return value;
  }

  #object(start: number): Json {
    const { units } = this;
    const members: Record<string, Json> = {};
    this.#each(start, CLOSE_BRACE, (at) => {
      if (units.codeAt(at) !== QUOTE) throw irregular();
      const end = units.stringEnd(at);
      const key = JSON.parse(units.slice(at, end)) as string;
      const colon = units.skipSpace(end);
      if (units.codeAt(colon) !== COLON || Object.hasOwn(members, key)) throw irregular();
      const inner = units.skipSpace(colon + 1);
      const innerEnd = units.valueEnd(inner);
      this.#path.push(key);
      const value = this.#value(inner, innerEnd);
      this.#path.pop();
      // Not by assignment, for which `__proto__` is no key.
      Object.defineProperty(members, key, { value, enumerable: true, configurable: true, writable: true });
      return innerEnd;
    });
    return members;
  }

  #array(start: number): Json {
    const items: Json[] = [];
    this.#each(start, CLOSE_BRACKET, (at) => {
      const end = this.units.valueEnd(at);
      this.#path.push(items.length);
      items.push(this.keep(this.#path, this.#value(at, end)));
      this.#path.pop();
      return end;
    });
    return items;
  }

  /** Goes from comma to comma; `readOne` is given where a member begins and gives where it ends. */
  #each(start: number, close: number, readOne: (at: number) => number): void {
    const { units } = this;
    let at = units.skipSpace(start + 1);
    if (units.codeAt(at) === close) return;
    for (;;) {
      at = units.skipSpace(readOne(at));
      if (units.codeAt(at) === close) return;
      if (units.codeAt(at) !== COMMA) throw irregular();
      at = units.skipSpace(at + 1);
    }
  }
}

function irregular(): SyntaxError {
  return new SyntaxError('no plain JSON');
}
