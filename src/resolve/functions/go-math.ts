/**
 * `math.Pow` for whole exponents as Go defines it (package math: special cases, then repeated squaring of the mantissa), since the last
 * bit of Terraform's `pow` is its and not that of JavaScript's engine.
 */
export function goPow(x: number, y: number): number {
  const special = specialPower(x, y);
  if (special !== undefined) return special;
  const whole = Math.abs(y);
  if (whole >= 2 ** 63) return hugePower(x, y);
  const { value, exponent } = wholePower(x, whole);
  return y < 0 ? scale(1 / value, -exponent) : scale(value, exponent);
}

function wholePower(x: number, power: number): { value: number; exponent: number } {
  let value = 1;
  let exponent = 0;
  let [square, squareExponent] = split(x);
  for (let rest = BigInt(power); rest !== 0n; rest >>= 1n) {
    if (squareExponent < -4096 || squareExponent > 4096) {
      exponent += squareExponent;
      break;
    }
    if ((rest & 1n) === 1n) {
      value *= square;
      exponent += squareExponent;
    }
    square *= square;
    squareExponent *= 2;
    if (square < 0.5) {
      square += square;
      squareExponent -= 1;
    }
  }
  return { value, exponent };
}

function specialPower(x: number, y: number): number | undefined {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  if (y === 0.5) return Math.sqrt(x);
  return y === -0.5 ? 1 / Math.sqrt(x) : undefined;
}

function hugePower(x: number, y: number): number {
  if (x === -1) return 1;
  return Math.abs(x) < 1 === y > 0 ? 0 : Number.POSITIVE_INFINITY;
}

/** `x = mantissa * 2^exponent`, the mantissa's magnitude from a half up to one. */
function split(x: number): [number, number] {
  let mantissa = x;
  let exponent = 0;
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    exponent += 1;
  }
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    exponent -= 1;
  }
  return [mantissa, exponent];
}

function scale(value: number, exponent: number): number {
  const half = Math.trunc(Math.max(-2200, Math.min(2200, exponent)) / 2);
  const rest = Math.max(-2200, Math.min(2200, exponent)) - half;
  return value * 2 ** half * 2 ** rest;
}
