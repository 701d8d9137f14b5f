import { call, json, parameter, problem, refusal } from './calls';
import { count, date, entity, instant, listOf, nothing, oneOf, orNull, ref, text, year } from './schemas';
import type { Part, Say, Schema } from './types';

const DAYS_OFF = ['libur_nasional', 'cuti_bersama', 'local'];

/** `/api/v1/calendar`: counting working days, and the calendar they are counted by. */
export function calendarPart(say: Say): Part {
  const of = (name: string, schema: Schema, key: string, example: unknown) =>
    parameter(say, 'query', name, schema, { key, required: true, example });
  return {
    paths: {
      '/api/v1/calendar/due': {
        get: call(say, 'getDueDay', {
          tag: 'calendar',
          parameters: [
            of('from', date, 'dayZero', '2026-12-11'),
            of('days', { type: 'integer', minimum: 0, maximum: 9999 }, 'days', 10),
          ],
          answers: { 200: json(say('answers.due'), ref('DueDay'), DUE), 422: noCalendar(say) },
        }),
      },
      '/api/v1/calendar/between': {
        get: call(say, 'countWorkingDays', {
          tag: 'calendar',
          parameters: [of('from', date, 'dayZero', '2026-12-11'), of('to', date, 'to', '2026-12-29')],
          answers: { 200: json(say('answers.between'), ref('WorkingDays'), BETWEEN), 422: noCalendar(say) },
        }),
      },
      '/api/v1/calendar/holidays': {
        get: call(say, 'getHolidays', {
          tag: 'calendar',
          parameters: [of('year', { type: 'integer', minimum: 0, maximum: 9999 }, 'calendarYear', 2026)],
          answers: {
            200: json(say('answers.holidays'), ref('HolidayYear'), HOLIDAYS),
            422: refusal(say, say('examples.refused'), 'year', say('examples.year'), 'answers.noCalendar'),
          },
        }),
      },
    },
    schemas: calendarSchemas(say),
  };
}

const noCalendar = (say: Say) =>
  problem(say('answers.noCalendar'), {
    status: 422,
    title: say('examples.noCalendarTitle'),
    detail: say('examples.noCalendar'),
  });

function calendarSchemas(say: Say): Part['schemas'] {
  return {
    DueDay: entity(say, 'due', { from: date, days: count, due_on: date, skipped: listOf(ref('SkippedDay')) }),
    SkippedDay: entity(say, 'skipped', {
      date,
      reason: oneOf(['weekend', ...DAYS_OFF]),
      name: text,
      decree: orNull(text),
    }),
    WorkingDays: entity(say, 'between', { from: date, to: date, working_days: { type: 'integer' } }),
    HolidayYear: entity(say, 'calendar', {
      year,
      version: count,
      decree: text,
      confidence: text,
      updated_at: instant,
      items: listOf(ref('Holiday')),
      next: nothing,
    }),
    Holiday: entity(say, 'holiday', {
      date,
      kind: oneOf(DAYS_OFF),
      name: text,
      decree: orNull(text),
      confidence: text,
      note: orNull(text),
    }),
  };
}

const DECREE = 'SKB 3 Menteri Nomor 1497 Tahun 2025, 2 Tahun 2025, 5 Tahun 2025 (19 September 2025)';

const weekend = (saturday: string, sunday: string) => [
  { date: saturday, reason: 'weekend', name: 'Sabtu', decree: null },
  { date: sunday, reason: 'weekend', name: 'Minggu', decree: null },
];

const DUE = {
  from: '2026-12-11',
  days: 10,
  due_on: '2026-12-29',
  skipped: [
    ...weekend('2026-12-12', '2026-12-13'),
    ...weekend('2026-12-19', '2026-12-20'),
    { date: '2026-12-24', reason: 'cuti_bersama', name: 'Cuti Bersama Hari Raya Natal', decree: DECREE },
    { date: '2026-12-25', reason: 'libur_nasional', name: 'Hari Raya Natal', decree: DECREE },
    ...weekend('2026-12-26', '2026-12-27'),
  ],
};

const BETWEEN = { from: '2026-12-11', to: '2026-12-29', working_days: 10 };

const HOLIDAYS = {
  year: 2026,
  version: 1,
  decree: DECREE,
  confidence: 'high',
  updated_at: '2026-01-05T02:00:00.000Z',
  items: [
    {
      ...{ date: '2026-12-24', kind: 'cuti_bersama', name: 'Cuti Bersama Hari Raya Natal' },
      ...{ decree: DECREE, confidence: 'high', note: null },
    },
  ],
  next: null,
};
