import { LETTER_KINDS } from '../../letters/kinds';
import { PAPER_KINDS } from '../../requests/papers';
import { REQUEST_STATES } from '../../workflow/facts';
import { allTerms } from '../../workflow/terms';
import { address, count, date, entity, instant, listOf, oneOf, orNull, ref, text, truth } from './schemas';
import type { Part, Say, Schema } from './types';

const OUTCOMES = ['granted', 'granted_partly', 'refused', 'not_held', 'not_documented', 'redirected'];

/** What the calls under `/api/v1/requests` answer. */
export function answerSchemas(say: Say): Part['schemas'] {
  const receipt: Record<string, Schema> = {
    number: { type: 'string', pattern: '^P-\\d{4}-\\d{6,}$' },
    received_at: instant,
    due_on: date,
    missing: listOf(oneOf(PAPER_KINDS)),
    tracking_url: address,
  };
  return {
    Receipt: entity(say, 'receipt', { ...receipt, code: text }),
    KnownRequest: entity(say, 'receipt', { ...receipt, duplicate: { type: 'boolean', const: true } }),
    Request: entity(say, 'request', {
      number: receipt.number as Schema,
      state: oneOf(REQUEST_STATES),
      outcome: orNull(oneOf(OUTCOMES)),
      received_at: instant,
      received_on: date,
      due_on: date,
      perki_due_on: orNull(date),
      object_by: orNull(date),
      notified_on: orNull(date),
      promised_on: orNull(date),
      delivered_on: orNull(date),
      extended: truth,
      overdue: truth,
      late: truth,
      deadlines: listOf(ref('Deadline')),
      events: listOf(ref('RequestEvent')),
      letters: listOf(ref('RequestLetter')),
    }),
    Deadline: entity(say, 'deadline', {
      term: oneOf(allTerms().map(({ code }) => code)),
      article: text,
      from: date,
      days: count,
      unit: oneOf(['working_day', 'calendar_day']),
      override: orNull(ref('TermOverride')),
      due_on: date,
      skipped: listOf(ref('SkippedDay')),
      calendar_version: text,
      binding: truth,
    }),
    TermOverride: entity(say, 'override', { length: count, statutory: count, reason: text, in_force_on: date }),
    RequestEvent: entity(say, 'event', { at: instant, kind: text }),
    RequestLetter: entity(say, 'letter', { kind: oneOf(LETTER_KINDS), number: text, dated_on: date }),
  };
}

/** The answer to a new request. */
export function receiptExample(baseUrl: string) {
  return {
    number: 'P-2026-000123',
    received_at: '2026-12-11T09:00:00+07:00',
    due_on: '2026-12-29',
    missing: ['ktp'],
    tracking_url: `${baseUrl}/lacak?nomor=P-2026-000123`,
    code: '7QXK-M2PD-9WTB-4RHC',
  };
}

/** The same request, read a moment later. */
export const caseExample = {
  number: 'P-2026-000123',
  state: 'registered',
  outcome: null,
  received_at: '2026-12-11T09:00:00+07:00',
  received_on: '2026-12-11',
  due_on: '2026-12-29',
  perki_due_on: null,
  object_by: null,
  notified_on: null,
  promised_on: null,
  delivered_on: null,
  extended: false,
  overdue: false,
  late: false,
  deadlines: [
    {
      term: 'answer',
      article: 'UU 14/2008 Pasal 22 ayat (7)',
      from: '2026-12-11',
      days: 10,
      unit: 'working_day',
      override: null,
      due_on: '2026-12-29',
      skipped: [{ date: '2026-12-25', reason: 'libur_nasional', name: 'Hari Raya Natal', decree: null }],
      calendar_version: '2026.1 2027.1',
      binding: true,
    },
  ],
  events: [{ at: '2026-12-11T09:00:00+07:00', kind: 'submitted' }],
  letters: [{ kind: 'receipt', number: '000123/PPID/XII/2026', dated_on: '2026-12-11' }],
};
