import type { Calendar } from '../../calendar/working-days';
import { advisedBy, daysLeft, type ExplainView } from '../../cases/explain-pages';
import type { DisputeRow } from '../../db/tables/disputes';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Translate } from '../../i18n/catalogue';
import type { Commission } from '../../letters/objection-facts';
import { objectionFacts } from '../../objections/facts';
import { objectionPath } from '../../objections/public/paths';
import type { Identity } from '../../requests/identity';
import type { Tone } from '../../requests/state-tones';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { type DisputeFacts, isWindowState } from '../../workflow/dispute-facts';
import { allowedDisputeSteps } from '../../workflow/dispute-machine';
import type { ExplainedDue } from '../../workflow/explained';
import { isOpenObjection } from '../../workflow/objection-facts';
import { type CourtView, clocksExplained, courtView, disputeDates, type Item } from '../clock-pages';
import { runningClock, toldBefore } from '../clocks';
import { disputeFacts } from '../facts';
import { papersToBring } from '../papers';
import { ownBundlePath, ownDisputePath } from '../paths';
import { DISPUTE_TONE } from '../state-tones';
import { type CaseEvent, isTold } from '../timeline';
import { type EventLine, eventLine } from '../timeline-pages';
import type { OwnStep } from './forms';

export type OwnDisputeView = {
  /** The objection's number and page, and this page's own address. */
  number: string;
  heading: string;
  back: string;
  path: string;
  dispute: string | null;
  status: { label: string; tone: Tone } | null;
  /** What this state means for him, in a sentence or two. */
  lead: string;
  notice: { tone: 'good' | 'info' | 'warn'; text: string } | null;
  window: {
    until: string;
    open: boolean;
    remaining: number | null;
    advised: string | null;
    told: string | null;
  } | null;
  /** How the window was counted; the other clocks stand with the dates. */
  explains: ExplainView[];
  others: ExplainView[];
  next: { label: string; on: string; remaining: number | null } | null;
  court: CourtView | null;
  cassation: { until: string } | null;
  dates: Item[];
  outcome: Item[];
  where: { items: Item[]; level: string };
  bring: string[];
  ready: string | null;
  forms: Record<OwnStep, boolean>;
  /** What the fields of the open form are called, for the list of what is wrong. */
  labels: Record<string, string>;
  version: number;
  today: string;
  timeline: EventLine[];
  form: FormState;
};

export type OwnDisputeInput = {
  objection: ObjectionRow;
  dispute: DisputeRow | null;
  events: readonly CaseEvent[];
  clocks: readonly ExplainedDue[];
  identity: Identity | null;
  commission: Commission;
  opened: { title: string; slug: string } | null;
  cal: Calendar;
  today: string;
  form: FormState;
  notice: OwnDisputeView['notice'];
  t: Translate;
  fmt: Format;
};

/** The way to the Information Commission, for the owner of an objection: until when, where, with what; then what became of it. */
export function ownDisputeView(input: OwnDisputeInput): OwnDisputeView {
  const { objection, dispute, cal, today, t, fmt, commission } = input;
  const facts = dispute && disputeFacts(dispute);
  const live = objection.erased_at ? null : facts;
  const steps = live ? allowedDisputeSteps(live, { role: 'requester', userId: null, bodyId: null }, today) : [];
  return {
    number: objection.number,
    heading: t(isFiled(facts) ? 'disputes:own.heading' : 'disputes:own.window'),
    back: objectionPath(objection.number),
    path: ownDisputePath(objection.number),
    dispute: dispute && isFiled(facts) ? dispute.number : null,
    status: facts && { label: t(`workflow:dispute.state.${facts.state}`), tone: DISPUTE_TONE[facts.state] },
    lead: leadOf(input, facts),
    notice: input.notice,
    window: facts && windowOf(facts, cal, today),
    explains: clocksExplained(input.clocks.filter(isWindow), t, fmt),
    others: clocksExplained(
      input.clocks.filter((clock) => !isWindow(clock)),
      t,
      fmt,
    ),
    next: facts && nextOf(facts, input),
    court: facts?.state === 'decided' ? courtView(facts, t) : null,
    cassation: facts?.state === 'in_court' && facts.cassation_by ? { until: facts.cassation_by } : null,
    dates: facts ? disputeDates(facts, t, fmt) : [],
    outcome: dispute && facts ? outcomeOf(dispute, facts, input) : [],
    where: whereOf(commission, t),
    bring: papersToBring(objectionFacts(objection), objection, input.identity, t),
    // An answer on paper whose arrival nobody has recorded yet opens no window in the portal, but may well have arrived.
    ready: dispute || objection.answered_on ? ownBundlePath(objection.number) : null,
    forms: {
      file_dispute: steps.includes('file_dispute'),
      withdraw_dispute: steps.includes('withdraw_dispute'),
    },
    labels: {
      on: t(`disputes:own.${steps.includes('file_dispute') ? 'filed_on' : 'withdrawn_on'}`),
      commission_number: t('disputes:field.commission_number'),
    },
    version: dispute?.version ?? 0,
    today,
    timeline: input.events
      .filter((event) => isTold(event))
      .map((event) => eventLine(event, t, fmt))
      .reverse(),
    form: input.form,
  };
}

/** False while there is a window to the commission at most: nobody has petitioned. */
export const isFiled = (facts: Pick<DisputeFacts, 'state'> | null): boolean =>
  facts !== null && !isWindowState(facts.state);

const isWindow = ({ term }: ExplainedDue): boolean => term === 'dispute_window';

function leadOf({ objection, t, fmt }: OwnDisputeInput, facts: DisputeFacts | null): string {
  if (facts) return t(`disputes:lead.${facts.state}`, { day: fmt.day(facts.file_by) });
  const objected = objectionFacts(objection);
  if (isOpenObjection(objected)) return t('disputes:lead.not_yet', { day: fmt.day(objected.due_on) });
  return t(objected.withdrawn_on ? 'disputes:lead.objection_withdrawn' : 'disputes:lead.on_its_way');
}

function windowOf(facts: DisputeFacts, cal: Calendar, today: string): OwnDisputeView['window'] {
  const open = facts.state === 'window_open';
  return {
    until: facts.file_by,
    open,
    remaining: open ? daysLeft(cal, today, facts.file_by) : null,
    advised: open ? advisedBy(cal, facts.file_by) : null,
    told: toldBefore(facts),
  };
}

/** The next date of the commission's own; his window and the courts have places of their own on the page. */
function nextOf(facts: DisputeFacts, { cal, today, t }: OwnDisputeInput): OwnDisputeView['next'] {
  const running = runningClock(facts);
  if (!running?.due_on || ['dispute_window', 'court', 'cassation'].includes(running.name)) return null;
  return {
    label: t(`disputes:clock.${running.name}`),
    on: running.due_on,
    remaining: daysLeft(cal, today, running.due_on),
  };
}

function outcomeOf(dispute: DisputeRow, facts: DisputeFacts, { t, opened }: OwnDisputeInput): Item[] {
  const items: Item[] = [];
  if (dispute.commission_number) {
    items.push({ label: t('disputes:fact.commission_number'), value: dispute.commission_number });
  }
  if (facts.outcome)
    items.push({ label: t('disputes:fact.outcome'), value: t(`workflow:dispute.outcome.${facts.outcome}`) });
  if (dispute.ruling) items.push({ label: t('disputes:fact.ruling'), value: dispute.ruling });
  if (opened) {
    items.push({
      label: t('disputes:fact.document'),
      value: { text: opened.title, href: `/informasi/${opened.slug}` },
    });
  }
  return items;
}

function whereOf(commission: Commission, t: Translate): OwnDisputeView['where'] {
  const { name, address, email, phone, website } = commission;
  return {
    items: [
      { label: t('disputes:where.name'), value: name },
      { label: t('disputes:where.address'), value: address || t('disputes:where.ask') },
      ...(email ? [{ label: t('disputes:where.email'), value: email }] : []),
      ...(phone ? [{ label: t('disputes:where.phone'), value: phone }] : []),
      ...(website ? [{ label: t('disputes:where.website'), value: { text: website, href: website } }] : []),
    ],
    level: t(`disputes:level_when.${commission.level}`),
  };
}
