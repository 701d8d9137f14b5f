import { between, type Calendar, NoCalendarError } from '../../calendar/working-days';
import { type ExplainView, explainView } from '../../cases/explain-pages';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { RequestFacts } from '../../workflow/facts';
import { explainedRequest } from '../explained';
import type { CaseBundle } from './case-queries';
import type { Item } from './items';

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

/** Every date of a case that is known, in the order in which they come. */
export function datesOf(facts: RequestFacts, t: Translate): Item[] {
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

/** How each date of a case was counted, and what its events moved. */
export function explainsOf({ facts, events, cal, timezone }: Shown, t: Translate, fmt: Format): ExplainView[] {
  return explainedRequest(facts, events, cal, timezone).map((due) => {
    const vars = { term: t(`workflow:term.${due.term}`), day: fmt.day(due.in_force_on) };
    return explainView(due, t, fmt, { summary: t('desk:explain.how', vars) });
  });
}

type Shown = { facts: RequestFacts; events: CaseBundle['events']; cal: Calendar; timezone: string };
