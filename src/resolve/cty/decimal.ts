/**
 * Terraform's numbers: binary floating point with a mantissa of up to 512 bits, rounded to nearest even, as the `cty`
 * documentation ("Number") specifies. Every operation keeps the larger of its operands' precisions; a number counted
 * by a function (`length`) has 64 bits, one that went through IEEE 754 (`pow`, `log`) 53.
 */
export interface Decimal {
  /** Odd, or zero. */
  readonly mantissa: bigint;
  /** Of two. */
  readonly exponent: number;
  /** In bits. */
  readonly precision: number;
  /** Set for plus and minus infinity; the mantissa is meaningless then. */
  readonly infinite?: 1 | -1;
  /** Set for the zero that a negative number leaves, which is equal to zero and written `-0`. */
  readonly minusZero?: true;
}

const WRITTEN_BITS = 512;
const COUNTED_BITS = 64;
const IEEE_BITS = 53;

/** Beyond it digits would cost more than any configuration is worth. */
const LARGEST_EXPONENT = 20_000;

export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude === 0n) return 0;
  const hex = magnitude.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

/** `value * 2^exponent`, rounded to the precision. `sticky` says that a non-zero remainder follows the last bit. */
export function rounded(value: bigint, exponent: number, precision: number, sticky = false): Decimal {
  const negative = value < 0n;
  let mantissa = negative ? -value : value;
  let power = exponent;
  const excess = bitLength(mantissa) - precision;
  if (excess > 0) {
    const shift = BigInt(excess);
    const rest = mantissa & ((1n << shift) - 1n);
    const half = 1n << (shift - 1n);
    mantissa >>= shift;
    power += excess;
    const up = rest > half || (rest === half && (sticky || (mantissa & 1n) === 1n));
    if (up) mantissa += 1n;
  }
  return trimmed(negative ? -mantissa : mantissa, power, precision);
}

function trimmed(mantissa: bigint, exponent: number, precision: number): Decimal {
  if (mantissa === 0n) return { mantissa: 0n, exponent: 0, precision };
  if ((mantissa & 1n) === 1n) return { mantissa, exponent, precision };
  const zeros = bitLength(mantissa & -mantissa) - 1;
  return { mantissa: mantissa >> BigInt(zeros), exponent: exponent + zeros, precision };
}

/** A whole number that a function counted. */
export function fromCount(count: number): Decimal {
  return rounded(BigInt(count), 0, COUNTED_BITS);
}

/** A whole number of any size, exactly. */
export function fromWhole(whole: bigint): Decimal {
  return rounded(whole, 0, Math.max(COUNTED_BITS, bitLength(whole)));
}

/** The result of a function that computes in IEEE 754 double precision. */
export function fromDouble(value: number): Decimal {
  if (!Number.isFinite(value)) return infinity(value > 0 ? 1 : -1);
  if (value === 0) return zero(Object.is(value, -0), IEEE_BITS);
  let exponent = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent -= 1;
  }
  return rounded(BigInt(scaled), exponent, IEEE_BITS);
}

export function infinity(sign: 1 | -1): Decimal {
  return { mantissa: 0n, exponent: 0, precision: WRITTEN_BITS, infinite: sign };
}

const INFINITE = /^[+-]?(inf|Inf)$/;
const WRITTEN = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eEpP])([+-]?\d+))?$/;

/** Reads a written number; `undefined` if it is none, or too large to be one that somebody means. */
export function parseDecimal(text: string): Decimal | undefined {
  if (INFINITE.test(text)) return infinity(text.startsWith('-') ? -1 : 1);
  const match = WRITTEN.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', marker = '', power = '0'] = match;
  const digits = whole + fraction;
  const exponent = Number(power);
  if (digits === '' || digits.length > LARGEST_EXPONENT || Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  if (value === 0n) return zero(sign === '-', WRITTEN_BITS);
  const binary = marker.toLowerCase() === 'p';
  const tens = (binary ? 0 : exponent) - fraction.length;
  const twos = binary ? exponent : 0;
  if (tens >= 0) return rounded(value * 10n ** BigInt(tens), twos, WRITTEN_BITS);
  return quotient(value, twos, 10n ** BigInt(-tens), 0, WRITTEN_BITS);
}

function quotient(
  above: bigint,
  aboveExponent: number,
  below: bigint,
  belowExponent: number,
  precision: number,
): Decimal {
  const shift = Math.max(0, precision + 2 - bitLength(above) + bitLength(below));
  const negative = above < 0n !== below < 0n;
  const numerator = (above < 0n ? -above : above) << BigInt(shift);
  const denominator = below < 0n ? -below : below;
  const result = numerator / denominator;
  const sticky = result * denominator !== numerator;
  return rounded(negative ? -result : result, aboveExponent - belowExponent - shift, precision, sticky);
}

function zero(minus: boolean, precision: number): Decimal {
  return { mantissa: 0n, exponent: 0, precision, ...(minus ? { minusZero: true as const } : {}) };
}

function isMinus(value: Decimal): boolean {
  return signOf(value) < 0 || value.minusZero === true;
}

export function isZero(value: Decimal): boolean {
  return value.mantissa === 0n && value.infinite === undefined;
}

export function signOf(value: Decimal): -1 | 0 | 1 {
  if (value.infinite !== undefined) return value.infinite;
  if (value.mantissa === 0n) return 0;
  return value.mantissa < 0n ? -1 : 1;
}

export function isWhole(value: Decimal): boolean {
  return value.infinite === undefined && value.exponent >= 0;
}

export function negate(value: Decimal): Decimal {
  if (value.infinite !== undefined) return infinity(value.infinite === 1 ? -1 : 1);
  if (value.mantissa === 0n) return zero(value.minusZero === undefined, value.precision);
  return { ...value, mantissa: -value.mantissa };
}

/** `undefined` for infinity minus infinity, which has no value. */
export function add(left: Decimal, right: Decimal): Decimal | undefined {
  if (left.infinite !== undefined || right.infinite !== undefined) {
    if (left.infinite !== undefined && right.infinite !== undefined && left.infinite !== right.infinite)
      return undefined;
    return left.infinite === undefined ? right : left;
  }
  if (left.minusZero && right.minusZero) return zero(true, Math.max(left.precision, right.precision));
  const exponent = Math.min(left.exponent, right.exponent);
  const sum =
    (left.mantissa << BigInt(left.exponent - exponent)) + (right.mantissa << BigInt(right.exponent - exponent));
  return rounded(sum, exponent, Math.max(left.precision, right.precision));
}

export function subtract(left: Decimal, right: Decimal): Decimal | undefined {
  return add(left, negate(right));
}

/** `undefined` for zero times infinity. */
export function multiply(left: Decimal, right: Decimal): Decimal | undefined {
  if (left.infinite !== undefined || right.infinite !== undefined) {
    const sign = signOf(left) * signOf(right);
    return sign === 0 ? undefined : infinity(sign > 0 ? 1 : -1);
  }
  const precision = Math.max(left.precision, right.precision);
  if (isZero(left) || isZero(right)) return zero(isMinus(left) !== isMinus(right), precision);
  return rounded(left.mantissa * right.mantissa, left.exponent + right.exponent, precision);
}

/** `undefined` for zero by zero and infinity by infinity. */
export function divide(left: Decimal, right: Decimal): Decimal | undefined {
  if (left.infinite !== undefined) {
    return right.infinite === undefined ? infinity(signOf(left) * (signOf(right) || 1) > 0 ? 1 : -1) : undefined;
  }
  const precision = Math.max(left.precision, right.precision);
  if (right.infinite !== undefined) return zero(isMinus(left) !== isMinus(right), precision);
  if (isZero(right)) return isZero(left) ? undefined : infinity(isMinus(left) === isMinus(right) ? 1 : -1);
  if (isZero(left)) return zero(isMinus(left) !== isMinus(right), precision);
  return quotient(left.mantissa, left.exponent, right.mantissa, right.exponent, precision);
}

/**
 * Left minus right times the quotient cut towards zero, as `%` does, each step rounded to the precision of the left; what is divided
 * by zero stays as it is (`Value.Modulo` of cty).
 */
export function remainder(left: Decimal, right: Decimal): Decimal | undefined {
  if (isZero(right)) return left.infinite === undefined ? left : undefined;
  const ratio = divide(left, right);
  if (ratio === undefined || ratio.infinite !== undefined) return undefined;
  const product = multiply(right, rounded(truncate(ratio), 0, left.precision));
  const difference = product && subtract(left, narrowed(product, left.precision));
  return difference && narrowed(difference, left.precision);
}

function narrowed(value: Decimal, precision: number): Decimal {
  if (value.infinite !== undefined || value.mantissa === 0n) return { ...value, precision };
  return rounded(value.mantissa, value.exponent, precision);
}

/** The whole part, cut towards zero. */
export function truncate(value: Decimal): bigint {
  if (value.exponent >= 0) return value.mantissa << BigInt(value.exponent);
  const magnitude = (value.mantissa < 0n ? -value.mantissa : value.mantissa) >> BigInt(-value.exponent);
  return value.mantissa < 0n ? -magnitude : magnitude;
}

export function compare(left: Decimal, right: Decimal): number {
  if (left.infinite !== undefined || right.infinite !== undefined) return (left.infinite ?? 0) - (right.infinite ?? 0);
  const exponent = Math.min(left.exponent, right.exponent);
  const a = left.mantissa << BigInt(left.exponent - exponent);
  const b = right.mantissa << BigInt(right.exponent - exponent);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The nearest IEEE 754 double. */
export function toDouble(value: Decimal): number {
  if (value.infinite !== undefined) return value.infinite * Number.POSITIVE_INFINITY;
  if (value.minusZero) return -0;
  const narrow = rounded(value.mantissa, value.exponent, IEEE_BITS);
  const mantissa = Number(narrow.mantissa);
  const half = Math.trunc(narrow.exponent / 2);
  return mantissa * 2 ** half * 2 ** (narrow.exponent - half);
}
