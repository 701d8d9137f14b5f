import type { Calendar } from '../../calendar/working-days';
import { type ExplainView, explainView } from '../../cases/explain-pages';
import type { Translate } from '../../i18n/catalogue';
import { remainingDays, type UrgencyView } from '../../requests/staff/deadline-pages';
import type { Item } from '../../requests/staff/items';
import type { Format } from '../../web/format';
import { isOpenObjection, type ObjectionFacts } from '../../workflow/objection-facts';
import { explainedObjection } from '../explained';
import type { ObjectionBundle } from './queries';

/** True while a granted objection waits to be carried out. */
export const toCarryOut = (facts: ObjectionFacts): boolean => facts.execute_by !== null && facts.executed_on === null;

/** The date that runs now: of the superior's answer, and once something is granted, of its carrying-out. */
export function objectionUrgency(facts: ObjectionFacts, cal: Calendar, today: string): UrgencyView {
  const due = isOpenObjection(facts) ? facts.due_on : toCarryOut(facts) ? facts.execute_by : null;
  return { remaining: due === null ? null : remainingDays(cal, today, due), due, done: due === null };
}

const DATES = [
  'received_on',
  'recorded_on',
  'window_from',
  'object_by',
  'due_on',
  'due_told_on',
  'settled_on',
  'delegated_on',
  'answered_on',
  'answer_reached_on',
  'execute_by',
  'executed_on',
  'unanswered_on',
  'withdrawn_on',
  'closed_on',
] as const;

/** Every date of an objection that is known; the day that was told stands beside the one that counts. */
export function objectionDates(facts: ObjectionFacts, t: Translate): Item[] {
  return DATES.filter(
    (name) => facts[name] && !(name === 'recorded_on' && facts.recorded_on === facts.received_on),
  ).map((name) => ({ label: t(`objections:date.${name}`), value: { date: facts[name] as string } }));
}

/** How the window to object and the superior's thirty days were counted. */
export function objectionExplains({ facts, bundle, cal, timezone }: Shown, t: Translate, fmt: Format): ExplainView[] {
  return explainedObjection(facts, bundle.events, cal, timezone).map((due) => {
    const vars = { term: t(`workflow:term.${due.term}`), day: fmt.day(due.in_force_on) };
    return explainView(due, t, fmt, { summary: t('desk:explain.how', vars) });
  });
}

type Shown = { facts: ObjectionFacts; bundle: ObjectionBundle; cal: Calendar; timezone: string };
