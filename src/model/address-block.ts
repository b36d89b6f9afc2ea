/** A run of IP addresses of one family, both ends included, each an unsigned integer in network order: `10.0.0.0` is 167_772_160n. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** A CIDR block. */
export interface AddressBlock extends AddressRange {
  readonly version: IpVersion;
  readonly prefix: number;
}

export type IpVersion = 4 | 6;

/** Bits in an address of each family. */
export const addressBits: Readonly<Record<IpVersion, number>> = { 4: 32, 6: 128 };

/**
 * Reads a block in CIDR notation, such as `10.0.0.0/16` or `2001:db8::/32`. Bits after the prefix are cleared, as EC2
 * does when it puts a block in canonical form.
 *
 * @returns `undefined` if the text is no block: a bare address, a leading zero, a prefix that is too long, a zone index.
 * @see RFC 4632, section 3.1; RFC 4291, sections 2.2 and 2.3
 */
export function parseCidr(text: string): AddressBlock | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = text.slice(0, slash);
  const prefixText = text.slice(slash + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(prefixText)) return undefined;
  return parseAddress(address, Number(prefixText));
}

/** Reads an address with the prefix given apart; the block of that one address when it is left out. `undefined` as for `parseCidr`. */
export function parseAddress(text: string, prefix?: number): AddressBlock | undefined {
  const version: IpVersion = text.includes(':') ? 6 : 4;
  const bits = addressBits[version];
  const length = prefix ?? bits;
  const address = version === 4 ? parseAddress4(text) : parseAddress6(text);
  if (address === undefined || length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = address - (address % size);
  return { version, prefix: length, first, last: first + size - 1n };
}

function parseAddress4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let address = 0;
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined;
    address = address * 256 + Number(octet);
  }
  return BigInt(address);
}

function parseAddress6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half, index) =>
    half === '' ? [] : readGroups(half, index === halves.length - 1),
  );
  if (before === undefined) return undefined;
  if (halves.length === 1) return before.length === 8 ? joinGroups(before) : undefined;
  // `::` stands for at least one group of zeros (RFC 4291, 2.2).
  if (after === undefined || before.length + after.length > 7) return undefined;
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return joinGroups([...before, ...zeros, ...after]);
}

/** The 16-bit groups of a part without `::`; what ends the address may be an IPv4 address, which makes two. */
function readGroups(text: string, endsAddress: boolean): number[] | undefined {
  const groups: number[] = [];
  const pieces = text.split(':');
  for (const [index, piece] of pieces.entries()) {
    if (piece.includes('.') && endsAddress && index === pieces.length - 1) {
      const embedded = parseAddress4(piece);
      if (embedded === undefined) return undefined;
      groups.push(Number(embedded >> 16n), Number(embedded & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(piece)) groups.push(Number.parseInt(piece, 16));
    else return undefined;
  }
  return groups;
}

function joinGroups(groups: readonly number[]): bigint {
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}
