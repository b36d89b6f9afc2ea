import { utf8Bytes } from '../functions/bytes.ts';

/**
 * The order in which the provider goes through a set of nested blocks: by a checksum of the block's text, as decimal digits, and
 * each block once (Terraform plugin SDK, `schema.Set` and `SerializeResourceForHash`). It shows where two blocks of a statement
 * are about the same type of principal, or the same key under the same operator.
 *
 * @param textOf what the checksum is made of; `undefined` where a piece is not known: the blocks then stay as written
 */
export function inSetOrder<Block>(blocks: readonly Block[], textOf: (block: Block) => string | undefined): Block[] {
  const keyed = new Map<string, Block>();
  for (const block of blocks) {
    const text = textOf(block);
    if (text === undefined) return [...blocks];
    const key = checksum(text);
    if (!keyed.has(key)) keyed.set(key, block);
  }
  return [...keyed].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, block]) => block);
}

/** A nested block as the SDK writes it down: its arguments in order of name. */
export function blockText(argumentsByName: Readonly<Record<string, string>>): string {
  return Object.entries(argumentsByName)
    .map(([name, text]) => `${name}:${text};`)
    .join('');
}

export function setText(strings: readonly string[]): string {
  const items = [...new Set(strings)].map((text) => `${text};`);
  return `{${inSetOrder(items, (item) => item).join('')}}`;
}

export function listText(strings: readonly string[]): string {
  return `(${strings.map((text) => `${text};`).join('')})`;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 as IEEE 802.3 has it, in decimal digits. */
function checksum(text: string): string {
  let rest = 0xffffffff;
  for (const byte of utf8Bytes(text)) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return String((rest ^ 0xffffffff) >>> 0);
}
