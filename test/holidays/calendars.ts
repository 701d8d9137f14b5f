import type { StoredCalendar } from '../../src/calendar/change';
import type { DayOff } from '../../src/calendar/working-days';
import holidays from '../../src/reference/data/holidays.json';

/** The days off of a shipped year, as a list or a change names them. */
export function shippedDays(year: number): DayOff[] {
  return shippedStored().days.filter(({ date }) => date.startsWith(`${year}-`));
}

/** The shipped calendar entry by entry, as it is kept. */
export function shippedStored(): StoredCalendar {
  return {
    years: holidays.years.map(({ year, decree, confidence }) => ({ year, version: 1, decree, confidence })),
    days: holidays.days.map(({ date, kind, name, decree }) => ({ date, kind: kind as DayOff['kind'], name, decree })),
  };
}

/** A year of twelve holidays and one day of joint leave, as a decree lists them; 1 January 2028 is a Saturday. */
export const CSV_2028 = `Tanggal;Nama;Jenis
2028-01-01;Tahun Baru Masehi;libur nasional
26/01/2028;Tahun Baru Imlek;libur nasional
Senin, 28 Februari 2028;Idul Fitri;libur nasional
29 Februari 2028;Hari kedua Idul Fitri;libur nasional
2028-03-01;Cuti Bersama Idul Fitri;
2028-03-27;Hari Suci Nyepi;libur nasional
2028-04-14;Wafat Yesus Kristus;libur nasional
2028-05-01;Hari Buruh Internasional;libur nasional
2028-05-05;Idul Adha (perkiraan);libur nasional
2028-05-09;Hari Raya Waisak;libur nasional
2028-06-01;Hari Lahir Pancasila;libur nasional
2028-08-17;Hari Kemerdekaan;libur nasional
2028-12-25;Hari Raya Natal;libur nasional
`;

/** The same kind of list as a calendar program writes it. */
export function icalOf(days: readonly { date: string; name: string }[]): string {
  const events = days.map(({ date, name }) =>
    [
      'BEGIN:VEVENT',
      `DTSTART;VALUE=DATE:${date.replace(/-/g, '')}`,
      `SUMMARY:${name.replace(/,/g, '\\,')}`,
      'END:VEVENT',
    ].join('\r\n'),
  );
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//uji//ID', ...events, 'END:VCALENDAR', ''].join('\r\n');
}
