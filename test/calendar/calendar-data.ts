import { type Calendar, makeCalendar } from '../../src/calendar/working-days';
import holidays from '../../src/reference/data/holidays.json';

/** The calendar the portal ships with, 2019 to 2027, as loaded from its data file. */
export function shippedCalendar(): Calendar {
  return makeCalendar({
    years: holidays.years.map((row) => row.year),
    daysOff: holidays.days.map(({ date, kind, name, decree }) => ({
      date,
      kind: kind as 'libur_nasional' | 'cuti_bersama',
      name,
      decree,
    })),
    version: 'shipped',
  });
}
