import { makeCalendar } from '../../src/calendar/working-days';

/** December 2026 with its two days off before New Year. */
export const DEFAULT_CALENDAR = makeCalendar({
  years: [2026, 2027],
  version: 'test',
  daysOff: [
    { date: '2026-12-24', kind: 'cuti_bersama', name: 'Natal', decree: null },
    { date: '2026-12-25', kind: 'libur_nasional', name: 'Natal', decree: null },
    { date: '2027-01-01', kind: 'libur_nasional', name: 'Tahun baru', decree: null },
  ],
});
