import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { casePage, FINDING_AREAS, type FindingArea } from './areas';
import { allowedFindingSteps, type FindingState, type FindingStep } from './finding';
import type { FindingNote, ListedFinding } from './finding-queries';

type Choice = { value: string; label: string };
type Column = { key: string; label: string; head: boolean; numeric: boolean };
type Status = { label: string; tone: string; icon: null };

export const STATES = ['open', 'answered', 'closed'] as const satisfies readonly FindingState[];
const TONE = { open: 'progress', answered: 'info', closed: 'ended' } as const;

export type FindingsView = {
  tabs: { label: string; items: { label: string; href: string; current: boolean; count: null }[] };
  add: string | null;
  columns: Column[];
  rows: Record<string, unknown>[];
  pages: { next: string | null; first: string | null };
};

/** The findings that an area sees. */
export function findingsView(
  area: FindingArea,
  given: {
    state: FindingState | null;
    findings: readonly ListedFinding[];
    next: number | null;
    beyondFirst: boolean;
    today: string;
  },
  t: Translate,
  fmt: Format,
): FindingsView {
  const { path } = FINDING_AREAS[area];
  const tab = (state: FindingState | null) => ({
    label: t(`auditor:tab.${state ?? 'all'}`),
    href: withQuery(path, { keadaan: state }),
    current: state === given.state,
    count: null,
  });
  return {
    tabs: { label: t('auditor:finding.title'), items: [null, ...STATES].map(tab) },
    add: area === 'auditor' ? `${path}/baru` : null,
    columns: ['title', 'about', 'whose', 'state', 'due'].map((key) => ({
      ...{ key, label: t(`auditor:finding.${key}`) },
      ...{ head: key === 'title', numeric: false },
    })),
    rows: given.findings.map((one) => ({
      title: { text: one.title, href: `${path}/${one.public_id}` },
      about: one.case_number ?? one.figure,
      whose: one.body_name ?? t('auditor:finding.ppid'),
      state: { status: statusOf(one, given.today, t) },
      due: one.state === 'open' ? fmt.shortDay(one.answer_by) : null,
    })),
    pages: {
      next: given.next === null ? null : withQuery(path, { keadaan: given.state, sesudah: encodeCursor(given.next) }),
      first: given.beyondFirst ? withQuery(path, { keadaan: given.state }) : null,
    },
  };
}

const statusOf = ({ state, answer_by }: ListedFinding, today: string, t: Translate): Status =>
  state === 'open' && answer_by < today
    ? { label: t('auditor:state.late'), tone: 'bad', icon: null }
    : { label: t(`auditor:state.${state}`), tone: TONE[state], icon: null };

export type FindingFormView = { form: FormState; bodies: Choice[]; today: string };

/** The form of a new finding. */
export function findingFormView(
  form: FormState,
  bodies: readonly { slug: string; name: string }[],
  today: string,
): FindingFormView {
  return { form, bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name })), today };
}

export type FindingView = {
  form: FormState;
  status: Status;
  facts: { label: string; value: unknown }[];
  events: { title: string; at: string; datetime: string; who: string; detail: string; tone: string }[];
  action: string;
  version: number;
  steps: { value: FindingStep; label: string; hint: null }[];
  /** Whether a new day for the answer is asked. */
  dated: boolean;
  today: string;
  back: string;
};

const NOTE_TONE = { opened: 'progress', answered: 'info', asked_again: 'progress', closed: 'ended' } as const;

/** One finding with all that was said, and what this reader may do about it. */
export function findingView(
  area: FindingArea,
  given: {
    finding: ListedFinding;
    notes: readonly FindingNote[];
    caseKind: string | null;
    form: FormState;
    mine: boolean;
    today: string;
  },
  t: Translate,
  fmt: Format,
): FindingView {
  const { finding, notes, caseKind, today } = given;
  const { path, side } = FINDING_AREAS[area];
  const fact = (key: string, value: unknown) => ({ label: t(`auditor:finding.${key}`), value });
  const href = finding.case_number && caseKind ? casePage(area, caseKind, finding.case_number) : null;
  const steps = given.mine ? allowedFindingSteps(finding.state, side) : [];
  return {
    form: given.form,
    status: statusOf(finding, today, t),
    facts: [
      ...(finding.case_number ? [fact('case', href ? { text: finding.case_number, href } : finding.case_number)] : []),
      ...(finding.figure ? [fact('figure', finding.figure)] : []),
      fact('whose', finding.body_name ?? t('auditor:finding.ppid')),
      fact('due', { date: finding.answer_by }),
      fact('author', finding.author),
    ],
    events: notes.map((note) => ({
      title: t(`auditor:note.${note.kind}`),
      at: fmt.dayTime(note.made_at),
      datetime: note.made_at,
      who: note.name,
      detail: note.text,
      tone: NOTE_TONE[note.kind],
    })),
    action: `${path}/${finding.public_id}`,
    version: finding.version,
    steps: steps.map((value) => ({ value, label: t(`auditor:step.${value}`), hint: null })),
    dated: steps.includes('ask_again'),
    today,
    back: path,
  };
}
