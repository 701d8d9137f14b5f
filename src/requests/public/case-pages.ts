import type { Calendar } from '../../calendar/working-days';
import { advisedBy, daysLeft, type ExplainView } from '../../cases/explain-pages';
import type { LetterRow } from '../../db/tables/letters';
import type { RequestFileRow, RequestRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { hasObjected, holderOf, isLate, isOverdue, type RequestFacts } from '../../workflow/facts';
import { allowedSteps } from '../../workflow/machine';
import { isOpenObjection, type ObjectionState } from '../../workflow/objection-facts';
import { judgeGrounds } from '../../workflow/objection-grounds';
import { factsOf } from '../facts';
import { STATE_TONE, type Tone } from '../state-tones';
import {
  type DecisionView,
  decisionOf,
  decisionView,
  type EventView,
  eventView,
  fileLink,
  isPaper,
  type Link,
  letterLink,
  visibleFiles,
} from './case-parts-pages';
import type { ObjectionItem } from './case-queries';
import { casePath } from './cookies';
import { caseExplanations } from './dates-pages';
import { nextOf, objectionsNext } from './next-pages';
import { type ObjectionLine, objectionLine } from './objection-pages';
import { ownEvents, type StoredEvent } from './timeline';

export type CaseView = {
  number: string;
  status: { label: string; tone: Tone };
  what: string;
  turn: { who: string; mine: boolean };
  next: string[];
  alert: { tone: 'warn' | 'bad' | 'info'; title: string; text: string } | null;
  answer: AnswerView;
  explains: ExplainView[];
  object: ObjectView | null;
  objections: ObjectionLine[];
  decision: DecisionView | null;
  request: { label: string; value: string | { date: string } }[];
  timeline: EventView[];
  letters: Link[];
  files: Link[];
  papers: { label: string; name: string; meta: string }[];
  actions: { add: string | null; complete: boolean; withdraw: string | null; confirm: string | null };
  version: number;
  /** A sentence about what was just tried. */
  notice: { tone: 'good' | 'warn' | 'info'; text: string } | null;
};

/** How to object, while there is something to object to; `late` once the window is over: the superior decides then. */
export type ObjectView = {
  until: string | null;
  remaining: number | null;
  advised: string | null;
  late: string | null;
  href: string;
  form: string;
};

/** The date that binds, what became of it, and the outer date of the Perki beside it. */
export type AnswerView = {
  due_on: string;
  remaining: number | null;
  runs: boolean;
  answered_on: string | null;
  late: boolean;
  extended: boolean;
  perki_due_on: string | null;
};

export type CaseInput = {
  row: RequestRow;
  events: readonly StoredEvent[];
  letters: readonly LetterRow[];
  files: readonly RequestFileRow[];
  /** Names of public bodies by id. */
  bodies: ReadonlyMap<number, string>;
  /** Objections to the request, oldest first. */
  objections: readonly ObjectionItem[];
  cal: Calendar;
  today: string;
  timezone: string;
  t: Translate;
  fmt: Format;
  notice?: CaseView['notice'];
};

/** The page of one request for its owner. */
export function caseView(input: CaseInput): CaseView {
  const { row, cal, today, t, fmt } = input;
  const facts = factsOf(row);
  const path = casePath(row.number);
  const steps = row.erased_at ? [] : allowedSteps(facts, { role: 'requester', userId: null, bodyId: null }, today);
  const holder = holderOf(facts);
  const holderName = holder === null ? null : (input.bodies.get(holder) ?? null);
  const decision = decisionOf(row);
  const overdue = isOverdue(facts, today);
  const now = nextOf(facts, { holder: holderName, decision, cal, today, t, fmt });
  return {
    number: row.number,
    status: { label: t(`workflow:state.${facts.state}.name`), tone: STATE_TONE[facts.state] },
    ...now,
    next: [...now.next, ...objectionsNext(input)],
    alert: row.erased_at
      ? {
          tone: 'info',
          title: t('retention:erased.title'),
          text: t('retention:erased.own', { day: fmt.dayOf(row.erased_at) }),
        }
      : overdue
        ? {
            tone: 'bad',
            title: t('tracking:overdue.title'),
            text: t(hasObjected(facts) ? 'tracking:overdue.objected' : 'tracking:overdue.text'),
          }
        : null,
    answer: answerView(facts, cal, today, overdue),
    explains: caseExplanations({ facts, events: input.events, cal, timezone: input.timezone }, t, fmt),
    object: row.erased_at ? null : objectView(input, facts),
    objections: input.objections.map((one) => objectionLine({ ...one, request_number: null }, cal, today, t)),
    decision: decision && decisionView(decision, t, fmt),
    request: requestItems(row, input.bodies, t),
    timeline: ownEvents(input.events)
      .map((event) => eventView(event, input.bodies, t, fmt))
      .reverse(),
    letters: row.case_key_sealed ? [...input.letters].reverse().map((letter) => letterLink(letter, path, t, fmt)) : [],
    files: visibleFiles(facts, input.files).map((file) => fileLink(file, path, t, fmt)),
    papers: input.files.filter(isPaper).map((file) => ({
      label: t(`workflow:paper.${file.kind}`),
      name: file.name,
      meta: [fmt.bytes(file.size), fmt.dayOf(file.added_at)].join(' · '),
    })),
    actions: {
      add: steps.includes('add_papers') || steps.includes('complete_papers') ? `${path}/berkas` : null,
      complete: steps.includes('complete_papers'),
      withdraw: steps.includes('withdraw') ? `${path}/cabut` : null,
      confirm: steps.includes('confirm_receipt') && !received(input.events) ? `${path}/terima` : null,
    },
    version: row.version,
    notice: input.notice ?? null,
  };
}

const received = (events: readonly StoredEvent[]) => events.some((event) => event.kind === 'receipt_confirmed');

function answerView(facts: RequestFacts, cal: Calendar, today: string, overdue: boolean): AnswerView {
  const ended = facts.state === 'lapsed' || facts.state === 'withdrawn';
  return {
    due_on: facts.due_on,
    remaining: facts.notified_on || ended ? null : daysLeft(cal, today, facts.due_on),
    runs: facts.notified_on === null && !ended && !overdue,
    answered_on: facts.notified_on,
    late: isLate(facts),
    extended: facts.extended_on !== null,
    perki_due_on: facts.perki_due_on,
  };
}

/** The way to object, as soon as the state of the request gives rise to any ground. */
function objectView({ row, objections, cal, today, fmt }: CaseInput, facts: RequestFacts): ObjectView | null {
  const open = objections
    .filter((one) => isOpenObjection({ state: one.state as ObjectionState }))
    .map((one) => one.ground);
  if (!judgeGrounds(cal, facts, open, today).some((one) => one.ok)) return null;
  const until = facts.object_by;
  const number = encodeURIComponent(row.number);
  const ways = { href: `/keberatan/baru?nomor=${number}`, form: `/keberatan/formulir?nomor=${number}` };
  if (until !== null && until < today) {
    return { until: null, remaining: null, advised: null, late: fmt.day(until), ...ways };
  }
  return {
    until,
    remaining: until === null ? null : daysLeft(cal, today, until),
    advised: until === null ? null : advisedBy(cal, until),
    late: null,
    ...ways,
  };
}

function requestItems(row: RequestRow, bodies: ReadonlyMap<number, string>, t: Translate): CaseView['request'] {
  const named = row.body_id === null ? null : bodies.get(row.body_id);
  return [
    { label: t('filing:what.details'), value: row.details },
    { label: t('filing:what.purpose'), value: row.purpose },
    { label: t('filing:what.body'), value: named ?? t('filing:what.body_unknown') },
    { label: t('filing:delivery.obtain'), value: t(`workflow:obtain.${row.obtain}`) },
    ...(row.obtain === 'copy'
      ? [{ label: t('filing:delivery.deliver'), value: t(`workflow:deliver.${row.deliver}`) }]
      : []),
    { label: t('tracking:received'), value: { date: row.received_on } },
  ];
}
