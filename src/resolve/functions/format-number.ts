import { type Decimal, isWhole, signOf, truncate } from '../cty/decimal.ts';
import { placePoint, shortestDigits } from '../cty/decimal-text.ts';
import type { Verb } from './format-verb.ts';
import { FunctionError } from './specification.ts';

/** A number by one of the verbs `b d o x X e E f g G`, as Go's `fmt` writes it. */
export function formatNumber(value: Decimal, verb: Verb): string {
  if ('bdoxX'.includes(verb.letter)) return wholeText(value, verb);
  if (value.infinite !== undefined) {
    const sign = value.infinite < 0 ? '-' : verb.space ? ' ' : '+';
    return pad('Inf', { ...verb, zero: false }, sign);
  }
  return pad(fractionText(value, verb), verb, signText(signOf(value) < 0 || value.minusZero === true, verb));
}

/** As `%v` writes it: the fewest digits, whatever the flags say. */
export function plainNumber(value: Decimal): string {
  if (value.infinite !== undefined) return value.infinite > 0 ? '+Inf' : '-Inf';
  return signText(signOf(value) < 0 || value.minusZero === true, PLAIN) + general(value, undefined);
}

const PLAIN = { plus: false, space: false };

function signText(isNegative: boolean, { plus, space }: Pick<Verb, 'plus' | 'space'>): string {
  return isNegative ? '-' : plus ? '+' : space ? ' ' : '';
}

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const PREFIXES: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' };

function wholeText(value: Decimal, verb: Verb): string {
  if (!isWhole(value)) throw new FunctionError(`${verb.text} takes a whole number`);
  const whole = truncate(value);
  // Nothing at all, not even what would fill the width.
  if (whole === 0n && verb.precision === 0) return '';
  const digits = (whole < 0n ? -whole : whole).toString(BASES[verb.letter] ?? 10).padStart(verb.precision ?? 1, '0');
  const sign = signText(whole < 0n, verb) + (verb.sharp ? (PREFIXES[verb.letter] ?? '') : '');
  const zero = verb.zero && !verb.minus && verb.precision === undefined;
  return pad(verb.letter === 'X' ? digits.toUpperCase() : digits, { ...verb, zero }, sign);
}

function fractionText(value: Decimal, verb: Verb): string {
  const letter = verb.letter.toLowerCase();
  const text =
    letter === 'f'
      ? fixed(value, verb.precision ?? 6)
      : letter === 'e'
        ? scientific(value, verb.precision ?? 6)
        : general(value, verb.precision);
  return verb.letter === 'E' || verb.letter === 'G' ? text.toUpperCase() : text;
}

/** The magnitude, rounded to so many digits after the point, half to even. */
function fixed(value: Decimal, places: number): string {
  return placePoint(
    scaled(value, places)
      .toString()
      .padStart(places + 1, '0'),
    -places,
  ).replace(/\.$/, '');
}

/** The magnitude times a power of ten, rounded to a whole number, half to even. */
function scaled(value: Decimal, places: number): bigint {
  const magnitude = value.mantissa < 0n ? -value.mantissa : value.mantissa;
  let above = places >= 0 ? magnitude * 10n ** BigInt(places) : magnitude;
  let below = places >= 0 ? 1n : 10n ** BigInt(-places);
  if (value.exponent >= 0) above <<= BigInt(value.exponent);
  else below <<= BigInt(-value.exponent);
  const quotient = above / below;
  const twice = (above % below) * 2n;
  if (twice > below || (twice === below && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}

function scientific(value: Decimal, places: number): string {
  const { digits, power } = significant(value, places + 1);
  return mantissaText(digits, power);
}

/** The leading digits and the power of ten of the first. */
function significant(value: Decimal, count: number): { digits: string; power: number } {
  if (signOf(value) === 0) return { digits: '0'.repeat(count), power: 0 };
  const { digits: all, tens } = shortestDigits(value);
  const power = all.length + tens - 1;
  const digits = scaled(value, count - 1 - power).toString();
  return digits.length > count ? { digits: digits.slice(0, count), power: power + 1 } : { digits, power };
}

function mantissaText(digits: string, power: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const size = Math.abs(power).toString().padStart(2, '0');
  return `${digits.charAt(0)}${fraction}e${power < 0 ? '-' : '+'}${size}`;
}

/** Where `%g` without a precision changes to an exponent. */
const SHORTEST_BOUND = 6;

/** `%g`: with an exponent below 1e-4 and from as many digits before the point as are wanted. */
function general(value: Decimal, precision: number | undefined): string {
  const wanted = precision === undefined ? undefined : Math.max(1, precision);
  const { digits, power } = wanted === undefined ? shortest(value) : trimmed(significant(value, wanted));
  const bound = wanted === undefined ? SHORTEST_BOUND : generalBound(wanted, digits, power);
  if (power < -4 || power >= bound) return mantissaText(digits, power);
  return placePoint(digits, power - digits.length + 1);
}

function generalBound(wanted: number, digits: string, power: number): number {
  return wanted > digits.length && digits.length >= power + 1 ? digits.length : wanted;
}

function shortest(value: Decimal): { digits: string; power: number } {
  const { digits, tens } = shortestDigits(value);
  return { digits, power: digits === '0' ? 0 : digits.length + tens - 1 };
}

function trimmed({ digits, power }: { digits: string; power: number }): { digits: string; power: number } {
  return { digits: digits.replace(/0+$/, '') || '0', power };
}

function pad(magnitude: string, verb: Verb, sign: string): string {
  const width = verb.width ?? 0;
  if (verb.zero) return sign + magnitude.padStart(width - sign.length, '0');
  if (verb.minus) return (sign + magnitude).padEnd(width);
  return (sign + magnitude).padStart(width);
}
