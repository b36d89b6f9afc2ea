import type { AddressBlock, AddressRange, IpVersion } from './address-block.ts';
import { parseCidr } from './address-block.ts';
import { type AddressSet, addressSet, intersectAddresses, subtractAddresses } from './address-set.ts';

/**
 * IPv4 space that no host of the public internet has: the blocks whose column "Globally Reachable" says false in the
 * IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates), and the multicast space (RFC 5771).
 */
const notPublic4 = [
  '0.0.0.0/8', // "this network", RFC 791
  '10.0.0.0/8', // private use, RFC 1918
  '100.64.0.0/10', // carrier-grade NAT, RFC 6598
  '127.0.0.0/8', // loopback, RFC 1122
  '169.254.0.0/16', // link-local, RFC 3927
  '172.16.0.0/12', // private use, RFC 1918
  '192.0.0.0/24', // IETF protocol assignments, RFC 6890
  '192.0.2.0/24', // documentation, RFC 5737
  '192.88.99.0/24', // deprecated 6to4 relay anycast, RFC 7526
  '192.168.0.0/16', // private use, RFC 1918
  '198.18.0.0/15', // benchmarking, RFC 2544
  '198.51.100.0/24', // documentation, RFC 5737
  '203.0.113.0/24', // documentation, RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved, RFC 1112, with the limited broadcast address
];

/** IANA has allocated nothing outside 2000::/3 for global unicast (RFC 4291, section 2.5.4; IPv6 Address Space registry). */
const globalUnicast6 = ['2000::/3'];

/** What is not public inside it, from the IANA IPv6 Special-Purpose Address Registry. */
const notPublic6 = [
  '2001::/23', // IETF protocol assignments, RFC 2928
  '2001:db8::/32', // documentation, RFC 3849
  '3fff::/20', // documentation, RFC 9637
];

/** The well-known prefix behind which NAT64 shows the IPv4 internet (RFC 6052, section 2.1; VPC guide, "DNS64 and NAT64"). */
const nat64Prefix = blocksOf(['64:ff9b::/96']);

const publicSpace: Readonly<Record<IpVersion, AddressSet>> = {
  4: subtractAddresses(addressSet(blocksOf(['0.0.0.0/0'])), addressSet(blocksOf(notPublic4))),
  6: subtractAddresses(addressSet(blocksOf(globalUnicast6)), addressSet(blocksOf(notPublic6))),
};

/** Public addresses of each family. */
export type PublicPart = Readonly<Record<IpVersion, AddressSet>>;

/** The public addresses that a block reaches. An IPv6 block over the NAT64 prefix reaches IPv4 addresses as well. */
export function publicPartOf(block: AddressBlock): PublicPart {
  const whole = [{ first: block.first, last: block.last }];
  if (block.version === 4) return { 4: intersectAddresses(whole, publicSpace[4]), 6: [] };
  const translated = intersectAddresses(whole, nat64Prefix).map(lastFourOctets);
  return { 4: intersectAddresses(translated, publicSpace[4]), 6: intersectAddresses(whole, publicSpace[6]) };
}

function lastFourOctets({ first, last }: AddressRange): AddressRange {
  return { first: first & 0xffff_ffffn, last: last & 0xffff_ffffn };
}

function blocksOf(texts: readonly string[]): AddressBlock[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}
