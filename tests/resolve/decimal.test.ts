/** Numbers: binary floating point of 512 bits, written with the fewest digits that name them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  compare,
  type Decimal,
  divide,
  fromCount,
  fromDouble,
  multiply,
  parseDecimal,
  remainder,
  subtract,
  toDouble,
} from '../../src/resolve/cty/decimal.ts';
import { decimalText, shortestDigits } from '../../src/resolve/cty/decimal-text.ts';

function read(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(text);
  return value;
}

const text = (value: Decimal | undefined): string | undefined => value && decimalText(value);

test.each([
  ['1/3 in 512 bits', divide(read('1'), read('3')), `0.${'3'.repeat(154)}5`],
  ['1/3 in 64 bits', divide(fromCount(1), fromCount(3)), '0.33333333333333333334'],
  ['a double', fromDouble(Math.SQRT2), '1.4142135623730951'],
  ['0.1 + 0.2', add(read('0.1'), read('0.2')), '0.3'],
  ['a product beyond the precision', multiply(read('1e150'), read('1.23456789e10')), `123456789${'0'.repeat(152)}`],
  ['7.5 % -2', remainder(read('7.5'), read('-2')), '1.5'],
  ['1 % 0.3, what was counted on the left', remainder(fromCount(1), read('0.3')), '0.10000000000000000002'],
  ['1 % 0.3, as written', remainder(read('1'), read('0.3')), `0.0${'9'.repeat(153)}55`],
  ['1.1 % 1', remainder(read('1.1'), fromCount(1)), `0.1${'0'.repeat(153)}3`],
  ['-7 % 3', remainder(read('-7'), read('3')), '-1'],
  ['x % 0', remainder(read('5'), read('0')), '5'],
  ['1/0', divide(read('1'), read('0')), '+Inf'],
  ['0/0', divide(read('0'), read('0')), undefined],
  ['0 * -1', multiply(read('0'), read('-1')), '-0'],
  ['1p3', read('1p3'), '8'],
  ['.5e1', read('.5e1'), '5'],
])('%s', (_name, value, expected) => {
  expect(text(value)).toBe(expected);
});

test.each(['', ' 1', '1 ', '0x10', '1_000', 'e5', '--1', '1e999999'])('%j is no number', (written) => {
  expect(parseDecimal(written)).toBeUndefined();
});

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });

test('a double comes back as itself', () => {
  fc.assert(
    fc.property(doubles, (value) => {
      expect(toDouble(fromDouble(value))).toBe(value);
    }),
  );
});

// Not those of fewer than 53 bits, nor powers of two: there Go takes an interval that is as wide below as above.
test('a double has the digits that JavaScript gives it: the fewest, and of those the nearest', () => {
  fc.assert(
    fc.property(
      doubles.filter((value) => Math.abs(value) > 2.3e-308 && !Number.isInteger(Math.log2(Math.abs(value)))),
      (value) => {
        const { digits, tens } = shortestDigits(fromDouble(value));
        const [theirs = '', power = ''] = Math.abs(value).toExponential().split('e');
        expect(digits).toBe(theirs.replace('.', ''));
        expect(tens + digits.length - 1).toBe(Number(power));
      },
    ),
    { numRuns: 500 },
  );
});

test('what is written is read as the same number', () => {
  fc.assert(
    fc.property(doubles, doubles, (left, right) => {
      const sum = add(fromDouble(left), read(String(right)));
      if (sum === undefined) return;
      expect(compare(read(decimalText(sum)), sum)).toBe(0);
    }),
  );
});

test('whole numbers are exact, as BigInt has them', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
      fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
      (a, b) => {
        const [left, right] = [read(a.toString()), read(b.toString())];
        expect(text(add(left, right))).toBe((a + b).toString());
        expect(text(subtract(left, right))).toBe((a - b).toString());
        if (a * b !== 0n) expect(text(multiply(left, right))).toBe((a * b).toString());
        if (b !== 0n && a % b !== 0n) expect(text(remainder(left, right))).toBe((a % b).toString());
        expect(Math.sign(compare(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
      },
    ),
  );
});
