import { parseAddress, parseCidr } from '../model/index.ts';

/** The widest blocks that one holder has, as prefix lengths; what is wider is the internet, not a partner. */
const shortestPrefix = { 4: 8, 6: 16 } as const;

/** What is wrong with a partner's address block, as the end of "`x` ..."; `undefined` when nothing is. */
export function faultOfBlock(text: string): string | undefined {
  const block = parseCidr(text);
  if (block === undefined) return 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32';
  const shortest = shortestPrefix[block.version];
  if (block.prefix < shortest) return `is wider than any partner's block; the shortest prefix allowed is /${shortest}`;
  const address = parseAddress(text.slice(0, text.indexOf('/')));
  return address?.first === block.first ? undefined : 'has bits set after its prefix';
}
