import { allTerms } from '../../workflow/terms';
import { call, json, parameter, problem } from './calls';
import { count, date, entity, instant, listOf, oneOf, orNull, ref, text, truth } from './schemas';
import type { Header, Part, Say } from './types';

const CASES = ['request', 'objection', 'dispute'];
const DAY_KINDS = ['libur_nasional', 'cuti_bersama', 'local'];

/** `/api/v1/requests/{number}/explain`: why each date of a case is what it is. */
export function explainPart(say: Say): Part {
  const header = (key: string, schema = text): Header => ({ description: say(`headers.${key}`), schema });
  return {
    paths: {
      '/api/v1/requests/{number}/explain': {
        get: call(say, 'explainRequest', {
          tag: 'requests',
          code: true,
          parameters: [parameter(say, 'path', 'number', text, { example: 'P-2026-000123' })],
          answers: {
            200: json(say('answers.explained'), ref('ExplainedRequest'), explainExample),
            401: {
              ...problem(say('answers.codeNeeded'), { status: 401, title: say('answers.codeNeeded') }),
              headers: { 'WWW-Authenticate': header('wwwAuthenticate', { type: 'string', const: 'Code' }) },
            },
            404: problem(say('answers.wrongCode'), { status: 404, title: say('examples.wrongCode') }),
            429: { ...problem(say('answers.tooMany')), headers: { 'Retry-After': header('retryAfter') } },
          },
        }),
      },
    },
    schemas: {
      ExplainedRequest: entity(say, 'explained', {
        number: text,
        calendar_version: text,
        clocks: listOf(ref('ExplainedClock')),
      }),
      ExplainedClock: entity(say, 'clock', {
        case: oneOf(CASES),
        number: text,
        term: oneOf([...allTerms().map(({ code }) => code), 'delivery', 'execution']),
        trigger: text,
        from: date,
        length: count,
        unit: oneOf(['working_day', 'calendar_day']),
        article: text,
        override: orNull(ref('TermOverride')),
        due_on: date,
        counted_on: date,
        told_on: orNull(date),
        binding: truth,
        skipped: listOf(ref('SkippedDay')),
        calendar_version: text,
        changes: listOf(ref('DateChange')),
        sentence: text,
      }),
      DateChange: entity(say, 'change', {
        at: instant,
        event: text,
        from: date,
        to: date,
        decree: orNull(text),
        days: listOf(ref('ChangedDay')),
      }),
      ChangedDay: entity(say, 'changedDay', {
        date,
        change: oneOf(['added', 'removed']),
        kind: oneOf(DAY_KINDS),
        name: text,
      }),
    },
  };
}

/** A request whose last day moved when a joint leave day was added later. */
export const explainExample = {
  number: 'P-2026-000123',
  calendar_version: '2026.2 2027.1',
  clocks: [
    {
      case: 'request',
      number: 'P-2026-000123',
      term: 'answer',
      trigger: 'received',
      from: '2026-12-11',
      length: 10,
      unit: 'working_day',
      article: 'UU 14/2008 Pasal 22 ayat (7)',
      override: null,
      due_on: '2026-12-30',
      counted_on: '2026-12-30',
      told_on: '2026-12-29',
      binding: true,
      skipped: [{ date: '2026-12-28', reason: 'cuti_bersama', name: 'Cuti bersama susulan', decree: 'SKB perubahan' }],
      calendar_version: '2026.2 2027.1',
      changes: [
        {
          at: '2026-12-14T09:00:00+07:00',
          event: 'calendar_moved',
          from: '2026-12-29',
          to: '2026-12-30',
          decree: 'SKB perubahan',
          days: [{ date: '2026-12-28', change: 'added', kind: 'cuti_bersama', name: 'Cuti bersama susulan' }],
        },
      ],
      sentence:
        'Hari ke-0 adalah Jumat, 11 Desember 2026, hari permohonan diterima. Hari ke-1 adalah hari kerja berikutnya, dan hari kerja ke-10 jatuh pada Rabu, 30 Desember 2026. Jangka waktu habis pada akhir hari itu.',
    },
  ],
};
