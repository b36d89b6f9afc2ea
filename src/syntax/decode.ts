import { isUtf8 } from 'node:buffer';

/** The longest text that is read, in UTF-16 units: beyond it V8 has no strings. */
const LONGEST = 512 * 1024 * 1024 - 1024;

export type Decoded = { readonly text: string } | Undecoded;

/** Why the bytes are no text, and where that shows: line and column of what follows the last good character. */
interface Undecoded {
  readonly why: string;
  readonly line: number;
  readonly column: number;
}

const start = { line: 1, column: 1 };

/**
 * Decodes a file: UTF-8, or UTF-16 of either byte order, with or without a byte order mark (RFC 8259 section 8.1 allows UTF-8
 * alone; PowerShell's `>` writes UTF-16). Bytes that are no text are refused rather than replaced.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > LONGEST)
    return { why: `the file has ${bytes.length} bytes; up to ${LONGEST} can be read`, ...start };
  const [first = -1, second = -1, third = -1, fourth = -1] = bytes;
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) {
    return { why: 'the file is UTF-32; write it as UTF-8', ...start };
  }
  if (first === 0xff && second === 0xfe) return decodeUtf16(bytes.subarray(2), true);
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes.subarray(2), false);
  // Without a mark: two characters of ASCII, of which any configuration begins, have their zero bytes in one place.
  if (first > 0 && second === 0 && third > 0 && fourth === 0) return decodeUtf16(bytes, true);
  if (first === 0 && second > 0 && third === 0 && fourth > 0) return decodeUtf16(bytes, false);
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  const rest = marked ? bytes.subarray(3) : bytes;
  if (!isUtf8(rest)) return notUtf8(rest);
  return { text: bufferOf(rest).toString('utf8') };
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): Decoded {
  const whole = bytes.subarray(0, bytes.length & ~1);
  const text = littleEndian ? bufferOf(whole).toString('utf16le') : Buffer.from(whole).swap16().toString('utf16le');
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text);
  if (lone !== null)
    return { why: 'the file is not valid UTF-16: half a character', ...after(text.slice(0, lone.index)) };
  if (whole.length === bytes.length) return { text };
  return { why: 'the file is UTF-16 and ends in the middle of a character', ...after(text) };
}

function notUtf8(bytes: Uint8Array): Undecoded {
  let good = 0;
  for (let length = 1; length > 0 && good < bytes.length; good += length) {
    length = characterLength(bytes, good);
  }
  const byte = (bytes[good] ?? 0).toString(16).padStart(2, '0');
  const why = `the file is not UTF-8: byte 0x${byte} at offset ${good} starts no character`;
  return { why, ...after(bufferOf(bytes.subarray(0, good)).toString('utf8')) };
}

/** Bytes of the character that starts at `at`; 0 when none does (Unicode, table 3-7). */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

function after(text: string): { readonly line: number; readonly column: number } {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
