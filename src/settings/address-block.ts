/** What is wrong with a partner's address block, as the end of "`x` ..."; `undefined` when nothing is. */
export function faultOfBlock(text: string): string | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  if (match === null) return 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32';
  const [, address = '', prefixText = ''] = match;
  const words = address.includes(':') ? groups6(address) : groups4(address);
  if (words === undefined) return 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32';
  const size = address.includes(':') ? 16 : 8;
  const prefix = Number(prefixText);
  const bits = words.length * size;
  if (prefix > bits) return `has a prefix longer than ${bits}`;
  // The widest blocks that one holder has: a /8 of IPv4, a /16 or so of IPv6. Wider is the internet, not a partner.
  const shortest = size === 8 ? 8 : 16;
  if (prefix < shortest) return `is wider than any partner's block; the shortest prefix allowed is /${shortest}`;
  return bitsAfter(words, size, prefix) ? 'has bits set after its prefix' : undefined;
}

function groups4(address: string): readonly number[] | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const numbers = parts.map(Number);
  return numbers.every((number) => number <= 255) ? numbers : undefined;
}

/** Eight groups of an IPv6 address in the text forms of RFC 4291, section 2.2, without the dotted-quad one. */
function groups6(address: string): readonly number[] | undefined {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = [...head, ...tail];
  if (!given.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  if (halves.length === 1 ? given.length !== 8 : given.length > 7) return undefined;
  const zeros = Array.from({ length: 8 - given.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}

function bitsAfter(words: readonly number[], size: number, prefix: number): boolean {
  return words.some((word, index) => {
    const kept = Math.min(Math.max(prefix - index * size, 0), size);
    return (word & (2 ** (size - kept) - 1)) !== 0;
  });
}
