/** Mutations that know nothing of what the bytes mean. */
import type { Random } from './random.ts';

export type Mutation = (bytes: Buffer, random: Random) => Buffer;

function spliced(bytes: Buffer, at: number, cut: number, piece: Uint8Array | string): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(piece as string), bytes.subarray(at + cut)]);
}

const junk: readonly (string | Uint8Array)[] = [
  ...['"', '${', '%{', '}', '{', '[', ']', '(', ')', '=', ',', ':', '\n', '\\', '#', '/*', '<<X\n', '<<-EOT\n', '~}'],
  ...['\0', '\ufeff', '\u2028', '\u202e', '\ud83d\ude00', '\r', '\r\n', '-', '.', '...', '*', '[*]', '?', '==', '!'],
  ...['null', 'true', '1e999999', '-0', '0x10', '99999999999999999999999999999999999', '1e-400', '"__proto__"'],
  ...['each.value', 'self', 'count.index', 'local.local', 'path.module', 'for x in y : x', 'dynamic "x" {\n'],
  Uint8Array.of(0xff),
  Uint8Array.of(0xc3, 0x28),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xf8, 0x88, 0x80, 0x80, 0x80),
];

/** What stands between separators, so that whole words, numbers and signs change places. */
const token = /[A-Za-z_][\w-]*|\d[\d.]*|"(?:[^"\\\n]|\\.)*"|[^\s\w]/g;

export const byteMutations: Readonly<Record<string, Mutation>> = {
  'flips a bit': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy;
  },
  'cuts the end off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'cuts the beginning off': (bytes, random) => bytes.subarray(random.below(bytes.length)),
  'takes a piece out': (bytes, random) => spliced(bytes, random.below(bytes.length), 1 + random.below(60), ''),
  'puts junk in': (bytes, random) => spliced(bytes, random.below(bytes.length + 1), random.below(4), random.pick(junk)),
  'doubles a piece': (bytes, random) => {
    const at = random.below(bytes.length);
    return spliced(bytes, at, 0, bytes.subarray(at, at + 1 + random.below(400)));
  },
  'moves a piece': (bytes, random) => {
    const at = random.below(bytes.length);
    const piece = bytes.subarray(at, at + 1 + random.below(200));
    const rest = spliced(bytes, at, piece.length, '');
    return spliced(rest, random.below(rest.length + 1), 0, piece);
  },
  'swaps two tokens': (bytes, random) => {
    const text = bytes.toString('latin1');
    const found = [...text.matchAll(token)];
    if (found.length < 2) return bytes;
    const [first, second] = [random.pick(found), random.pick(found)].sort((a, b) => a.index - b.index);
    if (first === undefined || second === undefined || first.index + first[0].length > second.index) return bytes;
    const between = text.slice(first.index + first[0].length, second.index);
    const rest = text.slice(second.index + second[0].length);
    return Buffer.from(`${text.slice(0, first.index)}${second[0]}${between}${first[0]}${rest}`, 'latin1');
  },
  'doubles a line': (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    const at = random.below(lines.length);
    return Buffer.from([...lines.slice(0, at + 1), ...lines.slice(at)].join('\n'), 'latin1');
  },
  'takes a line out': (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    lines.splice(random.below(lines.length), 1);
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  'makes a number large': (bytes, random) => {
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    if (numbers.length === 0) return bytes;
    const { index, 0: number } = random.pick(numbers);
    const large = random.pick(['1e99999999', '9'.repeat(400), '-1', '4294967296', '0.1e-999', '18446744073709551616']);
    return Buffer.from(`${text.slice(0, index)}${large}${text.slice(index + number.length)}`, 'latin1');
  },
  'nests deeply': (bytes, random) => {
    const [open, close] = random.pick([
      ['[', ']'],
      ['(', ')'],
      ['{"a":', '}'],
      ['{ a = ', '}'],
      ['"${', '}"'],
      ['b {\n', '}\n'],
      ['f(', ')'],
      ['!', ''],
    ] as const);
    const levels = random.pick([30, 300, 3000, 50_000]);
    const isClosed = random.below(2) === 0;
    return spliced(
      bytes,
      random.below(bytes.length + 1),
      0,
      `${open.repeat(levels)}1${isClosed ? close.repeat(levels) : ''}`,
    );
  },
  'puts a mark before it': (bytes) => spliced(bytes, 0, 0, '\ufeff'),
  'ends lines by CR LF': (bytes) => Buffer.from(bytes.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1'),
  'writes UTF-16': (bytes) => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le'),
};
