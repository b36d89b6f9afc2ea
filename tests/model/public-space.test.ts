import { expect, test } from 'vitest';
import { countAddresses, parseCidr, publicPartOf } from '../../src/model/index.ts';

function publicAddresses(text: string): { v4: bigint; v6: bigint } {
  const block = parseCidr(text);
  if (block === undefined) throw new Error(`no block: ${text}`);
  const part = publicPartOf(block);
  return { v4: countAddresses(part[4]), v6: countAddresses(part[6]) };
}

test.each([
  ['10.0.0.0/8', 0n, 0n],
  ['100.64.0.0/10', 0n, 0n],
  ['172.16.0.0/12', 0n, 0n],
  ['192.168.0.0/16', 0n, 0n],
  ['169.254.169.254/32', 0n, 0n],
  ['127.0.0.1/32', 0n, 0n],
  ['224.0.0.0/3', 0n, 0n],
  ['203.0.113.0/24', 0n, 0n],
  ['198.18.0.0/15', 0n, 0n],
  ['8.8.8.8/32', 1n, 0n],
  ['10.0.0.0/7', 1n << 24n, 0n],
  ['192.168.0.0/15', 1n << 16n, 0n],
  ['::1/128', 0n, 0n],
  ['fc00::/7', 0n, 0n],
  ['fe80::/10', 0n, 0n],
  ['ff00::/8', 0n, 0n],
  ['8000::/1', 0n, 0n],
  ['2001:db8::/32', 0n, 0n],
  ['3fff::/20', 0n, 0n],
  ['2600::/12', 0n, 1n << 116n],
  ['64:ff9b::808:808/128', 1n, 0n],
  ['64:ff9b::a00:0/104', 0n, 0n],
] as const)('%s has %d public IPv4 and %d public IPv6 addresses', (text, v4, v6) => {
  expect(publicAddresses(text)).toEqual({ v4, v6 });
});

test('behind the NAT64 prefix lies the whole of the IPv4 internet', () => {
  expect(publicAddresses('64:ff9b::/96').v4).toBe(publicAddresses('0.0.0.0/0').v4);
  expect(publicAddresses('::/1').v4).toBe(publicAddresses('0.0.0.0/0').v4);
});
