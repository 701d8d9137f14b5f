import type { ExplainView } from '../../cases/explain-pages';
import type { Translate } from '../../i18n/catalogue';
import { AREAS } from '../../requests/staff/areas';
import { erasedNotice, subjectOf } from '../../requests/staff/case-pages';
import { remainingDays, type UrgencyView } from '../../requests/staff/deadline-pages';
import { type IdentityView, identityView } from '../../requests/staff/identity-pages';
import { type LetterLine, type LettersOf, letterLines } from '../../requests/staff/letter-pages';
import { rungWords } from '../../requests/staff/timeline-pages';
import type { Tone } from '../../requests/state-tones';
import { type Keys, openCaseKey, openText } from '../../secrets/keys';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { type CourtView, clocksExplained, courtView, disputeDates, type Item } from '../clock-pages';
import { runningClock } from '../clocks';
import { explainedDispute } from '../explained';
import { disputeName } from '../names';
import { DISPUTE_TONE } from '../state-tones';
import { type CaseEvent, caseEvent } from '../timeline';
import { type EventLine, eventLine } from '../timeline-pages';
import { disputePath, mayReadLetters, mayReadNames } from './areas';
import { factItems, type Notice, noticesOf } from './fact-pages';
import type { DisputeFormStep } from './form-steps';
import type { OpenedDispute } from './opened';
import type { StepView } from './step-pages';

export type DisputeCaseView = {
  /** Its number, or what it is called before there is a dispute. */
  name: string;
  version: number;
  home: { label: string; href: string };
  subject: string;
  status: { label: string; tone: Tone };
  turn: string;
  urgency: UrgencyView;
  notices: Notice[];
  conflict: boolean;
  /** What was typed for a step that is no longer possible. */
  typed: Item[];
  step: StepView | null;
  facts: Item[];
  court: CourtView | null;
  letters: LetterLine[];
  timeline: EventLine[];
  actions: { label: string; href: string; current: boolean }[];
  dates: Item[];
  explains: ExplainView[];
  identity: IdentityView | null;
  ready: string | null;
  chain: Item[] | null;
  form: FormState;
};

export type DisputeCaseInput = {
  opened: OpenedDispute;
  step: StepView | null;
  conflict: boolean;
  form: FormState;
  keys: Keys;
  timezone: string;
  t: Translate;
  fmt: Format;
};

/** One dispute as an area sees it. What an area may not see is not in the view. */
export function disputeCaseView(input: DisputeCaseInput): DisputeCaseView {
  const { opened, step, conflict, form, t, fmt, timezone } = input;
  const { area, bundle, facts, identity, cal, today } = opened;
  const { row, objection } = bundle;
  const running = runningClock(facts);
  const due = running?.due_on ?? null;
  const clocks = explainedDispute(facts, bundle.events, cal, timezone);
  const path = disputePath(area, row.number);
  return {
    ...{ name: disputeName(row, objection.number, t), version: row.version, step, conflict, form },
    home: { label: t('disputes:list.title'), href: `${AREAS[area].path}/sengketa` },
    subject: subjectOf(objection.details, 110),
    status: { label: t(`workflow:dispute.state.${facts.state}`), tone: DISPUTE_TONE[facts.state] },
    turn: running ? t(`disputes:clock.${running.name}`) : t('disputes:clock.none'),
    urgency: { remaining: due === null ? null : remainingDays(cal, today, due), due, done: running === null },
    notices: [...erasedNotice(row, t, fmt), ...noticesOf(opened, t, fmt)],
    typed: conflict && step === null ? typedItems(form, t) : [],
    facts: factItems(opened, t),
    court: facts.state === 'decided' ? courtView(facts, t) : null,
    letters: mayReadLetters(area) ? letterLines(lettersOf(opened), bundle.letters, area, t, fmt) : [],
    timeline: timelineOf(input),
    actions: opened.steps.map((name) => actionOf(name, path, step, t)),
    dates: disputeDates(facts, t, fmt),
    explains: clocksExplained(clocks, t, fmt),
    identity: withoutPapers(identityView({ area, row: objection, files: [], path, identity, t })),
    ready: mayReadNames(area) ? `${path}/berkas.zip` : null,
    chain:
      area === 'auditor'
        ? [
            { label: t('desk:chain.length'), value: String(row.seq) },
            { label: t('desk:chain.head'), value: row.head_hash },
          ]
        : null,
  };
}

/** The dispute as its letters need it. */
export const lettersOf = ({ area, bundle }: OpenedDispute): LettersOf => ({
  path: disputePath(area, bundle.row.number),
  number: bundle.row.number,
  files: mayReadNames(area) ? bundle.files : [],
});

/** Identity papers and the receipt with its code belong to the objection's page. */
const withoutPapers = (view: IdentityView | null): IdentityView | null =>
  view && { ...view, missing: [], papers: [], receipt: null };

const actionOf = (name: DisputeFormStep, path: string, step: StepView | null, t: Translate) => ({
  label: t(`workflow:dispute.step.${name}`),
  href: `${path}?langkah=${name}#langkah`,
  current: step?.name === name,
});

/** The words of a form that are worth keeping: the step they were meant for is gone. */
const WRITTEN = [
  'note',
  'early_reason',
  'ruling',
  'commission_number',
  'reason',
  'title',
  'summary',
  'document',
] as const;

function typedItems(form: FormState, t: Translate): Item[] {
  return WRITTEN.flatMap((name) => {
    const value = form.values[name];
    return value && value.length > 0 ? [{ label: t(`disputes:typed.${name}`), value: [value].flat().join(', ') }] : [];
  });
}

const NOT_FOR_BODIES = new Set(['letter_recorded', 'dossier_taken']);

/** What happened, the newest first, with who did it and the words that were kept under the case's key. */
function timelineOf({ opened, keys, t, fmt }: DisputeCaseInput): EventLine[] {
  const { bundle, area } = opened;
  // What an officer wrote may name the requester, whom a body need not know.
  const plain = area === 'body';
  return bundle.events
    .filter(({ kind }) => !plain || !NOT_FOR_BODIES.has(kind))
    .map((stored) => {
      const event = caseEvent('dispute', stored);
      const lines = [...escalation(event, t, fmt), ...(plain ? [] : wordsOf(event, opened, keys))];
      return eventLine(event, t, fmt, { who: whoOf(event, bundle.people, t), lines });
    })
    .reverse();
}

function escalation({ kind, detail }: CaseEvent, t: Translate, fmt: Format): string[] {
  if (kind !== 'escalated') return [];
  const office = t(`cases:addressee.${detail.sent_to}`);
  return [rungWords(String(detail.step), t), t('desk:timeline.told', { office, due: fmt.day(String(detail.due_on)) })];
}

function whoOf({ actor }: CaseEvent, people: ReadonlyMap<number, string>, t: Translate): string {
  const role = t(`desk:role.${actor.role}`);
  if (!actor.name) return role;
  const principal = actor.deputy_for === null ? null : (people.get(actor.deputy_for) ?? null);
  return principal
    ? t('desk:timeline.deputy', { name: actor.name, role, principal })
    : t('desk:timeline.person', { name: actor.name, role });
}

/** A dispute's words lie under the key of its objection, bound to the dispute. */
function wordsOf({ detail }: CaseEvent, { bundle }: OpenedDispute, keys: Keys): string[] {
  const { row, objection } = bundle;
  if (!detail.sealed || !objection.case_key_sealed) return [];
  const key = openCaseKey(keys, objection.case_key_sealed, objection.public_id);
  const words = JSON.parse(openText(key, detail.sealed, `event:${row.public_id}`)) as { reason?: string | null };
  return words.reason ? [words.reason] : [];
}
