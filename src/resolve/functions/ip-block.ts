import { FunctionError } from './specification.ts';

/** A block of addresses, its first address with all host bits zero. */
export interface NetworkBlock {
  readonly address: bigint;
  readonly prefix: number;
  readonly bits: 32 | 128;
}

/** CIDR notation as Terraform takes it: leading zeros of an IPv4 number are allowed, and decimal. Throws `FunctionError`. */
export function parseBlock(text: string): NetworkBlock {
  const [written = '', length = '', ...more] = text.split('/');
  const address = written.includes(':') ? parseAddress6(written) : parseAddress4(written);
  const bits = written.includes(':') ? 128 : 32;
  if (address === undefined || more.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > bits) {
    throw new FunctionError(`${text} is no block in CIDR notation`);
  }
  const prefix = Number(length);
  const hostBits = BigInt(bits - prefix);
  return { address: (address >> hostBits) << hostBits, prefix, bits };
}

function parseAddress4(text: string): bigint | undefined {
  const numbers = text.split('.');
  if (numbers.length !== 4 || !numbers.every((number) => /^\d+$/.test(number) && Number(number) <= 255))
    return undefined;
  return numbers.reduce((address, number) => address * 256n + BigInt(number), 0n);
}

function parseAddress6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const first = groupsOf(head);
  const last = tail === undefined ? [] : groupsOf(tail);
  if (first === undefined || last === undefined) return undefined;
  const missing = 8 - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...first, ...Array.from({ length: missing }, () => 0), ...last];
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const pieces = text.split(':');
  for (const [index, piece] of pieces.entries()) {
    const embedded = piece.includes('.') && index === pieces.length - 1 ? parseAddress4(piece) : undefined;
    if (embedded !== undefined) groups.push(Number(embedded >> 16n), Number(embedded & 0xffffn));
    else if (/^[0-9a-fA-F]{1,4}$/.test(piece)) groups.push(Number.parseInt(piece, 16));
    else return undefined;
  }
  return groups;
}

export function writeBlock({ address, prefix, bits }: NetworkBlock): string {
  const isMapped = bits === 128 && address >> 32n === 0xffffn;
  return `${writeAddress(address, bits)}/${isMapped ? Math.max(0, prefix - 96) : prefix}`;
}

/** IPv6 as RFC 5952 recommends; an IPv4-mapped address as IPv4, as Go writes it. */
export function writeAddress(address: bigint, bits: 32 | 128): string {
  if (bits === 32 || address >> 32n === 0xffffn) {
    return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - index * 16)) & 0xffffn));
  const { start, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}
