import { type Instant, offsetText, two, wallClock } from './instant.ts';
import { FunctionError } from './specification.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

type Write = (clock: Date, instant: Instant) => string;

/** The sequences of `formatdate` (Terraform documentation, "formatdate Function"). */
const SEQUENCES: Readonly<Record<string, Write>> = {
  YYYY: (clock) => String(clock.getUTCFullYear()).padStart(4, '0'),
  YY: (clock) => two(clock.getUTCFullYear() % 100),
  MMMM: (clock) => MONTHS[clock.getUTCMonth()] ?? '',
  MMM: (clock) => (MONTHS[clock.getUTCMonth()] ?? '').slice(0, 3),
  MM: (clock) => two(clock.getUTCMonth() + 1),
  M: (clock) => String(clock.getUTCMonth() + 1),
  DD: (clock) => two(clock.getUTCDate()),
  D: (clock) => String(clock.getUTCDate()),
  EEEE: (clock) => DAYS[clock.getUTCDay()] ?? '',
  EEE: (clock) => (DAYS[clock.getUTCDay()] ?? '').slice(0, 3),
  hh: (clock) => two(clock.getUTCHours()),
  h: (clock) => String(clock.getUTCHours()),
  HH: (clock) => two(twelve(clock.getUTCHours())),
  H: (clock) => String(twelve(clock.getUTCHours())),
  AA: (clock) => (clock.getUTCHours() < 12 ? 'AM' : 'PM'),
  aa: (clock) => (clock.getUTCHours() < 12 ? 'am' : 'pm'),
  mm: (clock) => two(clock.getUTCMinutes()),
  m: (clock) => String(clock.getUTCMinutes()),
  ss: (clock) => two(clock.getUTCSeconds()),
  s: (clock) => String(clock.getUTCSeconds()),
  ZZZZZ: (_clock, { offset }) => offsetText(offset, ':', ''),
  ZZZZ: (_clock, { offset }) => offsetText(offset, '', ''),
  ZZZ: (_clock, { offset }) => offsetText(offset, '', 'UTC'),
  Z: (_clock, { offset }) => offsetText(offset, ':', 'Z'),
};

function twelve(hour: number): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

/** Two quotes are one, before they are an empty text. */
const TOKEN = /''|'([^'](?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/y;

/** Throws `FunctionError` for a sequence of letters that stands for nothing. */
export function formatDate(format: string, instant: Instant): string {
  const clock = wallClock(instant);
  let result = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < format.length) {
    const match = TOKEN.exec(format);
    if (match === null) throw new FunctionError('the format has a quote that is not closed');
    const [token, quoted, letter] = match;
    if (token === "''") result += "'";
    else if (quoted !== undefined) result += quoted.replaceAll("''", "'");
    else if (letter === undefined) result += token;
    else {
      const write = Object.hasOwn(SEQUENCES, token) ? SEQUENCES[token] : undefined;
      if (write === undefined)
        throw new FunctionError(`${token} is no part of a date; quote what is to stand as it is`);
      result += write(clock, instant);
    }
  }
  return result;
}
