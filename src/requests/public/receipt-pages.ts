import type { Calendar } from '../../calendar/working-days';
import { type ExplainView, explainView, ifCounted } from '../../cases/explain-pages';
import type { RequestRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { explainTerm } from '../../workflow/deadlines';
import { explainedRequest } from '../explained';
import { factsOf } from '../facts';
import type { Identity } from '../identity';
import { missingPapers } from '../papers';
import { casePath } from './cookies';
import type { StoredEvent } from './timeline';

export type ReceiptView = {
  number: string;
  code: string;
  received: string;
  due_on: string;
  counted: string;
  skipped: string | null;
  explains: ExplainView[];
  email: string | null;
  details: string;
  missing: string[];
  missingText: string | null;
  next: string[];
  rights: string[];
  links: { track: string; add: string; letter: string | null };
};

const RIGHTS = ['ask', 'receipt', 'notice', 'fee', 'object', 'dispute'] as const;

/** The receipt with the rights of Lampiran VI (UU 14/2008 Pasal 22 ayat (4), Perki 1/2021 Pasal 29). */
export function receiptView(input: {
  row: RequestRow;
  code: string;
  identity: Identity | null;
  given: readonly string[];
  letterId: string | null;
  events: readonly StoredEvent[];
  timezone: string;
  cal: Calendar;
  t: Translate;
  fmt: Format;
}): ReceiptView {
  const { row, code, identity, given, letterId, cal, t, fmt } = input;
  const facts = factsOf(row);
  const due = ifCounted(() => explainTerm('answer', cal, facts.received_on, facts.terms));
  const holidays = (due?.skipped ?? []).filter((day) => day.reason !== 'weekend');
  const missing = missingPapers(row.requester_kind, identity?.proxy != null, given);
  const path = casePath(row.number);
  const check = facts.check_due_on ?? facts.recorded_on;
  return {
    number: row.number,
    code,
    received: t('filing:receipt.received', { at: receivedAt(row, fmt) }),
    due_on: facts.due_on,
    counted: t('filing:receipt.counted', { days: due?.days ?? 10, from: fmt.day(facts.received_on) }),
    skipped:
      holidays.length === 0
        ? null
        : t('filing:receipt.skipped', {
            days: holidays
              .map((day) => t('filing:receipt.skipped_day', { day: fmt.day(day.date), name: day.name }))
              .join('; '),
          }),
    explains: explainedRequest(facts, input.events, cal, input.timezone)
      .filter(({ term }) => term === 'answer' || term === 'extension')
      .map((one) => explainView(one, t, fmt)),
    email: identity?.email ?? null,
    details: row.details,
    missing: missing.map((paper) => t(`workflow:paper.${paper}`)),
    missingText: missing.length > 0 ? t('filing:receipt.missing_text', { day: fmt.day(check) }) : null,
    next: [
      t('filing:receipt.next_check', { day: fmt.day(check) }),
      t('filing:receipt.next_answer', { day: fmt.day(facts.due_on) }),
      t('filing:receipt.next_extend'),
      t('filing:receipt.next_silence'),
    ],
    rights: RIGHTS.map((right) => t(`letters:rights.${right}`)),
    links: { track: path, add: `${path}/berkas`, letter: letterId && `${path}/surat/${letterId}` },
  };
}

/** What was entered later has a day of receipt, but no hour that anybody knows. */
function receivedAt(row: RequestRow, fmt: Format): string {
  return row.received_on === row.recorded_on ? fmt.dayTime(row.received_at) : fmt.day(row.received_on);
}
