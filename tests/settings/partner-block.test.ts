import { expect, test } from 'vitest';
import { faultOfBlock } from '../../src/settings/partner-block.ts';

test.each([
  ['203.0.113.0/24', undefined],
  ['203.0.113.7/32', undefined],
  ['8.0.0.0/8', undefined],
  ['2001:db8::/32', undefined],
  ['2001:db8:0:1:2:3:4:5/128', undefined],
  ['2001::/16', undefined],
  ['203.0.113.7/24', 'has bits set after its prefix'],
  ['2001:db8::1/64', 'has bits set after its prefix'],
  ['0.0.0.0/1', "is wider than any partner's block; the shortest prefix allowed is /8"],
  ['::/0', "is wider than any partner's block; the shortest prefix allowed is /16"],
  ['203.0.113.0/33', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['203.0.113.256/32', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['203.0.113.0', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['partner.example/24', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
])('%j', (block, fault) => {
  expect(faultOfBlock(block)).toBe(fault);
});
