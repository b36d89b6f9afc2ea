import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCalendarDate } from '../../src/settings/calendar-date.ts';

const digits = (number: number, length: number) => String(number).padStart(length, '0');

test('a date is of the calendar exactly when its month has its day', () => {
  const numbers = fc.tuple(
    fc.integer({ min: 0, max: 9999 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
  );
  fc.assert(
    fc.property(numbers, ([year, month, day]) => {
      const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
      const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
      const text = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
      expect(isCalendarDate(text)).toBe(day >= 1 && day <= (days[month - 1] ?? 0));
    }),
    { numRuns: 2_000 },
  );
});

test.each(['2026-1-01', '2026-01-01 ', '+2026-01-01', '2026-01-01T00:00:00Z', '20260101', ''])(
  '%j is no date',
  (text) => {
    expect(isCalendarDate(text)).toBe(false);
  },
);
