import type { Translate } from '../i18n/catalogue';
import type { Keys } from '../secrets/keys';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import type { BreachStepName } from '../workflow/breach-facts';
import type { RowProblem } from './addressee-list';
import { clockFacts, clockNotice, type Fact, type Notice, stateStatuses } from './clock-pages';
import { breachPath, type OpenedBreach } from './opened';
import { type CaseForm, type StepView, stepView } from './step-pages';
import { breachTimeline } from './timeline-pages';

type Status = { label: string; tone: string; icon: string | null };
type Link = { href: string; label: string };

export type BreachView = {
  number: string;
  version: number;
  action: string;
  statuses: Status[];
  clock: Notice;
  counted: Fact[];
  notices: { tone: 'warn' | 'info'; text: string }[];
  conflict: boolean;
  step: StepView | null;
  /** Rows of a list that could not be taken, at most so many as a person reads. */
  problems: { rows: { row: string; value: string; why: string }[]; more: number };
  whom: { who: string; state: { status: Status }; detail: string | null; link: Link | null }[];
  said: { label: string; value: string | null }[];
  actions: (Link & { current: boolean })[];
  timeline: ReturnType<typeof breachTimeline>;
  form: FormState;
};

export type Shown = { step: CaseForm | null; form: FormState | null; problems: RowProblem[]; conflict: boolean };

type World = { today: string; keys: Keys; t: Translate; fmt: Format };
type Event = Parameters<typeof breachTimeline>[0][number];

const MOST_SHOWN = 50;

/** The page of one breach. */
export function breachView(opened: OpenedBreach, events: readonly Event[], shown: Shown, world: World): BreachView {
  const { row, facts, now } = opened;
  const { t, fmt, today } = world;
  const step = shown.step && stepView(shown.step, opened, today, t);
  return {
    number: row.number,
    version: row.version,
    action: `${breachPath(row.number)}/transitions`,
    statuses: stateStatuses(facts, now, t),
    clock: clockNotice(facts, now, t, fmt),
    counted: clockFacts(facts, t, fmt),
    notices: noticesOf(opened, t, fmt),
    conflict: shown.conflict,
    step,
    problems: problemsView(shown.problems, t),
    whom: whomOf(opened, t, fmt),
    said: saidOf(opened, t, fmt),
    actions: actionsOf(opened, shown.step, t),
    timeline: breachTimeline(events, row, world.keys, t, fmt),
    form: shown.form ?? blankForm(),
  };
}

function noticesOf({ tally, facts, content, row }: OpenedBreach, t: Translate, fmt: Format): BreachView['notices'] {
  if (row.erased_at) return [{ tone: 'info', text: t('retention:erased.staff', { day: fmt.dayOf(row.erased_at) }) }];
  const texts: string[] = [];
  if (facts.state !== 'closed' && content && Object.values(content).some((text) => text === '')) {
    texts.push(t('breaches:notice.undescribed'));
  }
  if (facts.state !== 'closed' && tally.unsent > 0) texts.push(t('breaches:notice.unsent', { count: tally.unsent }));
  if (facts.state !== 'closed' && tally.agency_unsent) texts.push(t('breaches:notice.agency_unsent'));
  return texts.map((text) => ({ tone: 'warn', text }));
}

function problemsView(problems: readonly RowProblem[], t: Translate): BreachView['problems'] {
  const rows = problems.slice(0, MOST_SHOWN).map(({ row, code, value }) => ({
    row: String(row),
    value,
    why: t(`breaches:list.why.${code}`),
  }));
  return { rows, more: problems.length - rows.length };
}

/** Whom to tell: Pasal 46 ayat (1) and, in some cases, ayat (3). */
function whomOf({ row, facts, tally, agency }: OpenedBreach, t: Translate, fmt: Format): BreachView['whom'] {
  const path = breachPath(row.number);
  const status = (at: string | null, optional = false): { status: Status } => ({
    status:
      at !== null
        ? { label: t('breaches:whom.told', { at: fmt.dayTime(at) }), tone: 'good', icon: null }
        : optional
          ? { label: t('breaches:whom.optional'), tone: 'neutral', icon: null }
          : { label: t('breaches:whom.waits'), tone: 'progress', icon: null },
  });
  const told = tally.addressees - tally.waiting_email - tally.waiting_post;
  const instead = facts.public_instead === 1;
  return [
    {
      who: t('breaches:whom.subjects'),
      state: status(facts.subjects_notified_at),
      detail: instead
        ? t('breaches:whom.instead')
        : t('breaches:whom.so_far', { told: fmt.number(told, 0), all: fmt.number(tally.addressees, 0) }),
      link: { href: `${path}/penerima`, label: t('breaches:whom.list') },
    },
    {
      who: t('breaches:whom.agency'),
      state: status(facts.agency_notified_at),
      detail: facts.agency_way === null ? agency.name : t(`breaches:way.${facts.agency_way}`),
      link: { href: `${path}/surat/lembaga`, label: t('breaches:whom.letter') },
    },
    {
      who: t('breaches:whom.public'),
      state: status(facts.public_notified_at, true),
      detail: t('breaches:whom.public_when'),
      link: null,
    },
  ];
}

function saidOf({ content, row }: OpenedBreach, t: Translate, fmt: Format): BreachView['said'] {
  const text = (value: string | undefined) => value || t('breaches:said.missing');
  return [
    { label: t('breaches:said.data_kinds'), value: text(content?.data_kinds) },
    { label: t('breaches:said.happened'), value: text(content?.happened) },
    { label: t('breaches:said.handling'), value: text(content?.handling) },
    {
      label: t('breaches:said.people'),
      value: row.people_count === null ? t('breaches:said.unknown') : fmt.number(row.people_count, 0),
    },
  ];
}

/** Where each step is taken: a form on this page, or a page with the letter or the list. */
const PLACES: Readonly<Partial<Record<BreachStepName, string>>> = {
  notify_subjects: '/surat/pemilik',
  notify_agency: '/surat/lembaga',
  record_sending: '/penerima?langkah=record_sending',
  drop_addressees: '/penerima?langkah=drop_addressees',
};

const ORDER: readonly BreachStepName[] = [
  ...(['describe', 'add_addressees', 'notify_subjects', 'record_sending', 'notify_agency', 'notify_public'] as const),
  ...(['close', 'correct_discovery', 'drop_addressees', 'dismiss'] as const),
];

function actionsOf({ row, steps, tally }: OpenedBreach, current: string | null, t: Translate): BreachView['actions'] {
  const path = breachPath(row.number);
  const useful = (step: BreachStepName): boolean => {
    const waiting = tally.waiting_email + tally.waiting_post;
    if (step === 'drop_addressees') return waiting > 0;
    return step !== 'record_sending' || waiting + tally.unsent > 0;
  };
  return ORDER.filter((step) => steps.includes(step) && useful(step)).map((step) => ({
    href: step in PLACES ? `${path}${PLACES[step]}` : `${path}?langkah=${step}#langkah`,
    label: t(`breaches:action.${step}`),
    current: step === current,
  }));
}
