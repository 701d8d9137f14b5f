import { between, type Calendar, NoCalendarError } from '../../calendar/working-days';
import type { RequestFileRow, RequestRow } from '../../db/tables';
import type { Translate } from '../../i18n/catalogue';
import type { Decision } from '../../letters/facts';
import type { Keys } from '../../secrets/keys';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { type DueExplanation, explainAnswer, explainTerm } from '../../workflow/deadlines';
import { holderOf, isLate, isOverdue, type RequestFacts } from '../../workflow/facts';
import type { StepName } from '../../workflow/steps';
import { factsOf } from '../facts';
import { type Identity, maskName, maskNumber } from '../identity';
import { missingPapers, PAPER_KINDS } from '../papers';
import { STATE_TONE, type Tone } from '../state-tones';
import { AREAS, type Area, casePath } from './areas';
import type { CaseBundle } from './case-queries';
import { decisionItems } from './decided-pages';
import { type ExplainView, explainView } from './explain-pages';
import { type LetterLine, letterLines } from './letter-pages';
import type { StepView } from './step-pages';
import { paperWords, type TimelineEvent, timelineView } from './timeline-pages';

type Cell = string | null | { date: string } | { text: string; href: string } | Cell[];
export type Item = { label: string; value: Cell };

export type CaseView = {
  area: Area;
  number: string;
  version: number;
  path: string;
  home: { label: string; href: string };
  subject: string;
  details: string;
  purpose: string;
  status: { label: string; tone: Tone };
  turn: string;
  urgency: UrgencyView;
  notices: { tone: 'info' | 'warn' | 'bad'; text: string }[];
  dates: Item[];
  explains: ExplainView[];
  asked: Item[];
  identity: IdentityView | null;
  actions: { name: string; items: { label: string; href: string; current: boolean }[] }[];
  step: StepView | null;
  /** Somebody changed the case meanwhile: what was typed is still there. */
  conflict: boolean;
  /** What was typed for a step that is no longer possible. */
  typed: Item[];
  decided: { heading: string; items: Item[] } | null;
  answers: { title: string; text: string }[];
  files: FileLine[];
  letters: LetterLine[];
  timeline: TimelineEvent[];
  chain: Item[] | null;
  form: FormState;
};

export type IdentityView = {
  items: Item[];
  missing: string[];
  papers: { id: string; label: string; name: string }[];
  receipt: string | null;
};
type FileLine = {
  label: string;
  kind: string;
  size: string;
  href: string;
  warning: string | null;
  beside: string | null;
};

export type CaseInput = {
  area: Area;
  bundle: CaseBundle;
  identity: Identity | null;
  steps: readonly StepName[];
  step: StepView | null;
  conflict: boolean;
  form: FormState;
  cal: Calendar;
  today: string;
  keys: Keys;
  t: Translate;
  fmt: Format;
};

/** One case as an area sees it. What an area may not see is not in the view. */
export function caseView(input: CaseInput): CaseView {
  const { area, bundle, t, fmt, today, cal } = input;
  const { row } = bundle;
  const facts = factsOf(row);
  return {
    area,
    number: row.number,
    version: row.version,
    path: casePath(area, row.number),
    home: { label: t(`desk:home.${area}`), href: AREAS[area].path },
    subject: subjectOf(row.details, 110),
    details: row.details,
    purpose: area === 'body' ? '' : row.purpose,
    status: { label: t(`workflow:state.${facts.state}.name`), tone: STATE_TONE[facts.state] },
    turn: turnOf(facts, bundle, t),
    urgency: urgencyOf(facts, cal, today),
    notices: noticesOf(facts, row, area, today, t),
    dates: datesOf(facts, t),
    explains: explainsOf(facts, cal, t, fmt),
    asked: askedOf(facts, bundle, area, t),
    identity: identityView(input),
    actions: actionsOf(input),
    step: input.step,
    conflict: input.conflict,
    typed: input.conflict && input.step === null ? typedItems(input.form, t) : [],
    decided: area === 'body' ? null : decidedOf(row, facts, t, fmt),
    answers: bundle.answers.map((answer) => ({
      title: t('desk:answer.title', {
        body: answer.body_name,
        name: answer.user_name,
        at: fmt.dayTime(answer.created_at),
      }),
      text: answer.text,
    })),
    files: filesOf(bundle, area, t, fmt),
    letters: area === 'body' ? [] : letterLines(bundle, area, t, fmt),
    timeline: timelineView(bundle, input),
    chain: area === 'auditor' ? chainOf(row, t) : null,
    form: input.form,
  };
}

/** The first words of what is asked, for headings and lists. */
export function subjectOf(details: string, most: number): string {
  const line = details.replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most)
        .join('')
        .replace(/\s+\S*$/, '')}…`;
}

/** Working days left until a date; null where a year on the way has no calendar. */
export function remainingDays(cal: Calendar, today: string, dueOn: string): number | null {
  try {
    const left = between(cal, today, dueOn);
    // The day after the deadline is late even when no working day lies between.
    return left === 0 && today > dueOn ? -1 : left;
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

export type UrgencyView = { remaining: number | null; due: string | null; done: boolean };

/** The deadline that runs now: of the answer, and once something is granted, of its delivery as it was promised. */
export function urgencyOf(facts: RequestFacts, cal: Calendar, today: string): UrgencyView {
  if (facts.promised_on && !facts.delivered_on) {
    return { remaining: remainingDays(cal, today, facts.promised_on), due: facts.promised_on, done: false };
  }
  const done = facts.notified_on !== null || ['lapsed', 'withdrawn', 'closed'].includes(facts.state);
  return { remaining: done ? null : remainingDays(cal, today, facts.due_on), due: done ? null : facts.due_on, done };
}

const HANDED: readonly string[] = ['assigned', 'returned', 'answer_proposed'];

function turnOf(facts: RequestFacts, { bodies, events }: CaseBundle, t: Translate): string {
  const holder = holderOf(facts);
  const name = holder === null ? null : (bodies.get(holder) ?? null);
  const answered = events.filter(({ kind }) => HANDED.includes(kind)).at(-1)?.kind === 'answer_proposed';
  if (facts.state === 'in_process' && name) return t(answered ? 'desk:turn.answered' : 'desk:turn.body', { name });
  return t(`desk:turn.${facts.state}`);
}

function noticesOf(facts: RequestFacts, row: RequestRow, area: Area, today: string, t: Translate): CaseView['notices'] {
  const notices: CaseView['notices'] = [];
  if (isOverdue(facts, today)) notices.push({ tone: 'bad', text: t('desk:notice.overdue') });
  if (isLate(facts)) notices.push({ tone: 'warn', text: t('desk:notice.late') });
  if (facts.state === 'incomplete' && facts.repair_due_on === null && area === 'desk') {
    notices.push({ tone: 'warn', text: t('desk:notice.letter_not_reached') });
  }
  if (facts.notified_on && !facts.notice_reached_on && area === 'desk') {
    notices.push({ tone: 'warn', text: t('desk:notice.notice_not_reached') });
  }
  if (facts.promised_on && !facts.delivered_on && today > facts.promised_on) {
    notices.push({ tone: 'bad', text: t('desk:notice.delivery_late') });
  }
  if (row.late_entry_reason && area !== 'body') {
    notices.push({ tone: 'info', text: t('desk:notice.entered_late', { reason: row.late_entry_reason }) });
  }
  return notices;
}

function datesOf(facts: RequestFacts, t: Translate): Item[] {
  const names = [
    'received_on',
    'recorded_on',
    'check_due_on',
    'complete_on',
    'incomplete_on',
    'repair_due_on',
    'due_on',
    'perki_due_on',
    'extended_on',
    'notified_on',
    'notice_reached_on',
    'promised_on',
    'delivered_on',
    'object_by',
    'lapsed_on',
    'withdrawn_on',
    'closed_on',
  ] as const;
  const shown = names.filter(
    (name) => facts[name] && !(name === 'recorded_on' && facts.recorded_on === facts.received_on),
  );
  return shown.map((name) => ({ label: t(`desk:date.${name}`), value: { date: facts[name] as string } }));
}

function explainsOf(facts: RequestFacts, cal: Calendar, t: Translate, fmt: Format): ExplainView[] {
  const terms: DueExplanation[] = [];
  try {
    terms.push(...explainAnswer(cal, facts));
    if (facts.complete_on) terms.push(explainTerm('answer_perki', cal, facts.complete_on));
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
  }
  return terms.map((term) => explainView(term, t, fmt));
}

function askedOf(facts: RequestFacts, { row, bodies }: CaseBundle, area: Area, t: Translate): Item[] {
  const named = row.body_id === null ? null : (bodies.get(row.body_id) ?? null);
  const holder = row.assigned_body_id === null ? null : (bodies.get(row.assigned_body_id) ?? null);
  const items: Item[] = [
    { label: t('desk:fact.details'), value: row.details },
    { label: t('desk:fact.purpose'), value: row.purpose },
    { label: t('desk:fact.body'), value: named ?? t('desk:fact.no_body') },
    {
      label: t('desk:fact.assigned'),
      value: holder ?? t(`desk:fact.${holderOf(facts) === null ? 'not_assigned' : 'named_holds'}`),
    },
    { label: t('desk:fact.obtain'), value: t(`workflow:obtain.${row.obtain}`) },
    { label: t('desk:fact.deliver'), value: t(`workflow:deliver.${row.deliver}`) },
    { label: t('desk:fact.channel'), value: t(`workflow:channel.${row.channel}`) },
  ];
  // The purpose may tell who asks; a body needs the question only.
  return area === 'body' ? items.filter((_, index) => index !== 1 && index < 5) : items;
}

function identityView({ area, bundle, identity, t }: CaseInput): IdentityView | null {
  const how = AREAS[area].identity;
  if (how === 'none') return null;
  const { row, files } = bundle;
  const kind = { label: t('desk:identity.kind'), value: t(`workflow:requester_kind.${row.requester_kind}`) };
  if (!identity)
    return {
      items: [kind, { label: t('desk:identity.name'), value: t('desk:identity.erased') }],
      missing: [],
      papers: [],
      receipt: null,
    };
  const shown = (text: string | null) => (text === null ? null : how === 'named' ? text : maskName(text));
  const item = (name: string, value: string | null): Item => ({ label: t(`desk:identity.${name}`), value });
  const given = files.map((file) => file.kind);
  const { proxy } = identity;
  return {
    items: [
      kind,
      item('name', shown(identity.name)),
      item(row.requester_kind === 'legal_body' ? 'decree' : 'nik', maskNumber(identity.identity_number)),
      item('email', shown(identity.email)),
      item('phone', identity.phone && (how === 'named' ? identity.phone : maskNumber(identity.phone))),
      item('address', shown(identity.address)),
      item('occupation', shown(identity.occupation)),
      ...(proxy ? [item('proxy', shown(proxy.name)), item('proxy_nik', maskNumber(proxy.identity_number))] : []),
    ].filter((one) => one.value !== null),
    missing: missingPapers(row.requester_kind, proxy !== null, given).map((paper) => paperWords(paper, t)),
    papers: area === 'desk' ? papersOf(files, t) : [],
    receipt: area === 'desk' ? `${casePath(area, row.number)}/tanda-terima` : null,
  };
}

function papersOf(files: readonly RequestFileRow[], t: Translate): IdentityView['papers'] {
  return files
    .filter((file) => (PAPER_KINDS as readonly string[]).includes(file.kind))
    .map((file) => ({ id: file.public_id, label: paperWords(file.kind, t), name: file.name }));
}

const GROUPS: readonly [string, readonly StepName[]][] = [
  ['check', ['declare_complete', 'declare_incomplete', 'complete_papers', 'add_papers']],
  ['hold', ['assign', 'propose_answer', 'return']],
  ['approve', ['approve_refusal', 'reject_refusal']],
  ['decide', ['grant', 'grant_partly', 'not_held', 'not_documented', 'redirect', 'propose_refusal']],
  ['deliver', ['deliver']],
  ['time', ['extend', 'correct_receipt']],
];

function actionsOf({ area, bundle, steps, step, t }: CaseInput): CaseView['actions'] {
  const path = casePath(area, bundle.row.number);
  return GROUPS.map(([name, members]) => ({
    name: t(`desk:actions.${name}`),
    items: members
      .filter((member) => steps.includes(member))
      .map((member) => ({
        label: t(`workflow:step.${member}`),
        href: `${path}?langkah=${member}#langkah`,
        current: step?.name === member,
      })),
  })).filter((group) => group.items.length > 0);
}

/** What waits for the superior, or what was decided. */
function decidedOf(row: RequestRow, facts: RequestFacts, t: Translate, fmt: Format): CaseView['decided'] {
  const waits = facts.state === 'awaiting_approval' && row.proposal !== null;
  const stored = waits ? row.proposal : row.decision;
  if (stored === null) return null;
  const items = decisionItems(JSON.parse(stored) as Decision, t, fmt);
  return { heading: t(waits ? 'desk:decided.proposal' : 'desk:decided.decision'), items };
}

function filesOf({ row, files, people }: CaseBundle, area: Area, t: Translate, fmt: Format): FileLine[] {
  return files
    .filter((file) => AREAS[area].files.includes(file.kind))
    .map((file) => {
      const by = file.added_by === null ? null : (people.get(file.added_by) ?? null);
      const original = files.find((other) => other.id === file.original_id);
      return {
        label: file.name,
        kind: t(`desk:file.${file.kind}`),
        size: [fmt.bytes(file.size), fmt.shortDayTime(file.added_at), by].filter(Boolean).join(' · '),
        href: `${casePath(area, row.number)}/berkas/${file.public_id}`,
        warning: warningWords(file.warning, t),
        beside: original ? t('desk:file.beside', { name: original.name }) : null,
      };
    });
}

/** What the officer was warned of and went on with. */
function warningWords(warning: string | null, t: Translate): string | null {
  if (warning === null) return null;
  const pages = /^text:(.+)$/.exec(warning)?.[1];
  return pages ? t('desk:file.warned', { pages: pages.split(',').join(', ') }) : t('desk:file.unreadable');
}

/** The words of a form that are worth keeping, with the label each is shown under. */
const WRITTEN: Readonly<Record<string, string>> = {
  reason: 'written',
  considerations: 'considerations',
  material: 'material',
  missing_other: 'missing_other',
  holder: 'holder',
  holder_contact: 'holder_contact',
  service_name: 'service_name',
  service_contact: 'service_contact',
  service_reason: 'service_reason',
  payment: 'payment',
  exemption_number: 'exemption_number',
  exemption_title: 'exemption_title',
};

/** What was written, for reading: the step it was meant for is gone. Choices and dates are quickly made again. */
function typedItems(form: FormState, t: Translate): Item[] {
  return Object.entries(WRITTEN).flatMap(([name, label]) => {
    const value = form.values[name];
    return value && value.length > 0 ? [{ label: t(`desk:field.${label}`), value: [value].flat().join(', ') }] : [];
  });
}

function chainOf(row: RequestRow, t: Translate): Item[] {
  return [
    { label: t('desk:chain.length'), value: String(row.seq) },
    { label: t('desk:chain.head'), value: row.head_hash },
  ];
}
