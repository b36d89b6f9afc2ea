import { bitLength, type Decimal } from './decimal.ts';

/**
 * Writes a number as Terraform does: all digits before the point, and after it the fewest that still name this number and no
 * other of its precision. `1/3` so has 154 digits.
 */
export function decimalText(value: Decimal): string {
  if (value.infinite !== undefined) return value.infinite > 0 ? '+Inf' : '-Inf';
  const negative = value.mantissa < 0n || value.minusZero === true;
  const { digits, tens } = shortestDigits(value);
  return (negative ? '-' : '') + placePoint(digits, tens);
}

/** `digits * 10^tens`, without sign; no trailing zero in `digits`, unless it is `0`. */
export function shortestDigits(value: Decimal): { readonly digits: string; readonly tens: number } {
  const magnitude = value.mantissa < 0n ? -value.mantissa : value.mantissa;
  if (magnitude === 0n) return { digits: '0', tens: 0 };
  const spare = value.precision - bitLength(magnitude);
  // A whole number whose units are within its precision has no shorter name than its digits.
  if (value.exponent >= 0 && value.exponent <= spare)
    return stripped((magnitude << BigInt(value.exponent)).toString(), 0);
  const doubled = magnitude << BigInt(spare + 1);
  const power = value.exponent - spare - 1;
  const scale = power < 0 ? 5n ** BigInt(-power) : 1n << BigInt(power);
  const inclusive = (doubled & 2n) === 0n;
  const exact = doubled * scale;
  const low = (doubled - 1n) * scale;
  const high = (doubled + 1n) * scale;
  const tens = Math.min(power, 0);
  return stripped(nearestShort(exact, low, high, inclusive), tens);
}

/**
 * The number with the fewest leading digits inside the interval, as digits padded with zeros. A multiple of ten to some power is
 * one of every lower power too, so that the highest power with a multiple inside is found by halving.
 */
function nearestShort(exact: bigint, low: bigint, high: bigint, inclusive: boolean): string {
  let least = 0;
  let most = Math.ceil(bitLength(exact) * Math.log10(2));
  while (least < most) {
    const power = Math.ceil((least + most) / 2);
    if (multipleWithin(exact, powerOfTen(power), low, high, inclusive) === undefined) most = power - 1;
    else least = power;
  }
  return (multipleWithin(exact, powerOfTen(least), low, high, inclusive) ?? exact).toString();
}

const powersOfTen: bigint[] = [];

function powerOfTen(power: number): bigint {
  const known = powersOfTen[power];
  if (known !== undefined) return known;
  const computed = 10n ** BigInt(power);
  powersOfTen[power] = computed;
  return computed;
}

/** The multiple of the unit that is nearest to the number, if it lies inside. */
function multipleWithin(
  exact: bigint,
  unit: bigint,
  low: bigint,
  high: bigint,
  inclusive: boolean,
): bigint | undefined {
  const down = exact - (exact % unit);
  const up = down + unit;
  const mayDown = down > low || (inclusive && down === low);
  const mayUp = up < high || (inclusive && up === high);
  if (mayDown && mayUp) return nearer(exact, down, up);
  if (mayDown) return down;
  return mayUp ? up : undefined;
}

function nearer(exact: bigint, down: bigint, up: bigint): bigint {
  const below = exact - down;
  const above = up - exact;
  if (below !== above) return below < above ? down : up;
  const unit = up - down;
  return (down / unit) % 2n === 0n ? down : up;
}

function stripped(digits: string, tens: number): { digits: string; tens: number } {
  let end = digits.length;
  while (end > 1 && digits.charCodeAt(end - 1) === 48) end -= 1;
  return { digits: digits.slice(0, end), tens: tens + digits.length - end };
}

export function placePoint(digits: string, tens: number): string {
  if (tens >= 0) return digits === '0' ? '0' : digits + '0'.repeat(tens);
  const point = digits.length + tens;
  if (point > 0) return `${digits.slice(0, point)}.${digits.slice(point)}`;
  return `0.${'0'.repeat(-point)}${digits}`;
}
