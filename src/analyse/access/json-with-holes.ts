import type { Hole, PartialText } from './partial-text.ts';

/**
 * JSON (RFC 8259) in which pieces are not known before apply. A hole inside quotes is a piece of that string; a hole
 * where a value is expected is a value, or several of them in a list. A comma after the last item is let pass: people
 * write it, and what such a document says is plain.
 */
export type JsonNode =
  | { readonly kind: 'string'; readonly text: PartialText }
  /** A number or a boolean, as written. */
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'hole'; readonly hole: Hole };

interface JsonMember {
  readonly key: PartialText;
  readonly value: JsonNode;
}

export interface JsonFault {
  readonly fault: string;
}

/** A policy document nests six deep; whatever nests deeper than this is none. */
const deepest = 64;

/** @returns a fault, as the end of "it is no policy document: ...", where the text is not JSON. */
export function parseJsonWithHoles(text: PartialText): JsonNode | JsonFault {
  const parser = new Parser(text);
  try {
    return parser.document();
  } catch (trouble) {
    if (trouble instanceof Fault) return { fault: trouble.message };
    throw trouble;
  }
}

class Fault extends Error {}

/** Stands for holes in the text; a character that the text itself does not have. */
function markerFor(text: PartialText): string {
  const known = text.filter((piece) => typeof piece === 'string').join('');
  let code = 0xe000;
  while (known.includes(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

const plainEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Parser {
  private readonly source: string;
  private readonly marker: string;
  private readonly markerCode: number;
  private readonly holes: readonly Hole[];
  private holesRead = 0;
  private at = 0;
  private depth = 0;

  constructor(text: PartialText) {
    this.marker = markerFor(text);
    this.markerCode = this.marker.charCodeAt(0);
    this.holes = text.filter((piece) => typeof piece !== 'string');
    this.source = text.map((piece) => (typeof piece === 'string' ? piece : this.marker)).join('');
  }

  document(): JsonNode {
    const value = this.value();
    this.skipSpace();
    if (this.at < this.source.length) throw this.fault('something follows the document');
    return value;
  }

  private value(): JsonNode {
    this.skipSpace();
    const next = this.source[this.at];
    if (next === '{') return this.object();
    if (next === '[') return this.list();
    if (next === '"') return { kind: 'string', text: this.string() };
    if (next === this.marker) return { kind: 'hole', hole: this.hole() };
    return this.scalar();
  }

  private object(): JsonNode {
    this.enter();
    const members: JsonMember[] = [];
    const keys = new Set<string>();
    if (!this.skip('}')) {
      do {
        if (members.length > 0 && this.sees('}')) break;
        this.skipSpace();
        if (this.source[this.at] !== '"') throw this.fault('a key is missing');
        const key = this.string();
        const name = key.length === 0 ? '' : key.length === 1 && typeof key[0] === 'string' ? key[0] : undefined;
        if (name !== undefined && keys.has(name)) throw this.fault(`the key ${JSON.stringify(name)} stands twice`);
        if (name !== undefined) keys.add(name);
        if (!this.skip(':')) throw this.fault('a colon is missing');
        members.push({ key, value: this.value() });
      } while (this.skip(','));
      if (!this.skip('}')) throw this.fault('a brace is not closed');
    }
    this.depth -= 1;
    return { kind: 'object', members };
  }

  private list(): JsonNode {
    this.enter();
    const items: JsonNode[] = [];
    if (!this.skip(']')) {
      do {
        if (items.length > 0 && this.sees(']')) break;
        items.push(this.value());
      } while (this.skip(','));
      if (!this.skip(']')) throw this.fault('a bracket is not closed');
    }
    this.depth -= 1;
    return { kind: 'list', items };
  }

  private enter(): void {
    this.at += 1;
    this.depth += 1;
    if (this.depth > deepest) throw this.fault(`it nests more than ${deepest} deep`);
  }

  private string(): PartialText {
    this.at += 1;
    const simple = this.simpleString();
    if (simple !== undefined) return simple === '' ? [] : [simple];
    const pieces: (string | Hole)[] = [];
    let known = '';
    for (;;) {
      known += this.run();
      const next = this.source[this.at];
      if (next === undefined || next < ' ') throw this.fault('a string is not closed');
      if (next === '"') break;
      if (next === '\\') known += this.escape();
      else {
        if (known !== '') pieces.push(known);
        known = '';
        pieces.push(this.hole());
      }
    }
    this.at += 1;
    if (known !== '') pieces.push(known);
    return pieces;
  }

  /** A string that is written as it is, which nearly all are; `undefined` leaves the reader where it was. */
  private simpleString(): string | undefined {
    const end = this.source.indexOf('"', this.at);
    if (end < 0) return undefined;
    const text = this.source.slice(this.at, end);
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code === 0x5c || code === this.markerCode) return undefined;
    }
    this.at = end + 1;
    return text;
  }

  /** Characters of a string that stand for themselves. */
  private run(): string {
    const start = this.at;
    for (;;) {
      const next = this.source[this.at];
      if (next === undefined || next < ' ' || next === '"' || next === '\\' || next === this.marker) break;
      this.at += 1;
    }
    return this.source.slice(start, this.at);
  }

  private escape(): string {
    const letter = this.source[this.at + 1] ?? '';
    const plain = plainEscapes[letter];
    if (plain !== undefined) {
      this.at += 2;
      return plain;
    }
    const digits = /^u([0-9a-fA-F]{4})/.exec(this.source.slice(this.at + 1, this.at + 6))?.[1];
    if (digits === undefined) throw this.fault('an escape is not one of JSON');
    this.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private hole(): Hole {
    const hole = this.holes[this.holesRead];
    if (hole === undefined) throw new Error('a marker without its hole');
    this.holesRead += 1;
    this.at += 1;
    return hole;
  }

  private scalar(): JsonNode {
    const pattern = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.source)?.[0];
    if (text === undefined) throw this.fault('a value is missing');
    this.at += text.length;
    return text === 'null' ? { kind: 'null' } : { kind: 'scalar', text };
  }

  private skip(character: string): boolean {
    const seen = this.sees(character);
    if (seen) this.at += 1;
    return seen;
  }

  private sees(character: string): boolean {
    this.skipSpace();
    return this.source[this.at] === character;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.source.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private fault(what: string): Fault {
    const before = this.source.slice(0, this.at).split('\n');
    return new Fault(`${what} at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`);
  }
}
