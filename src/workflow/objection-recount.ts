import { dueBy, promisedBy } from './deadlines';
import type { ObjectionFacts } from './objection-facts';
import { changesOf, movedForBody } from './recount';
import type { StepContext } from './table';

/** The dates of an objection that move with the calendar: the superior's thirty days, and the day it is carried out by. */
export function recountObjection(
  f: ObjectionFacts,
  at: Pick<StepContext, 'cal' | 'today' | 'now'>,
): Partial<ObjectionFacts> {
  const moved: Partial<ObjectionFacts> = {};
  if (f.state === 'registered') {
    moved.due_on = movedForBody(at, f.due_on, dueBy('objection_answer', at.cal, f.received_on, f.terms));
  }
  const waits = f.state === 'granted' || f.state === 'granted_partly';
  if (waits && f.execute_by && f.answered_on && f.execute_days !== null) {
    moved.execute_by = movedForBody(at, f.execute_by, promisedBy(at.cal, f.answered_on, f.execute_days));
  }
  const changes = changesOf(f, moved);
  if (changes.due_on) changes.due_told_on = f.due_told_on ?? f.due_on;
  return Object.keys(changes).length > 0 ? { ...changes, ladder_since: at.now } : {};
}
