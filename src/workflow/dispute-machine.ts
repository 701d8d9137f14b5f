import { type Calendar, isDate } from '../calendar/working-days';
import { dueBy } from './deadlines';
import { corrected, correctionFits } from './dispute-corrections';
import {
  DISPUTE_FINAL,
  DISPUTE_OUTCOMES,
  DISPUTE_STATES,
  type DisputeFacts,
  type DisputeOutcome,
  type DisputeState,
} from './dispute-facts';
import type { DisputeStep, DisputeStepName, DisputeTransition } from './dispute-steps';
import { commissionTerms, courtTerms, dueIfKnown, recountDispute, remediesOpenOn } from './dispute-terms';
import type { Actor, Role } from './facts';
import type { RefusalCode } from './refusals';
import { beforehand, judge, offered, rolesThatMay, rowsOf, type StepContext } from './table';

type Rule<S> = (f: DisputeFacts, s: S, c: StepContext) => RefusalCode | null;

const no = (broken: boolean, code: RefusalCode): RefusalCode | null => (broken ? code : null);
const row = rowsOf<DisputeFacts, DisputeStep>();

/** The superior represents the body before the commission, or whom he names (Perki 1/2021 Pasal 8(2)d): all may enter what happened. */
const STAFF: readonly Role[] = ['petugas', 'ppid', 'atasan'];
const AT_COMMISSION: readonly DisputeState[] = ['filed', 'registered', 'mediation', 'adjudication'];
const HEARD: readonly DisputeState[] = ['registered', 'mediation', 'adjudication'];

/** What happened is entered afterwards, in its order: never before the step that it follows. */
const inOrder: Rule<{ on: string }> = (f, s, c) => {
  if (!isDate(s.on) || s.on < lastDay(f)) return 'dates_out_of_order';
  return no(s.on > c.today, 'date_in_future');
};

function lastDay(f: DisputeFacts): string {
  const days = [f.window_from, f.filed_on, f.registered_on, f.mediation_from, f.decided_on, f.in_court_on];
  return days
    .filter((day) => day !== null)
    .sort()
    .at(-1) as string;
}

/** UU 14/2008 Pasal 40(2): mediation is for grounds b to g; ground a goes to adjudication. */
const notGroundA: Rule<unknown> = (f) => no(f.ground === 'a', 'mediation_not_for_ground_a');

const notYetExtended: Rule<unknown> = (f) => no(f.mediation_extended_from !== null, 'mediation_already_extended');

const mediationRuns: Rule<{ on: string }> = (f, s) =>
  no(f.mediation_by !== null && s.on > f.mediation_by, 'mediation_is_over');

const outcomeKnown: Rule<{ outcome: string }> = (_f, s) =>
  no(!(DISPUTE_OUTCOMES as readonly string[]).includes(s.outcome), 'objection_outcome_unknown');

const laterDays: Rule<{ on: string; received_on?: string | null; execute_by?: string | null }> = (_f, s, c) => {
  const { received_on, execute_by } = s;
  if (received_on && (!isDate(received_on) || received_on < s.on)) return 'dates_out_of_order';
  if (received_on && received_on > c.today) return 'date_in_future';
  return no(execute_by != null && (!isDate(execute_by) || execute_by < s.on), 'dates_out_of_order');
};

/**
 * A ruling is final when nobody went on within his days (UU 14/2008 Pasal 48, 50; Perki 1/2013 Pasal 60(3)). Sooner only
 * by what the calendar cannot know: both parties accepted it in writing, or the court said so.
 */
const remediesOver: Rule<{ on: string; early?: boolean }> = (f, s) =>
  no(s.early !== true && remediesOpenOn(f, s.on), 'not_final_yet');

/**
 * A dispute at the Information Commission as the portal follows it (UU 14/2008 Pasal 37–50, Perki 1/2013): the
 * requester's window, then each state an officer enters.
 */
export const DISPUTE_MACHINE: readonly DisputeTransition[] = [
  row('file_dispute', {
    from: ['window_open', 'window_missed'],
    to: 'filed',
    roles: ['requester', 'petugas', 'ppid'],
    needs: [inOrder],
    event: 'dispute_filed',
    letter: 'dispute_filed',
    tells: 'superior',
    // After the window it is flagged, never refused: the commission judges (Perki 1/2013 Pasal 36(1)).
    set: (f, s, c) => ({
      filed_on: s.on,
      filed_late: s.on > f.file_by ? 1 : 0,
      ...commissionTerms(c.cal, s.on, f.terms),
      ladder_since: c.now,
    }),
  }),
  row('register_dispute', {
    from: ['filed'],
    to: 'registered',
    roles: STAFF,
    needs: [inOrder],
    event: 'dispute_registered',
    tells: 'superior',
    set: (_f, s) => ({ registered_on: s.on }),
  }),
  row('refuse_registration', {
    from: ['filed'],
    to: 'not_registered',
    roles: STAFF,
    needs: [inOrder],
    event: 'dispute_not_registered',
    set: (_f, s) => ({ ended_on: s.on }),
  }),
  row('mediate', {
    from: ['registered'],
    to: 'mediation',
    roles: STAFF,
    needs: [notGroundA, inOrder],
    event: 'mediation_began',
    tells: 'superior',
    set: (f, s, c) => ({ mediation_from: s.on, mediation_by: dueIfKnown('mediation', c.cal, s.on, f.terms) }),
  }),
  row('extend_mediation', {
    from: ['mediation'],
    to: 'same',
    roles: STAFF,
    needs: [notYetExtended, inOrder, mediationRuns],
    event: 'mediation_extended',
    set: (f, s, c) => {
      const from = f.mediation_by ?? s.on;
      const mediation_by = dueIfKnown('mediation_extension', c.cal, from, f.terms);
      return { mediation_extended_from: from, mediation_by, ladder_since: c.now };
    },
  }),
  row('adjudicate', {
    from: ['registered', 'mediation'],
    to: 'adjudication',
    roles: STAFF,
    needs: [inOrder],
    event: 'adjudication_began',
    tells: 'superior',
  }),
  row('settle_dispute', {
    from: ['mediation'],
    to: 'settled',
    roles: STAFF,
    needs: [inOrder, laterDays],
    event: 'dispute_settled',
    tells: 'ppid',
    set: (_f, s) => ({ decided_on: s.on, outcome: 'agreed', execute_by: s.execute_by }),
  }),
  row('decide_dispute', {
    // The commission may also decide at the first hearing: competence, standing, time limit (Perki 1/2013 Pasal 36).
    from: ['registered', 'adjudication'],
    to: 'decided',
    roles: STAFF,
    needs: [inOrder, outcomeKnown, laterDays],
    event: 'dispute_decided',
    tells: 'superior',
    set: (f, s, c) => ({
      decided_on: s.on,
      decision_received_on: s.received_on,
      outcome: s.outcome as DisputeOutcome,
      execute_by: s.execute_by,
      ...courtTerms(c.cal, s.received_on, f.terms),
      ladder_since: c.now,
    }),
  }),
  row('receive_decision', {
    // The copy follows the reading by up to three working days: Perki 1/2013 Pasal 59(4).
    from: ['decided'],
    to: 'same',
    roles: STAFF,
    when: (f) => f.decision_received_on === null,
    needs: [inOrder],
    event: 'decision_received',
    tells: 'superior',
    set: (f, s, c) => ({ decision_received_on: s.on, ...courtTerms(c.cal, s.on, f.terms), ladder_since: c.now }),
  }),
  row('go_to_court', {
    from: ['decided'],
    to: 'in_court',
    roles: STAFF,
    needs: [inOrder],
    event: 'court_objection',
    tells: 'superior',
    set: (_f, s) => ({ in_court_on: s.on }),
  }),
  row('court_decides', {
    from: ['in_court'],
    to: 'same',
    roles: STAFF,
    needs: [inOrder, outcomeKnown, laterDays],
    event: 'court_decided',
    tells: 'superior',
    set: (f, s, c) => ({
      outcome: s.outcome as DisputeOutcome,
      court_decision_on: s.received_on,
      cassation_by: dueBy('cassation', c.cal, s.received_on, f.terms),
      ladder_since: c.now,
    }),
  }),
  row('cassation', {
    from: ['in_court'],
    to: 'same',
    roles: STAFF,
    needs: [inOrder],
    event: 'cassation_filed',
    tells: 'superior',
    set: (_f, s) => ({ in_court_on: s.on, court_decision_on: null, cassation_by: null }),
  }),
  row('finalize', {
    from: ['settled', 'decided', 'in_court'],
    to: 'final',
    roles: STAFF,
    needs: [inOrder, laterDays, remediesOver],
    event: 'dispute_final',
    tells: 'ppid',
    set: (f, s, c) => ({ ended_on: s.on, execute_by: s.execute_by ?? f.execute_by, ladder_since: c.now }),
  }),
  row('carry_out', {
    from: ['settled', 'final'],
    to: 'final',
    roles: ['petugas', 'ppid'],
    needs: [inOrder, (f) => no(f.executed_on !== null || f.outcome === 'upheld', 'nothing_to_carry_out')],
    event: 'ruling_carried_out',
    letter: 'ruling_carried_out',
    set: (f, s) => ({ executed_on: s.on, ended_on: f.ended_on ?? s.on }),
  }),
  row('withdraw_dispute', {
    from: AT_COMMISSION,
    to: 'withdrawn',
    roles: ['requester', ...STAFF],
    needs: [inOrder],
    event: 'dispute_withdrawn',
    set: (_f, s) => ({ ended_on: s.on }),
  }),
  row('drop', {
    // The petitioner stayed away twice: Perki 1/2013 Pasal 30 and 45.
    from: HEARD,
    to: 'lapsed',
    roles: STAFF,
    needs: [inOrder],
    event: 'dispute_lapsed',
    set: (_f, s) => ({ ended_on: s.on }),
  }),
  row('correct_day', {
    from: DISPUTE_STATES.filter((state) => state !== 'window_open' && state !== 'window_missed'),
    to: 'same',
    roles: STAFF,
    needs: [(f, s, c) => correctionFits(f, s, c.today)],
    event: 'day_corrected',
    tells: 'superior',
    set: (f, s, c) => ({ ...corrected(f, s, c.cal), ladder_since: c.now }),
  }),
  row('window_moved', {
    from: ['window_open'],
    to: 'same',
    roles: ['system'],
    event: 'window_moved',
    set: (f, s, c) => {
      const file_by = dueBy('dispute_window', c.cal, s.from, f.terms);
      return file_by > f.file_by ? { window_from: s.from, file_by, ladder_since: c.now } : {};
    },
  }),
  row('miss_window', {
    from: ['window_open'],
    to: 'window_missed',
    roles: ['system'],
    needs: [(f, _s, c) => no(c.today <= f.file_by, 'not_due_yet')],
    event: 'window_missed',
  }),
  row('calendar_changed', {
    from: DISPUTE_STATES.filter((state) => !DISPUTE_FINAL.includes(state)),
    to: 'same',
    roles: ['system'],
    needs: [(f, _s, c) => no(Object.keys(recountDispute(f, c)).length === 0, 'no_date_moves')],
    event: 'calendar_moved',
    set: (f, _s, c) => recountDispute(f, c),
  }),
];

/** Judges one step of a dispute. */
export function decideDispute(facts: DisputeFacts, step: DisputeStep, ctx: StepContext) {
  return judge(DISPUTE_MACHINE, facts, step, ctx, ctx.actor.role);
}

const CASE_RULES: ReadonlySet<RefusalCode> = new Set([
  'mediation_not_for_ground_a',
  'mediation_already_extended',
  'nothing_to_carry_out',
  'not_due_yet',
]);

/** What an actor may try now with a dispute. Drives the buttons. */
export function allowedDisputeSteps(facts: DisputeFacts, actor: Actor, today: string): DisputeStepName[] {
  const blank = { on: '', outcome: '', received_on: null, execute_by: null, from: '', which: '' };
  const ctx = beforehand(actor, today);
  return offered(DISPUTE_MACHINE, facts, { role: actor.role, ctx, blanks: [blank], caseRules: CASE_RULES });
}

/** Roles that some row of the machine lets do a step. */
export const rolesForDispute = (step: DisputeStepName): Role[] => rolesThatMay(DISPUTE_MACHINE, step);

/** A dispute at the moment its window opens: 14 working days for the requester (UU 14/2008 Pasal 37(2)). */
export function disputeAtOpening(
  input: Pick<
    DisputeFacts,
    'ground' | 'objection_id' | 'request_id' | 'body_id' | 'recorded_on' | 'window_from' | 'terms'
  > & { now: string; cal: Calendar },
): DisputeFacts {
  const { now, cal, ...given } = input;
  return {
    ...given,
    state: 'window_open',
    file_by: dueBy('dispute_window', cal, given.window_from, given.terms),
    file_told_on: null,
    filed_on: null,
    filed_late: 0,
    registered_on: null,
    start_by: null,
    decide_by: null,
    mediation_from: null,
    mediation_by: null,
    mediation_extended_from: null,
    decided_on: null,
    decision_received_on: null,
    outcome: null,
    court_by: null,
    court_by_working: null,
    in_court_on: null,
    court_decision_on: null,
    cassation_by: null,
    ended_on: null,
    execute_by: null,
    executed_on: null,
    first_opened_at: null,
    ladder_since: now,
  };
}
