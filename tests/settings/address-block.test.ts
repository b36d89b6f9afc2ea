import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfBlock } from '../../src/settings/address-block.ts';
import { isCalendarDate } from '../../src/settings/calendar-date.ts';

test.each([
  ['203.0.113.0/24', undefined],
  ['203.0.113.7/32', undefined],
  ['8.0.0.0/8', undefined],
  ['2001:db8::/32', undefined],
  ['2001:db8:0:1:2:3:4:5/128', undefined],
  ['2001::/16', undefined],
  ['203.0.113.7/24', 'has bits set after its prefix'],
  ['2001:db8::1/64', 'has bits set after its prefix'],
  ['203.0.113.0/33', 'has a prefix longer than 32'],
  ['2001:db8::/129', 'has a prefix longer than 128'],
  ['0.0.0.0/1', "is wider than any partner's block; the shortest prefix allowed is /8"],
  ['::/0', "is wider than any partner's block; the shortest prefix allowed is /16"],
  ['203.0.113/24', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['203.0.113.256/32', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['203.0.113.010/32', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['2001:db8:::/32', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['1:2:3:4:5:6:7:8::/32', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['partner.example/24', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
  ['', 'is no address block; write it as 198.51.100.0/24 or 2001:db8::/32'],
])('%j', (block, fault) => {
  expect(faultOfBlock(block)).toBe(fault);
});

test('a host block is accepted exactly when Node takes its address', () => {
  const pieces = fc.array(fc.constantFrom('1', '255', '256', '0', '00', '.', ':', '::', 'f', 'abcd', 'g', '12345'), {
    maxLength: 16,
  });
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    pieces.map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(address, (text) => {
      // The dotted-quad form of an IPv6 address is not taken, nor is a zone.
      fc.pre(!(text.includes(':') && text.includes('.')) && !text.includes('%'));
      const bits = isIP(text) === 6 ? 128 : 32;
      expect(faultOfBlock(`${text}/${bits}`) === undefined).toBe(isIP(text) !== 0);
    }),
    { numRuns: 2_000 },
  );
});

test('a date is of the calendar exactly when it is the date of some instant', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const days = [
          31,
          year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
          31,
          30,
          31,
          30,
          31,
          31,
          30,
          31,
          30,
          31,
        ];
        expect(isCalendarDate(text)).toBe(day >= 1 && day <= (days[month - 1] ?? 0));
      },
    ),
    { numRuns: 2_000 },
  );
});
