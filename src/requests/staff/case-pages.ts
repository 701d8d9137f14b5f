import type { Calendar } from '../../calendar/working-days';
import type { ExplainView } from '../../cases/explain-pages';
import type { RequestRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import type { Decision } from '../../letters/facts';
import type { AssessedCase } from '../../risk/assess';
import { type RiskView, riskView } from '../../risk/pages';
import type { Keys } from '../../secrets/keys';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { holderOf, isLate, isOverdue, type RequestFacts } from '../../workflow/facts';
import type { StepName } from '../../workflow/steps';
import { factsOf } from '../facts';
import type { Identity } from '../identity';
import type { PublishingPanel } from '../publishing/pages';
import { STATE_TONE, type Tone } from '../state-tones';
import { AREAS, type Area, anyCasePath, casePath } from './areas';
import type { CaseBundle } from './case-queries';
import { datesOf, explainsOf, type UrgencyView, urgencyOf } from './deadline-pages';
import { decisionItems } from './decided-pages';
import { caseFiles, type FileLine } from './file-pages';
import { type IdentityView, identityView } from './identity-pages';
import type { Item } from './items';
import { type LetterLine, type LettersOf, letterLines } from './letter-pages';
import type { StepView } from './step-pages';
import { type TimelineEvent, timelineView } from './timeline-pages';

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
  /** How likely a dispute is, with its reasons: for who can still prevent one. */
  risk: RiskView | null;
  publishing: PublishingPanel | null;
  form: FormState;
};

export type CaseInput = {
  area: Area;
  bundle: CaseBundle;
  identity: Identity | null;
  steps: readonly StepName[];
  step: StepView | null;
  conflict: boolean;
  form: FormState;
  risk: AssessedCase | null;
  publishing: PublishingPanel | null;
  cal: Calendar;
  today: string;
  timezone: string;
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
    subject: subjectOf(row.details, 110) || t('register:no_subject'),
    details: row.details,
    purpose: area === 'body' ? '' : row.purpose,
    status: { label: t(`workflow:state.${facts.state}.name`), tone: STATE_TONE[facts.state] },
    turn: row.imported === 1 ? t('register:turn') : turnOf(facts, bundle, t),
    urgency: urgencyOf(facts, cal, today),
    notices: [
      ...erasedNotice(row, t, fmt),
      ...(row.imported === 1 ? importedNotices(row, t) : noticesOf(facts, row, area, today, t)),
    ],
    dates: datesOf(facts, t),
    explains: explainsOf({ facts, events: bundle.events, cal, timezone: input.timezone }, t, fmt),
    asked: row.imported === 1 ? importedFacts(bundle, area, t) : askedOf(facts, bundle, area, t),
    identity: identityOf(input),
    actions: actionsOf(input),
    step: input.step,
    conflict: input.conflict,
    typed: input.conflict && input.step === null ? typedItems(input.form, t) : [],
    decided: area === 'body' || row.imported === 1 ? null : decidedOf(row, facts, t, fmt),
    answers: bundle.answers.map((answer) => ({
      title: t('desk:answer.title', {
        body: answer.body_name,
        name: answer.user_name,
        at: fmt.dayTime(answer.created_at),
      }),
      text: answer.text,
    })),
    files: caseFiles(bundle, area, t, fmt),
    letters: area === 'body' ? [] : letterLines(lettersOf(bundle, area), bundle.letters, area, t, fmt),
    timeline: timelineView(bundle, input),
    chain: area === 'auditor' ? chainOf(row, t) : null,
    risk: input.risk && riskView(input.risk.risk, t, fmt),
    publishing: input.publishing,
    form: input.form,
  };
}

/** The case as its letters need it. */
export const lettersOf = ({ row, files }: CaseBundle, area: Area): LettersOf => ({
  ...{ path: casePath(area, row.number), number: row.number, files },
});

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

/** That its words and papers are gone, and since when. */
export function erasedNotice(row: { erased_at: string | null }, t: Translate, fmt: Format): CaseView['notices'] {
  return row.erased_at ? [{ tone: 'info', text: t('retention:erased.staff', { day: fmt.dayOf(row.erased_at) }) }] : [];
}

/** Of an old register: what it is, and whether its answer came late by the day the information was given. */
function importedNotices(row: RequestRow, t: Translate): CaseView['notices'] {
  const mark = row.register_no ? t('register:mark.numbered', { no: row.register_no }) : t('register:mark.plain');
  const answered = row.delivered_on ?? row.notified_on;
  const late = answered !== null && answered > row.due_on;
  return [{ tone: 'info', text: mark }, ...(late ? [{ tone: 'warn' as const, text: t('desk:notice.late') }] : [])];
}

/** What a register says of a request; how it was to be delivered it does not. */
function importedFacts({ row, bodies }: CaseBundle, area: Area, t: Translate): Item[] {
  const reason = row.decision === null ? null : (JSON.parse(row.decision) as Decision).considerations;
  const named = row.body_id === null ? null : (bodies.get(row.body_id) ?? null);
  return [
    { label: t('desk:fact.details'), value: row.details || t('register:no_subject') },
    ...(area === 'body' || row.purpose === '' ? [] : [{ label: t('desk:fact.purpose'), value: row.purpose }]),
    { label: t('desk:fact.body'), value: named ?? t('desk:fact.no_body') },
    { label: t('desk:fact.channel'), value: t(`workflow:channel.${row.channel}`) },
    ...(row.outcome ? [{ label: t('register:column.decision'), value: t(`workflow:outcome.${row.outcome}`) }] : []),
    ...(reason && area !== 'body' ? [{ label: t('register:column.reason'), value: reason }] : []),
  ];
}

/** True once the papers of a case were destroyed: nobody misses them. */
export const papersGone = (events: readonly { kind: string }[]): boolean =>
  events.some(({ kind }) => kind === 'papers_destroyed' || kind === 'erased');

/** Nobody is asked for papers of an old case, and it has no receipt; nor for papers whose time is over. */
function identityOf(input: CaseInput): IdentityView | null {
  const { area, bundle } = input;
  const view = identityView({ ...input, ...bundle, path: casePath(area, bundle.row.number) });
  if (!view) return view;
  if (bundle.row.imported === 1) return { ...view, missing: [], receipt: null };
  return papersGone(bundle.events) ? { ...view, missing: [] } : view;
}

function askedOf(facts: RequestFacts, bundle: CaseBundle, area: Area, t: Translate): Item[] {
  const { row, bodies } = bundle;
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
  const shown = area === 'body' ? items.filter((_, index) => index !== 1 && index < 5) : items;
  return [...shown, ...objectionItems(bundle, area, t)];
}

/** The objections against a request, and where the desk enters one that came on paper. */
function objectionItems({ row, objections }: CaseBundle, area: Area, t: Translate): Item[] {
  const links = objections.map(({ number, ground, state }) => ({
    text: t('desk:fact.objection', { number, ground, state: t(`workflow:objection.state.${state}`) }),
    href: anyCasePath(area, 'objection', number),
  }));
  const enter = { text: t('desk:fact.enter_objection'), href: `/petugas/keberatan/baru?permohonan=${row.number}` };
  const value = area === 'desk' ? [...links, enter] : links;
  return value.length > 0 ? [{ label: t('desk:fact.objections'), value }] : [];
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
  exemption: 'exemption',
  exemption_code: 'exemption_code',
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
