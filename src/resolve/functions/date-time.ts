import { fromWhole } from '../cty/decimal.ts';
import { NUMBER, STRING } from '../cty/type.ts';
import { number, string } from '../cty/value.ts';
import { parseDuration } from './duration.ts';
import { formatDate } from './format-date.ts';
import { type Instant, offsetText, parseInstant, two, wallClock } from './instant.ts';
import { textAt } from './read-argument.ts';
import type { Specification } from './specification.ts';

const text = { type: STRING };

export const dateTimeFunctions: Readonly<Record<string, Specification>> = {
  formatdate: {
    parameters: [text, text],
    type: STRING,
    call: (values) => string(formatDate(textAt(values, 0), parseInstant(textAt(values, 1)))),
  },
  timeadd: {
    parameters: [text, text],
    type: STRING,
    call: (values) => {
      const { nanoseconds, offset } = parseInstant(textAt(values, 0));
      return string(timestamp({ nanoseconds: nanoseconds + parseDuration(textAt(values, 1)), offset }));
    },
  },
  timecmp: {
    parameters: [text, text],
    type: NUMBER,
    call: (values) => {
      const [left, right] = [parseInstant(textAt(values, 0), true), parseInstant(textAt(values, 1), true)];
      const order = left.nanoseconds === right.nanoseconds ? 0n : left.nanoseconds < right.nanoseconds ? -1n : 1n;
      return number(fromWhole(order));
    },
  },
};

/** RFC 3339 without fractions of a second; as in Go, a year beyond it is written with the digits that it takes. */
function timestamp(instant: Instant): string {
  const clock = wallClock(instant);
  const date = `${yearText(clock.getUTCFullYear())}-${two(clock.getUTCMonth() + 1)}-${two(clock.getUTCDate())}`;
  const time = `${two(clock.getUTCHours())}:${two(clock.getUTCMinutes())}:${two(clock.getUTCSeconds())}`;
  return `${date}T${time}${offsetText(instant.offset, ':', 'Z')}`;
}

function yearText(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}
