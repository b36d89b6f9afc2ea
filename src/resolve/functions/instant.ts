import { FunctionError } from './specification.ts';

/** An RFC 3339 timestamp: the instant, and the wall clock that it was written in. */
export interface Instant {
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly nanoseconds: bigint;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:([.,])(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;
const SECOND = 1_000_000_000n;

/**
 * Throws `FunctionError` for what is no timestamp, or no date of the calendar.
 *
 * @param lenient as Go, and so `timecmp`, reads it: with an hour of one digit, a comma for the point, and offsets up to 24:60
 */
export function parseInstant(text: string, lenient = false): Instant {
  const match = TIMESTAMP.exec(text);
  const wrong = (): FunctionError => new FunctionError(`${text} is no RFC 3339 timestamp`);
  if (match === null) throw wrong();
  const [, year, month, day, hour, minute, second, point, fraction = '', sign, hours = '0', minutes = '0'] = match;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  const milliseconds = utc(y, mo, d, h, mi, s);
  if (mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) || h > 23 || mi > 59 || s > 59) throw wrong();
  if (!lenient && (hour?.length === 1 || point === ',' || Number(hours) > 23 || Number(minutes) > 59)) throw wrong();
  if (Number(hours) > 24 || Number(minutes) > 60) throw wrong();
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const nanoseconds = BigInt(`${fraction}000000000`.slice(0, 9));
  return { nanoseconds: BigInt(milliseconds) * 1_000_000n + nanoseconds - BigInt(offset) * 60n * SECOND, offset };
}

function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** What the wall clock shows, as fields of a UTC date. */
export function wallClock({ nanoseconds, offset }: Instant): Date {
  const shifted = nanoseconds + BigInt(offset) * 60n * SECOND;
  const seconds = shifted >= 0n ? shifted / SECOND : -((-shifted + SECOND - 1n) / SECOND);
  return new Date(Number(seconds) * 1000);
}

/** `+01:00`, or `Z` in UTC. */
export function offsetText(offset: number, colon: string, zulu: string): string {
  if (offset === 0 && zulu !== '') return zulu;
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}${colon}${two(size % 60)}`;
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}
