import type { Calendar } from '../../calendar/working-days';
import { type ExplainView, explainView } from '../../cases/explain-pages';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Translate } from '../../i18n/catalogue';
import type { Identity } from '../../requests/identity';
import type { Format } from '../../web/format';
import { termOf } from '../../workflow/terms';
import { explainedObjection } from '../explained';
import { objectionFacts } from '../facts';
import { missingFor } from '../papers';
import { objectionPath } from './paths';

export type ReceiptView = {
  number: string;
  code: string;
  received: string;
  ground: string;
  /** It came after its window: said here, and judged by the superior. */
  late: string | null;
  due_on: string;
  counted: string;
  explains: ExplainView[];
  email: string | null;
  missing: string[];
  next: string[];
  facts: { label: string; value: string | null }[];
  links: { track: string; letter: string | null };
};

export type ReceiptInput = {
  row: ObjectionRow;
  code: string;
  identity: Identity | null;
  /** Who asked, where there is a request behind it. */
  ofRequest: Identity | null;
  bodyName: string | null;
  given: readonly string[];
  letterId: string | null;
  events: Parameters<typeof explainedObjection>[1];
  cal: Calendar;
  timezone: string;
  t: Translate;
  fmt: Format;
};

/** The receipt of an objection: Perki 1/2021 Pasal 41(5)–(6), with the day the answer will be given. */
export function receiptView(input: ReceiptInput): ReceiptView {
  const { row, code, identity, given, letterId, cal, t, fmt } = input;
  const facts = objectionFacts(row);
  const path = objectionPath(row.number);
  const { ground } = facts;
  const missing = identity ? missingFor({ kind: row.requester_kind, identity, given }, input.ofRequest) : [];
  return {
    number: row.number,
    code,
    received: t('filing:receipt.received', {
      at: row.received_on === row.recorded_on ? fmt.dayTime(row.received_at) : fmt.day(row.received_on),
    }),
    ground: t('objecting:ground.label', { letter: ground, words: t(`letters:ground.${ground}`) }),
    late: facts.late === 1 && facts.object_by ? t('objecting:receipt.late', { day: fmt.day(facts.object_by) }) : null,
    due_on: facts.due_on,
    counted: t('objecting:receipt.counted', { days: daysOf(input), from: fmt.day(facts.received_on) }),
    // The window it came in is told only where it was missed.
    explains: explainedObjection(facts, input.events, cal, input.timezone)
      .filter(({ term }) => term === 'objection_answer' || facts.late === 1)
      .reverse()
      .map((due) =>
        explainView(due, t, fmt, { summary: t('tracking:count.of', { term: t(`workflow:term.${due.term}`) }) }),
      ),
    email: identity?.email ?? null,
    missing: missing.map((paper) => t(`workflow:paper.${paper}`)),
    next: [
      t('objecting:receipt.next_answer', { day: fmt.day(facts.due_on) }),
      t('objecting:receipt.next_letter'),
      t('objecting:receipt.next_dispute'),
    ],
    facts: [
      { label: t('letters:row.request_number'), value: row.request_number },
      { label: t('letters:row.body'), value: input.bodyName },
      { label: t(row.request_id === null ? 'objecting:missing.details' : 'letters:row.details'), value: row.details },
      { label: t('objecting:course.position'), value: row.position },
      { label: t('objecting:course.purpose'), value: row.purpose },
    ].filter((fact) => fact.value !== null),
    links: { track: path, letter: letterId && `${path}/surat/${letterId}` },
  };
}

function daysOf({ row, events, cal, timezone }: ReceiptInput): number {
  const due = explainedObjection(objectionFacts(row), events, cal, timezone).find((d) => d.term === 'objection_answer');
  return due?.days ?? termOf('objection_answer').length;
}
