import type { Calendar } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import type { Keys } from '../../secrets/keys';
import type { Format } from '../../web/format';
import { encodeCursor, withQuery } from '../../web/pagination';
import { holderOf } from '../../workflow/facts';
import { factsOf } from '../facts';
import { openIdentity } from '../identity';
import { missingPapers } from '../papers';
import { STATE_TONE, type Tone } from '../state-tones';
import { AREAS, type Area, anyCasePath, casePath } from './areas';
import { subjectOf } from './case-pages';
import { type UrgencyView, urgencyOf } from './deadline-pages';
import { sendingWords } from './letter-pages';
import type { EscalationLine, LetterOnItsWay, QueueRow } from './list-queries';
import { paperWords, rungWords } from './timeline-pages';

export const PAGE_SIZE = 25;
export const MOST_COUNTED = 100;

/** One line of a queue, in words. */
export type QueueLine = {
  number: string;
  href: string;
  subject: string;
  requester: string | null;
  marks: { label: string; tone: Tone; icon: string }[];
  received: string;
  urgency: UrgencyView;
  promised: string | null;
  holder: string;
  status: { label: string; tone: Tone };
  reason: string | null;
};

export type Pages = { next: string | null; first: string | null };
export type Tab = { label: string; href: string; current: boolean; count: string | null };

type World = { area: Area; keys: Keys; cal: Calendar; today: string; t: Translate; fmt: Format };

/** The lines of a page of cases; of what is seen only as far as the area may see it. */
export function queueLines(rows: readonly QueueRow[], world: World): QueueLine[] {
  return rows.map((row) => queueLine(row, world));
}

function queueLine(row: QueueRow, world: World): QueueLine {
  const { area, cal, today, t, fmt } = world;
  const facts = factsOf(row);
  const named = AREAS[area].identity === 'named';
  const identity = named ? openIdentity(world.keys, row) : null;
  const holder = holderOf(facts) === null ? null : (row.assigned_name ?? row.body_name);
  return {
    number: row.number,
    href: casePath(area, row.number),
    subject: subjectOf(row.details, 90),
    requester: identity?.name ?? null,
    marks: marksOf(row, identity?.proxy != null, world),
    received: fmt.shortDay(row.received_on),
    urgency: urgencyOf(facts, cal, today),
    promised: row.promised_on && !row.delivered_on ? t('desk:list.promised') : null,
    holder: holder ?? t('desk:list.desk_holds'),
    status: { label: t(`workflow:state.${facts.state}.name`), tone: STATE_TONE[facts.state] },
    reason: area === 'auditor' ? row.late_entry_reason : null,
  };
}

function marksOf(row: QueueRow, byProxy: boolean, { area, t }: World): QueueLine['marks'] {
  const marks: QueueLine['marks'] = [];
  const mark = (key: string, tone: Tone, icon: string, vars = {}) =>
    marks.push({ label: t(`desk:mark.${key}`, vars), tone, icon });
  if (row.first_opened_at === null) mark('unopened', 'info', 'envelope');
  if (row.answered && row.state === 'in_process') mark('answered', 'good', 'chat-left-text');
  if (row.returned_on && row.assigned_body_id === null && row.state === 'in_process')
    mark('returned', 'progress', 'arrow-return-left');
  if (row.extended_on) mark('extended', 'neutral', 'hourglass-split');
  if (area !== 'desk' || !['registered', 'incomplete'].includes(row.state)) return marks;
  const missing = missingPapers(row.requester_kind, byProxy, row.file_kinds);
  if (missing.length > 0)
    mark('missing', 'progress', 'file-earmark-x', { papers: missing.map((p) => paperWords(p, t)).join(', ') });
  return marks;
}

/** Cuts the row too many off a page and makes the links to the next and the first one. */
export function paged<R>(
  rows: readonly R[],
  place: (row: R) => unknown,
  path: string,
  query: Record<string, string | null>,
  isFirst: boolean,
): { shown: R[]; pages: Pages } {
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const next =
    rows.length > PAGE_SIZE && last ? withQuery(path, { ...query, sesudah: encodeCursor(place(last)) }) : null;
  return { shown, pages: { next, first: isFirst ? null : withQuery(path, query) } };
}

/** A count that was counted only so far: "100+". */
export function countWords(n: number): string {
  return n >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(n);
}

export type LetterWaiting = {
  number: string;
  title: string;
  of: { text: string; href: string };
  href: string;
  dated: string;
  sent: string;
  record: string;
};

/** Letters on paper that wait for their days to be recorded. */
export function letterQueue(rows: readonly LetterOnItsWay[], t: Translate, fmt: Format): LetterWaiting[] {
  return rows.map((row) => {
    const path = anyCasePath('desk', row.case_kind, row.case_number);
    return {
      number: row.number,
      title: t(`letters:kind.${row.kind}.title`),
      of: { text: row.case_number, href: path },
      href: `${path}/surat/${row.public_id}`,
      dated: fmt.shortDay(row.dated_on),
      sent: sendingWords({ ...row, reached_on: null }, t, fmt),
      record: `${path}?langkah=record_letter&surat=${row.public_id}#langkah`,
    };
  });
}

export type EscalationShown = {
  number: string;
  href: string;
  subject: string;
  step: string;
  to: string;
  due: string;
  at: string;
  skipped: boolean;
};

/** What the ladder sent, and what it passed over. */
export function escalationLines(
  rows: readonly EscalationLine[],
  area: Area,
  t: Translate,
  fmt: Format,
): EscalationShown[] {
  return rows.map((row) => {
    const office = t(`cases:addressee.${row.sent_to}`);
    const meant = t(`cases:addressee.${row.meant_for}`);
    return {
      number: row.case_number,
      href: anyCasePath(area, row.case_kind, row.case_number),
      subject: row.details === null ? t('desk:escalation.breach') : subjectOf(row.details, 70),
      step: rungWords(row.step, t),
      to: row.sent_to === row.meant_for ? office : t('desk:escalation.climbed', { office, meant }),
      due: fmt.shortDay(row.due_on),
      at: fmt.shortDayTime(row.fired_at),
      skipped: row.state === 'skipped',
    };
  });
}
