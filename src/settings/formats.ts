import { isCalendarDate } from './calendar-date.ts';

/** The formats that our schemas name. */
export const formats = { date: isCalendarDate };
