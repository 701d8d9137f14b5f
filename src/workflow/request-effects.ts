import { datesAtFiling, dueBy, objectBy, perkiDueOn, promisedBy } from './deadlines';
import { OUTCOMES, type Outcome, type RequestFacts } from './facts';
import type { Change, RequestStep } from './steps';
import type { StepContext } from './table';

type StepOf<N extends RequestStep['do']> = Extract<RequestStep, { do: N }>;

/** The written notice is given: today is the day of answer, and it opens the window once it has reached the requester. */
export function notice(outcome: Outcome, facts: RequestFacts, ctx: StepContext, more: Change = {}): Change {
  const given: RequestFacts = {
    ...facts,
    ...more,
    state: outcome,
    outcome,
    notified_on: ctx.today,
    notice_reached_on: ctx.by_email ? ctx.today : null,
    proposal_kind: null,
  };
  const { notified_on, notice_reached_on, proposal_kind } = given;
  const window = { object_by: objectBy(ctx.cal, given), object_told_on: null };
  return { ...more, outcome, notified_on, notice_reached_on, proposal_kind, ...window };
}

/** The material is promised so many working days from the notice: Perki 1/2021 Pasal 31 ayat (4) huruf f. */
export const promised = (ctx: StepContext, days: number): Change => ({
  promised_on: promisedBy(ctx.cal, ctx.today, days),
  provide_days: days,
});

/** Perki 1/2021 says nothing of a check that is never made: silence counts as complete, dated the last day of the check. */
export function silentlyComplete(f: RequestFacts, _s: unknown, c: StepContext): Change {
  const day = f.check_due_on ?? c.today;
  return {
    complete_on: day,
    complete_by: 'silence',
    perki_due_on: perkiDueOn(c.cal, day, f),
  };
}

/** The day a paper letter arrived starts the clock that hangs on it: three days to repair, or the window to object. */
export function letterReached(f: RequestFacts, s: StepOf<'record_letter'>, c: StepContext): Change {
  if (s.reached_on === null) return {};
  if (s.letter === 'incomplete' && f.state === 'incomplete' && f.repair_due_on === null) {
    return { incomplete_reached_on: s.reached_on, repair_due_on: dueBy('repair', c.cal, s.reached_on, f.terms) };
  }
  if ((OUTCOMES as readonly string[]).includes(s.letter) && f.notified_on !== null && f.notice_reached_on === null) {
    const reached = { ...f, notice_reached_on: s.reached_on };
    return { notice_reached_on: s.reached_on, object_by: objectBy(c.cal, reached), object_told_on: null };
  }
  return {};
}

/** A mail that left on a later day than it was written reached the requester that day: his days begin then, never earlier. */
export function mailLeftLate(f: RequestFacts, s: StepOf<'mail_left'>, c: StepContext): Change {
  if (s.letter === 'incomplete' && f.state === 'incomplete' && f.repair_due_on !== null) {
    const repair_due_on = dueBy('repair', c.cal, s.reached_on, f.terms);
    return repair_due_on > f.repair_due_on ? { incomplete_reached_on: s.reached_on, repair_due_on } : {};
  }
  if (s.letter === f.outcome && f.notice_reached_on !== null && s.reached_on > f.notice_reached_on) {
    const reached = { ...f, notice_reached_on: s.reached_on };
    return { notice_reached_on: s.reached_on, object_by: objectBy(c.cal, reached), object_told_on: null };
  }
  return {};
}

/** The facts of a request at the moment it is recorded. */
export function factsAtFiling(input: {
  received_on: string;
  recorded_on: string;
  now: string;
  body_id: number | null;
  opened: boolean;
  cal: StepContext['cal'];
  /** Overrides in force on the day of receipt, as JSON text. */
  terms?: string | null;
}): RequestFacts {
  const terms = input.terms ?? null;
  return {
    state: 'registered',
    outcome: null,
    body_id: input.body_id,
    assigned_body_id: null,
    returned_on: null,
    received_on: input.received_on,
    recorded_on: input.recorded_on,
    ...datesAtFiling(input.cal, input.received_on, input.recorded_on, terms),
    due_told_on: null,
    complete_on: null,
    complete_by: null,
    incomplete_on: null,
    incomplete_reached_on: null,
    repair_due_on: null,
    perki_due_on: null,
    extended_on: null,
    extended_from: null,
    extension_ground: null,
    notified_on: null,
    notice_reached_on: null,
    promised_on: null,
    provide_days: null,
    delivered_on: null,
    object_by: null,
    object_told_on: null,
    open_objections: 0,
    objection_ended_on: null,
    lapsed_on: null,
    withdrawn_on: null,
    closed_on: null,
    first_opened_at: input.opened ? input.now : null,
    ladder_since: input.now,
    terms,
    proposal_kind: null,
    proposed_by: null,
  };
}
