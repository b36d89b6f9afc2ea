import { convert } from '../cty/convert.ts';
import {
  add,
  bitLength,
  compare,
  type Decimal,
  fromDouble,
  fromWhole,
  isWhole,
  isZero,
  negate,
  rounded,
  signOf,
  toDouble,
  truncate,
} from '../cty/decimal.ts';
import { NUMBER } from '../cty/type.ts';
import { type Cty, DYNAMIC, isWhole as isWhollyKnown, number, typeOf, unknown, unknownFrom } from '../cty/value.ts';
import { goPow } from './go-math.ts';
import { decimalAt, textAt, wholeAt } from './read-argument.ts';
import { argument, FunctionError, type Specification } from './specification.ts';

const numberParameter = { type: NUMBER };

function unary(change: (value: Decimal) => Decimal): Specification {
  return { parameters: [numberParameter], type: NUMBER, call: (values) => number(change(decimalAt(values, 0))) };
}

export const numericFunctions: Readonly<Record<string, Specification>> = {
  abs: unary((value) => (signOf(value) < 0 ? negate(value) : unsignedZero(value))),
  ceil: unary((value) => towards(value, 1)),
  floor: unary((value) => towards(value, -1)),
  signum: unary((value) => {
    if (!isWhole(value) || BigInt.asIntN(64, truncate(value)) !== truncate(value))
      throw new FunctionError('a whole number of 64 bits is required');
    return fromWhole(BigInt(signOf(value)));
  }),
  max: extreme(1),
  min: extreme(-1),
  log: inDoubles((value, base) => {
    // Go has logarithms of its own for some processors, which are wrong for the very smallest numbers.
    if (isDenormal(value) || isDenormal(base)) return undefined;
    return Math.log(value) / Math.log(base);
  }),
  pow: { parameters: [numberParameter, numberParameter], type: NUMBER, call: power },
  parseint: {
    parameters: [{ type: DYNAMIC }, numberParameter],
    type: NUMBER,
    call: parseInteger,
  },
  sum: { parameters: [{ type: DYNAMIC }], type: NUMBER, call: sum },
};

/** Zero has a sign, which can be seen once it is text; what is rounded, or taken without sign, has none. */
function unsignedZero(value: Decimal): Decimal {
  return value.infinite === undefined && isZero(value) ? fromWhole(0n) : value;
}

/** The next whole number in a direction; the precision stays. */
function towards(value: Decimal, direction: 1 | -1): Decimal {
  if (value.infinite !== undefined || isWhole(value)) return unsignedZero(value);
  const cut = truncate(value);
  const moves = signOf(value) === direction;
  return rounded(moves ? cut + BigInt(direction) : cut, 0, Math.max(value.precision, bitLength(cut)));
}

function extreme(direction: 1 | -1): Specification {
  return {
    parameters: [numberParameter],
    rest: numberParameter,
    type: NUMBER,
    call: (values) => {
      let best = decimalAt(values, 0);
      for (let index = 1; index < values.length; index++) {
        const next = decimalAt(values, index);
        if (compare(next, best) * direction > 0) best = next;
      }
      return number(best);
    },
  };
}

/** Below the smallest normal double. */
function isDenormal(value: number): boolean {
  return value > 0 && value < 2 ** -1022;
}

/** `undefined` for what depends on the processor on which Terraform runs. */
function inDoubles(operation: (left: number, right: number) => number | undefined): Specification {
  return {
    parameters: [numberParameter, numberParameter],
    type: NUMBER,
    call: (values) => {
      const result = operation(toDouble(decimalAt(values, 0)), toDouble(decimalAt(values, 1)));
      if (result === undefined)
        return unknown(NUMBER, 'the result depends on the processor on which Terraform runs', { notNull: true });
      if (Number.isNaN(result)) throw new FunctionError('the result is not a number');
      return number(fromDouble(result));
    },
  };
}

/** With a fraction in the exponent the last digit depends on the processor on which Terraform runs. */
function power(values: readonly Cty[]): Cty {
  const [base, exponent] = [toDouble(decimalAt(values, 0)), toDouble(decimalAt(values, 1))];
  if (
    !Number.isInteger(exponent) &&
    Math.abs(exponent) !== 0.5 &&
    Number.isFinite(exponent) &&
    base !== 1 &&
    base !== 0
  ) {
    if (base < 0) throw new FunctionError('the result is not a number');
    return unknown(NUMBER, 'the last digit of pow with a fraction as exponent depends on the processor', {
      notNull: true,
    });
  }
  const result = goPow(base, exponent);
  if (Number.isNaN(result)) throw new FunctionError('the result is not a number');
  return number(fromDouble(result));
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Nobody counts further. */
const MOST_DIGITS = 5000;

function parseInteger(values: readonly Cty[]): Cty {
  if (typeOf(argument(values, 0)).kind !== 'string') throw new FunctionError('argument 1 is no string');
  const base = wholeAt(values, 1);
  if (base < 2 || base > 62) throw new FunctionError('the base is not between 2 and 62');
  const [, sign, digits = ''] = /^([+-]?)(.+)$/s.exec(textAt(values, 0)) ?? [];
  if (digits.length > MOST_DIGITS) throw new FunctionError(`the number has more than ${MOST_DIGITS} digits`);
  let value = 0n;
  for (const digit of base <= 36 ? digits.toLowerCase() : digits) {
    const weight = DIGITS.indexOf(digit);
    if (weight < 0 || weight >= base) throw new FunctionError(`the text is no number of base ${base}`);
    value = value * BigInt(base) + BigInt(weight);
  }
  if (digits === '') throw new FunctionError(`the text is no number of base ${base}`);
  return number(fromWhole(sign === '-' ? -value : value));
}

function sum(values: readonly Cty[]): Cty {
  const collection = argument(values, 0);
  if (!('items' in collection)) throw new FunctionError('a list, set or tuple of numbers is required');
  if (!isWhollyKnown(collection)) return unknownFrom(NUMBER, [collection], { notNull: true });
  if (collection.items.length === 0) throw new FunctionError('there is nothing to sum');
  let total: Decimal | undefined;
  for (const item of collection.items) {
    const value = convert(item, NUMBER);
    if (value.kind !== 'number') throw new FunctionError('all elements must be numbers');
    total = total === undefined ? value.value : add(total, value.value);
    if (total === undefined) throw new FunctionError('the sum of infinities has no value');
  }
  return number(total ?? fromWhole(0n));
}
