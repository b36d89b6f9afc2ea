import { FunctionError } from './specification.ts';

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
const LONGEST = 1n << 63n;

/** A duration of Go, such as `-1h30m0.5s`, in nanoseconds. Throws `FunctionError`. */
export function parseDuration(text: string): bigint {
  const negative = text.startsWith('-');
  const bare = text.replace(/^[-+]/, '');
  const wrong = new FunctionError(`${text} is no duration`);
  if (bare === '0') return 0n;
  if (bare === '') throw wrong;
  let total = 0n;
  PART.lastIndex = 0;
  while (PART.lastIndex < bare.length) {
    const match = PART.exec(bare);
    if (match === null) throw wrong;
    const [, whole = '', fraction = '', unit = ''] = match;
    if (whole === '' && fraction === '') throw wrong;
    const size = UNITS[unit] ?? 0n;
    total += BigInt(whole === '' ? 0 : whole) * size;
    if (fraction !== '') total += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
    if (total >= LONGEST) throw wrong;
  }
  return negative ? -total : total;
}
