import { type Calendar, nextWorkingDay } from '../calendar/working-days';
import { dueBy, perkiDueOn, promisedBy, windowFrom } from './deadlines';
import type { RequestFacts } from './facts';

/**
 * What a changed calendar makes of a date that runs. A clock that ended stays ended. A term that binds the body moves
 * both ways, but never to before the next working day after the change; a requester's window only lengthens.
 */
type Moving = { cal: Calendar; today: string };

/** A term of the body's own, or of the commission's: both ways. `fresh` is the date as the calendar has it now. */
export function movedForBody({ cal, today }: Moving, old: string, fresh: string): string {
  if (old < today || fresh === old) return old;
  if (fresh > old) return fresh;
  const earliest = nextWorkingDay(cal, today);
  const earlier = fresh > earliest ? fresh : earliest;
  return earlier < old ? earlier : old;
}

/** A window of the requester's: what was told to him is never shortened. */
export function movedForRequester({ today }: Moving, old: string, fresh: string): string {
  return old >= today && fresh > old ? fresh : old;
}

/** The dates of a request that move with the calendar; empty when none does. The date first told stays beside. */
export function recountRequest(f: RequestFacts, at: Moving & { now: string }): Partial<RequestFacts> {
  const { cal } = at;
  const moved: Partial<RequestFacts> = {};
  const waits = f.notified_on === null && f.state !== 'lapsed' && f.state !== 'withdrawn';
  if (waits) {
    const first = dueBy('answer', cal, f.received_on, f.terms);
    const base = f.extended_from === null ? null : movedForBody(at, f.extended_from, first);
    const fresh = base === null ? first : dueBy('extension', cal, base, f.terms);
    moved.extended_from = base;
    moved.due_on = movedForBody(at, f.due_on, fresh);
    if (f.complete_on && f.perki_due_on) {
      moved.perki_due_on = movedForBody(at, f.perki_due_on, perkiDueOn(cal, f.complete_on, f));
    }
    const checking = f.complete_on === null && f.check_due_on !== null && f.state !== 'incomplete';
    if (checking) {
      const check = dueBy('completeness_check', cal, f.check_from, f.terms);
      moved.check_due_on = movedForBody(at, f.check_due_on as string, check);
    }
  }
  if (f.state === 'incomplete' && f.repair_due_on && f.incomplete_reached_on) {
    const repair = dueBy('repair', cal, f.incomplete_reached_on, f.terms);
    moved.repair_due_on = movedForRequester(at, f.repair_due_on, repair);
  }
  if (f.promised_on && f.notified_on && f.provide_days !== null && f.delivered_on === null) {
    moved.promised_on = movedForBody(at, f.promised_on, promisedBy(cal, f.notified_on, f.provide_days));
  }
  const from = windowFrom(f);
  if (f.object_by && from && f.state !== 'closed') {
    moved.object_by = movedForRequester(at, f.object_by, dueBy('objection_window', cal, from, f.terms));
  }
  const told = toldBefore(f, moved);
  return Object.keys(told).length > 0 ? { ...told, ladder_since: at.now } : {};
}

/** Only what really moves, with the date that was told kept beside the one that counts. */
function toldBefore(f: RequestFacts, moved: Partial<RequestFacts>): Partial<RequestFacts> {
  const changes = changesOf(f, moved);
  if (changes.due_on) changes.due_told_on = f.due_told_on ?? f.due_on;
  if (changes.object_by) changes.object_told_on = f.object_told_on ?? f.object_by;
  return changes;
}

/** The entries of `moved` that differ from the facts. */
export function changesOf<F extends object>(facts: F, moved: Partial<F>): Partial<F> {
  const entries = Object.entries(moved).filter(([key, value]) => facts[key as keyof F] !== value);
  return Object.fromEntries(entries) as Partial<F>;
}
