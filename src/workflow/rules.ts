import { isDate } from '../calendar/working-days';
import type { RequestFacts } from './facts';
import type { RefusalCode } from './refusals';
import { EXTENSION_GROUNDS, type ExemptionDecision, PARTLY_BECAUSE } from './steps';
import type { StepContext } from './table';

type Rule<S> = (facts: RequestFacts, step: S, ctx: StepContext) => RefusalCode | null;
type WithExemption = { exemption: ExemptionDecision | null };

const no = (broken: boolean, code: RefusalCode): RefusalCode | null => (broken ? code : null);

/** Perki 1/2021 Pasal 31(2): incompleteness is declared within three working days of recording or not at all. */
export const checkStillOpen: Rule<unknown> = (f, _s, c) =>
  no(f.check_due_on === null || c.today > f.check_due_on, 'check_is_over');

export const namesMissing: Rule<{ missing: string[] }> = (_f, s) =>
  no(s.missing.length === 0, 'missing_papers_not_named');

/** Perki 1/2021 Pasal 33(3). Without a day on which the letter arrived, the three days have not begun. */
export const repairStillOpen: Rule<unknown> = (f, _s, c) =>
  no(f.repair_due_on !== null && c.today > f.repair_due_on, 'repair_is_over');

export const isAssigned: Rule<unknown> = (f) => no(f.assigned_body_id === null, 'not_assigned');

export const actsForAssigned: Rule<unknown> = (f, _s, c) => no(c.actor.bodyId !== f.assigned_body_id, 'not_your_body');

/** The assigned body, or the one the requester named as long as nobody was assigned. */
export const actsForHolder: Rule<unknown> = (f, _s, c) => {
  const holder = f.assigned_body_id ?? (f.returned_on ? null : f.body_id);
  return no(holder === null || c.actor.bodyId !== holder, 'not_your_body');
};

/** Perki 1/2021 Pasal 36(1): the grounds are closed; "busy" is not one. */
export const extensionGround: Rule<{ ground: string }> = (_f, s) =>
  no(!(EXTENSION_GROUNDS as readonly string[]).includes(s.ground), 'extension_ground_unknown');

/** UU Pasal 22(8), Perki Pasal 36(2): once. */
export const notYetExtended: Rule<unknown> = (f) => no(f.extended_on !== null, 'already_extended');

/** An extension is sent before the term ends. */
export const termStillRuns: Rule<unknown> = (f, _s, c) => no(c.today > f.due_on, 'term_is_over');

/** Perki 1/2021 Pasal 34(2): a refusal carries the decision that exempts, and one that is in force. */
export const exemptionInForce: Rule<WithExemption> = (_f, s, c) => exemptionStands(s.exemption, c.today);

/** Why a decision that exempts cannot carry a refusal on this day; null when it can. */
export function exemptionStands(e: ExemptionDecision | null, today: string): RefusalCode | null {
  if (!e?.number.trim() || !isDate(e.decided_on)) return 'exemption_missing';
  if (e.decided_on > today || (e.until !== null && e.until < today)) return 'exemption_not_in_force';
  return no(!e.attached, 'exemption_not_attached');
}

/** Perki 1/2021 Pasal 50(3): what closes a part may not refuse the whole. */
export const closesTheWhole: Rule<WithExemption> = (_f, s) => no(s.exemption?.partial === true, 'exemption_partial');

/** Perki 1/2021 Pasal 50: each blackened part names its ground. */
export const redactionsNamed: Rule<{ redactions: { part: string; ground: string }[] }> = (_f, s) =>
  no(s.redactions.length === 0 || s.redactions.some((r) => !r.part.trim() || !r.ground.trim()), 'redactions_missing');

export const partlyBecauseKnown: Rule<{ because: string }> = (_f, s) =>
  no(!(PARTLY_BECAUSE as readonly string[]).includes(s.because), 'partly_because_unknown');

/** Perki 1/2021 Pasal 10(2)f wants a second person. */
export const anotherPerson: Rule<unknown> = (f, _s, c) =>
  no(c.actor.userId !== null && c.actor.userId === f.proposed_by, 'same_person_approves');

export const availableAhead: Rule<{ available_on: string }> = (_f, s, c) =>
  no(!isDate(s.available_on) || s.available_on <= c.today, 'available_day_not_ahead');

export const provideDaysSane: Rule<{ provide_days: number }> = (_f, s) =>
  no(!Number.isInteger(s.provide_days) || s.provide_days < 0 || s.provide_days > 60, 'provide_days_out_of_range');

/** A letter that starts a clock leaves on the day it was written or later, and arrives on that day or later. */
export const letterDatesInOrder: Rule<{ letter: string; sent_on: string; reached_on: string | null }> = (f, s, c) => {
  if (!isDate(s.sent_on) || (s.reached_on !== null && !isDate(s.reached_on))) return 'dates_out_of_order';
  const written = s.letter === 'incomplete' ? f.incomplete_on : s.letter === f.outcome ? f.notified_on : null;
  if (written !== null && s.sent_on < written) return 'dates_out_of_order';
  if (s.sent_on > c.today || (s.reached_on ?? '') > c.today) return 'date_in_future';
  return no(s.reached_on !== null && s.reached_on < s.sent_on, 'dates_out_of_order');
};

export const noNoticeYet: Rule<unknown> = (f) => no(f.notified_on !== null, 'notice_already_given');

export const receivedBeforeRecorded: Rule<{ received_on: string }> = (f, s) =>
  no(!isDate(s.received_on) || s.received_on > f.recorded_on, 'received_after_recorded');

export const checkIsOver: Rule<unknown> = (f, _s, c) =>
  no(f.complete_on !== null || f.check_due_on === null || c.today <= f.check_due_on, 'not_due_yet');

export const repairIsOver: Rule<unknown> = (f, _s, c) =>
  no(f.repair_due_on === null || c.today <= f.repair_due_on, 'not_due_yet');

export const termIsOver: Rule<unknown> = (f, _s, c) =>
  no(f.notified_on !== null || f.object_by !== null || c.today <= f.due_on, 'not_due_yet');

export const windowIsOver: Rule<unknown> = (f, _s, c) =>
  no(f.object_by === null || f.notice_reached_on === null || c.today <= f.object_by, 'not_due_yet');

/** The contract: a request is closed at the end of the window when no objection is open. */
export const noObjectionOpen: Rule<unknown> = (f) => no(f.open_objections > 0, 'not_due_yet');
