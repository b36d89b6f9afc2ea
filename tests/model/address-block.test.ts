import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress, parseCidr } from '../../src/model/index.ts';

test.each([
  ['10.0.0.0/16', 4, 167_772_160n, 167_837_695n],
  ['10.0.255.7/16', 4, 167_772_160n, 167_837_695n],
  ['0.0.0.0/0', 4, 0n, 4_294_967_295n],
  ['255.255.255.255/32', 4, 4_294_967_295n, 4_294_967_295n],
  ['::/0', 6, 0n, (1n << 128n) - 1n],
  ['::1/128', 6, 1n, 1n],
  ['2001:db8::/32', 6, 0x2001_0db8n << 96n, (0x2001_0db9n << 96n) - 1n],
  ['2001:db8:ffff::1/32', 6, 0x2001_0db8n << 96n, (0x2001_0db9n << 96n) - 1n],
  ['::ffff:192.0.2.1/128', 6, 0xffff_c000_0201n, 0xffff_c000_0201n],
  ['64:FF9B::/96', 6, 0x0064_ff9bn << 96n, (0x0064_ff9bn << 96n) + 0xffff_ffffn],
] as const)('%s is a block', (text, version, first, last) => {
  expect(parseCidr(text)).toMatchObject({ version, first, last });
});

test.each([
  ['prefix too long', '10.0.0.0/33'],
  ['prefix too long', '::/129'],
  ['no prefix', '10.0.0.0'],
  ['empty prefix', '10.0.0.0/'],
  ['leading zero in the prefix', '0.0.0.0/00'],
  ['leading zero in an octet', '010.0.0.0/8'],
  ['three octets', '10.0.0/24'],
  ['octet too great', '10.0.0.256/32'],
  ['sign', '10.0.0.0/-1'],
  ['two prefixes', '10.0.0.0/8/8'],
  ['space', ' 10.0.0.0/8'],
  ['two runs of zeros', '2001::db8::/32'],
  ['a run of zeros that stands for nothing', '1:2:3:4:5:6:7:8::/32'],
  ['nine groups', '1:2:3:4:5:6:7:8:9/32'],
  ['seven groups', '1:2:3:4:5:6:7/32'],
  ['five digits', '12345::/32'],
  ['zone index', 'fe80::1%eth0/64'],
  ['IPv4 part not last', '::192.0.2.1:1/128'],
  ['nothing', ''],
] as const)('no block, %s: %j', (_situation, text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test('an address without a prefix is the block of that address', () => {
  expect(parseAddress('192.0.2.1')).toMatchObject({ prefix: 32, first: 0xc000_0201n, last: 0xc000_0201n });
  expect(parseAddress('::2')).toMatchObject({ prefix: 128, first: 2n, last: 2n });
});

test('an address is read exactly when Node takes it', () => {
  const pieces = fc.array(
    fc.constantFrom('1', '255', '256', '0', '00', '.', ':', '::', 'f', 'abcd', 'g', '12345', '%', '1.2.3.4'),
    { maxLength: 16 },
  );
  const texts = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    pieces.map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      // Node takes a zone index, which CIDR notation has not.
      fc.pre(!text.includes('%'));
      expect(parseAddress(text) !== undefined).toBe(isIP(text) !== 0);
    }),
    { numRuns: 3_000 },
  );
});

test('a block holds the addresses that share its prefix, and no others', () => {
  const words = fc.bigInt({ min: 0n, max: 0xffff_ffffn });
  fc.assert(
    fc.property(words, words, fc.integer({ min: 0, max: 32 }), (address, other, prefix) => {
      const block = parseCidr(`${dotted(address)}/${prefix}`);
      const shift = BigInt(32 - prefix);
      const inside = block !== undefined && block.first <= other && other <= block.last;
      expect(inside).toBe(address >> shift === other >> shift);
    }),
  );
});

function dotted(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}
