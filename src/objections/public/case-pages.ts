import type { Calendar } from '../../calendar/working-days';
import type { MovingEvent } from '../../cases/date-moves';
import { advisedBy, daysLeft, type ExplainView, explainView } from '../../cases/explain-pages';
import type { CaseFileRow } from '../../db/tables/cases';
import type { DisputeRow } from '../../db/tables/disputes';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import { explainedDispute } from '../../disputes/explained';
import { disputeFacts } from '../../disputes/facts';
import { papersToBring } from '../../disputes/papers';
import { ownBundlePath, ownDisputePath } from '../../disputes/paths';
import { caseEvent, isTold } from '../../disputes/timeline';
import { eventLine } from '../../disputes/timeline-pages';
import type { Translate } from '../../i18n/catalogue';
import type { Commission, ObjectionAnswer } from '../../letters/objection-facts';
import { paragraphsOf } from '../../letters/words';
import type { Identity } from '../../requests/identity';
import { PAPER_KINDS } from '../../requests/papers';
import { casePath } from '../../requests/public/cookies';
import { OBJECTION_TONE, type Tone } from '../../requests/state-tones';
import type { Format } from '../../web/format';
import { isWindowState } from '../../workflow/dispute-facts';
import { type ObjectionFacts, objectionOverdue } from '../../workflow/objection-facts';
import { allowedObjectionSteps } from '../../workflow/objection-machine';
import { explainedObjection } from '../explained';
import { objectionFacts } from '../facts';
import { type NextView, nextOf } from './next-pages';
import { objectionPath } from './paths';

export type Link = { label: string; href: string; meta: string };
type EventView = ReturnType<typeof eventLine>;

export type CaseView = NextView & {
  number: string;
  status: { label: string; tone: Tone };
  alert: { tone: 'warn' | 'bad' | 'info'; title: string; text: string } | null;
  due: { on: string; remaining: number | null; answered: string | null; told: string | null };
  explains: ExplainView[];
  answer: AnswerView | null;
  settlement: string[];
  dispute: DisputeView | null;
  objection: { label: string; value: string | { date: string } | { text: string; href: string } }[];
  timeline: EventView[];
  letters: Link[];
  files: Link[];
  papers: { label: string; name: string; meta: string }[];
  actions: { withdraw: string | null; receipt: string };
  notice: { tone: 'good' | 'warn' | 'info'; text: string } | null;
};

/** The superior's answer with its reasons: UU 14/2008 Pasal 36(3). */
export type AnswerView = { title: string; facts: { label: string; value: string }[]; reasons: string[] };

/** The window to the commission while it is open; afterwards only the way to the dispute's own page. */
export type DisputeView = {
  href: string;
  state: string;
  /** False while nobody has petitioned: there is a window and no dispute. */
  filed: boolean;
  open: {
    until: string;
    remaining: number | null;
    advised: string | null;
    told: string | null;
    explain: ExplainView | null;
    where: string[];
    bring: string[];
    ready: string;
  } | null;
};

export type CaseInput = {
  row: ObjectionRow;
  events: readonly { seq: number; kind: string; occurred_at: string; recorded_at: string; payload: string }[];
  letters: readonly LetterRow[];
  files: readonly CaseFileRow[];
  dispute: DisputeRow | null;
  /** What happened to the window or the dispute, oldest first. */
  disputeEvents: readonly MovingEvent[];
  commission: Commission;
  bodyName: string | null;
  item: { title: string; slug: string } | null;
  identity: Identity | null;
  answer: ObjectionAnswer | null;
  settlement: string | null;
  cal: Calendar;
  today: string;
  timezone: string;
  t: Translate;
  fmt: Format;
  notice?: CaseView['notice'];
};

/** The page of one objection for its owner. */
export function caseView(input: CaseInput): CaseView {
  const { row, dispute, cal, today, t, fmt } = input;
  const facts = objectionFacts(row);
  const path = objectionPath(row.number);
  const actor = { role: 'requester', userId: null, bodyId: null } as const;
  const steps = row.erased_at ? [] : allowedObjectionSteps(facts, actor, today);
  return {
    number: row.number,
    status: { label: t(`workflow:objection.state.${facts.state}`), tone: OBJECTION_TONE[facts.state] },
    ...nextOf(facts, { dispute, cal, today, t, fmt }),
    alert: row.erased_at ? erasedAlert(row.erased_at, t, fmt) : alertOf(facts, today, t, fmt),
    due: {
      on: facts.due_on,
      remaining: facts.state === 'registered' ? daysLeft(cal, today, facts.due_on) : null,
      answered: facts.answered_on && t('objecting:case.answered', { day: fmt.day(facts.answered_on) }),
      told: facts.due_told_on,
    },
    explains: explainedObjection(facts, input.events, cal, input.timezone).map((due) =>
      explainView(due, t, fmt, { summary: t('tracking:count.of', { term: t(`workflow:term.${due.term}`) }) }),
    ),
    answer: answerView(input.answer, facts, t, fmt),
    settlement: input.settlement ? paragraphsOf(input.settlement) : [],
    dispute: disputeView(input, facts),
    objection: items(input, facts),
    timeline: timeline(input),
    letters: row.case_key_sealed ? [...input.letters].reverse().map((letter) => letterLink(letter, path, t, fmt)) : [],
    files: visibleFiles(input.files).map((file) => ({
      label: file.name,
      href: `${path}/berkas/${file.public_id}`,
      meta: [t(`objecting:file.${file.kind}`), fmt.bytes(file.size)].join(' · '),
    })),
    papers: input.files
      .filter(({ kind }) => (PAPER_KINDS as readonly string[]).includes(kind))
      .map((file) => ({
        label: t(`workflow:paper.${file.kind}`),
        name: file.name,
        meta: [fmt.bytes(file.size), fmt.dayOf(file.added_at)].join(' · '),
      })),
    actions: {
      withdraw: steps.includes('withdraw') ? `${path}/cabut` : null,
      receipt: `${path}/tanda-terima`,
    },
    notice: input.notice ?? null,
  };
}

const FOR_OWNER: readonly string[] = ['answer', 'exemption', 'signed'];

/** The files that go to the objector: what answers him, and signed letters; never what offices send each other. */
export const visibleFiles = (files: readonly CaseFileRow[]): CaseFileRow[] =>
  files.filter(({ kind }) => FOR_OWNER.includes(kind));

const erasedAlert = (at: string, t: Translate, fmt: Format): CaseView['alert'] => ({
  ...{ tone: 'info', title: t('retention:erased.title') },
  text: t('retention:erased.own', { day: fmt.dayOf(at) }),
});

function alertOf(facts: ObjectionFacts, today: string, t: Translate, fmt: Format): CaseView['alert'] {
  const alert = (tone: 'warn' | 'bad' | 'info', key: string, day = '') => ({
    tone,
    title: t(`objecting:alert.${key}_title`),
    text: t(`objecting:alert.${key}`, { day }),
  });
  if (objectionOverdue(facts, today)) return alert('bad', 'silence');
  if (facts.late !== 1 || facts.state !== 'registered' || !facts.object_by) return null;
  return alert('warn', 'late', fmt.day(facts.object_by));
}

function answerView(
  answer: ObjectionAnswer | null,
  facts: ObjectionFacts,
  t: Translate,
  fmt: Format,
): AnswerView | null {
  if (answer === null || facts.answered_on === null) return null;
  const { outcome, reasons, order, exemption, by } = answer;
  const found: [string, string | null | undefined][] = [
    ['order', order],
    ['execute_by', facts.execute_by && fmt.day(facts.execute_by)],
    [
      'exemption',
      exemption && t('letters:exempt.numbered', { number: exemption.number, day: fmt.day(exemption.decided_on) }),
    ],
    ['by', by && [by.name, by.office].filter(Boolean).join(', ')],
  ];
  return {
    title: t(`letters:objection_outcome.${outcome}`),
    facts: [
      ...found.flatMap(([key, value]) => (value ? [{ label: t(`letters:objection_answer.${key}`), value }] : [])),
      ...(facts.executed_on ? [{ label: t('objecting:case.executed'), value: fmt.day(facts.executed_on) }] : []),
    ],
    reasons: paragraphsOf(reasons),
  };
}

function disputeView(input: CaseInput, facts: ObjectionFacts): DisputeView | null {
  const { row, dispute, commission, cal, today, t, fmt } = input;
  if (dispute === null) return null;
  const { state, file_by } = dispute;
  const href = ownDisputePath(row.number);
  const words = t(`workflow:dispute.state.${state}`);
  const filed = !isWindowState(state);
  if (state !== 'window_open') return { href, state: words, filed, open: null };
  const { name, address, phone, email, website } = commission;
  const due = explainedDispute(disputeFacts(dispute), input.disputeEvents, cal, input.timezone).find(
    (d) => d.term === 'dispute_window',
  );
  return {
    href,
    state: words,
    filed,
    open: {
      until: file_by,
      remaining: daysLeft(cal, today, file_by),
      advised: advisedBy(cal, file_by),
      told: dispute.file_told_on,
      explain: due ? explainView(due, t, fmt) : null,
      where: [name, address, phone, email, website].filter(Boolean),
      bring: papersToBring(facts, row, input.identity, t),
      ready: ownBundlePath(row.number),
    },
  };
}

function items({ row, bodyName, item, t, fmt }: CaseInput, facts: ObjectionFacts): CaseView['objection'] {
  const { ground } = facts;
  const asked = row.request_id === null ? 'objecting:missing.details' : 'letters:row.details';
  return [
    ...(row.request_number === null
      ? []
      : [
          {
            label: t('letters:row.request_number'),
            value: { text: row.request_number, href: casePath(row.request_number) },
          },
        ]),
    {
      label: t('objecting:ground.field'),
      value: t('objecting:ground.label', { letter: ground, words: t(`letters:ground.${ground}`) }),
    },
    ...(bodyName ? [{ label: t('letters:row.body'), value: bodyName }] : []),
    { label: t(asked), value: row.details },
    ...(item
      ? [{ label: t('objecting:missing.item'), value: { text: item.title, href: `/informasi/${item.slug}` } }]
      : []),
    ...(ground === 'b' && facts.window_from
      ? [{ label: t('objecting:missing.found_on'), value: fmt.day(facts.window_from) }]
      : []),
    { label: t('objecting:course.position'), value: row.position },
    { label: t('objecting:course.purpose'), value: row.purpose },
    { label: t('tracking:received'), value: { date: row.received_on } },
  ];
}

const EVENT_TONE: Readonly<Record<string, Tone>> = {
  submitted: 'info',
  objection_granted: 'good',
  objection_granted_partly: 'good',
  objection_upheld: 'progress',
  objection_unanswered: 'bad',
  executed: 'good',
  withdrawn: 'ended',
};

function timeline({ events, t, fmt }: CaseInput): EventView[] {
  return events
    .map((event) => caseEvent('objection', event))
    .filter(isTold)
    .map((event) => ({ ...eventLine(event, t, fmt), tone: EVENT_TONE[event.kind] ?? ('neutral' as const) }))
    .reverse();
}

function letterLink(letter: LetterRow, path: string, t: Translate, fmt: Format): Link {
  return {
    label: t(`letters:kind.${letter.kind}.title`),
    href: `${path}/surat/${letter.public_id}`,
    meta: [t('tracking:letter_number', { number: letter.number }), fmt.day(letter.dated_on)].join(' · '),
  };
}
