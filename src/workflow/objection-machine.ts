import { isDate } from '../calendar/working-days';
import { dueBy, promisedBy } from './deadlines';
import type { Actor, Role } from './facts';
import {
  OBJECTION_FINAL,
  OBJECTION_OUTCOMES,
  OBJECTION_STATES,
  type ObjectionFacts,
  type ObjectionOutcome,
  type ObjectionState,
} from './objection-facts';
import { recountObjection } from './objection-recount';
import {
  OBJECTION_ANSWERS,
  type ObjectionStep,
  type ObjectionStepName,
  type ObjectionTransition,
} from './objection-steps';
import type { RefusalCode } from './refusals';
import { exemptionStands } from './rules';
import { beforehand, judge, offered, rolesThatMay, rowsOf, type StepContext } from './table';

type StepOf<N extends ObjectionStepName> = Extract<ObjectionStep, { do: N }>;
type Rule<S> = (f: ObjectionFacts, s: S, c: StepContext) => RefusalCode | null;

const no = (broken: boolean, code: RefusalCode): RefusalCode | null => (broken ? code : null);
const row = rowsOf<ObjectionFacts, ObjectionStep>();

const DESK: readonly Role[] = ['petugas', 'ppid'];
const ANSWERED: readonly ObjectionState[] = ['granted', 'granted_partly', 'upheld', 'closed'];

/** UU 14/2008 Pasal 36(2): thirty working days and no extension. What is not answered by then is silence. */
const termStillRuns: Rule<unknown> = (f, _s, c) => no(c.today > f.due_on, 'objection_term_over');

/** UU 14/2008 Pasal 35(2): grounds b to g may be settled amicably, a may not. */
const notGroundA: Rule<unknown> = (f) => no(f.ground === 'a', 'ground_a_not_settled_amicably');

const notInFuture: Rule<{ on: string }> = (f, s, c) => {
  if (!isDate(s.on) || s.on < f.received_on) return 'dates_out_of_order';
  return no(s.on > c.today, 'date_in_future');
};

/** The contract: nobody who proposed the refusal answers the objection to it. */
const notTheProposer: Rule<unknown> = (f, _s, c) =>
  no(c.actor.userId !== null && c.actor.userId === f.refusal_proposed_by, 'proposer_may_not_answer');

/** A delegated answer is the delegate's, where he has an account. */
const theDelegate: Rule<unknown> = (f, _s, c) =>
  no(
    f.delegate_id !== null && c.actor.userId !== null && c.actor.userId !== f.delegate_id,
    'only_the_delegate_answers',
  );

const outcomeKnown: Rule<{ outcome: string }> = (_f, s) =>
  no(!(OBJECTION_OUTCOMES as readonly string[]).includes(s.outcome), 'objection_outcome_unknown');

/** Perki 1/2021 Pasal 44(3): an answer that upholds an exemption carries the decision that exempts. */
const exemptionAttached: Rule<StepOf<'answer_objection'>> = (f, s, c) =>
  f.ground === 'a' && s.outcome === 'upheld' ? exemptionStands(s.exemption, c.today) : null;

/** What was granted is carried out after it was granted. */
const notBeforeAnswer: Rule<{ on: string }> = (f, s) =>
  no(f.answered_on !== null && s.on < f.answered_on, 'carried_out_before_answer');

const executionSane: Rule<StepOf<'answer_objection'>> = (_f, s) =>
  no(
    s.outcome !== 'upheld' && (!Number.isInteger(s.execute_days) || s.execute_days < 0 || s.execute_days > 60),
    'execute_days_out_of_range',
  );

/** Delegation goes upward, never to the PPID or below, nor to anyone who proposed the refusal. */
const delegateFits: Rule<StepOf<'delegate'>> = (f, { to }, c) => {
  if (!to.name.trim() || !to.office.trim()) return 'delegate_not_named';
  const below: readonly Role[] = ['ppid', 'petugas', 'opd'];
  if (to.roles.some((role) => below.includes(role))) return 'delegate_below_superior';
  if (to.userId !== null && to.userId === f.refusal_proposed_by) return 'delegate_proposed_refusal';
  if (to.kind === 'head_of_body') return null;
  const decided = to.decision_number.trim() !== '' && to.decision_on !== null && isDate(to.decision_on);
  return no(!decided || (to.decision_on ?? '') > c.today, 'delegation_decision_missing');
};

const letterDatesInOrder: Rule<StepOf<'record_letter'>> = (f, s, c) => {
  if (!isDate(s.sent_on) || (s.reached_on !== null && !isDate(s.reached_on))) return 'dates_out_of_order';
  const isAnswer = (OBJECTION_ANSWERS as readonly string[]).includes(s.letter);
  if (isAnswer && f.answered_on !== null && s.sent_on < f.answered_on) return 'dates_out_of_order';
  if (s.sent_on > c.today || (s.reached_on ?? '') > c.today) return 'date_in_future';
  return no(s.reached_on !== null && s.reached_on < s.sent_on, 'dates_out_of_order');
};

/** The answer arrived: on paper when an officer records it, by e-mail the day it left. */
const answerReached = (f: ObjectionFacts, s: { letter: string; reached_on: string | null }) =>
  (OBJECTION_ANSWERS as readonly string[]).includes(s.letter) && f.answered_on !== null && s.reached_on !== null
    ? { answer_reached_on: s.reached_on }
    : {};

const answer = (outcome: ObjectionOutcome): ObjectionTransition =>
  row('answer_objection', {
    from: ['registered'],
    to: outcome,
    roles: ['atasan'],
    when: (_f, s) => s.outcome === outcome,
    needs: [termStillRuns, notTheProposer, theDelegate, exemptionAttached, executionSane],
    event: `objection_${outcome}`,
    letter: `objection_${outcome}`,
    tells: 'ppid',
    set: (_f, s, c) => ({
      outcome,
      answered_on: c.today,
      answer_reached_on: c.by_email ? c.today : null,
      ...(outcome === 'upheld'
        ? {}
        : { execute_by: promisedBy(c.cal, c.today, s.execute_days), execute_days: s.execute_days }),
      ladder_since: c.now,
    }),
  });

/**
 * The whole life of an objection (UU 14/2008 Pasal 35–36, Perki 1/2021 Pasal 39–44): every lawful step, from where to
 * where, by whom, under which rules, with which event and letter.
 */
export const OBJECTION_MACHINE: readonly ObjectionTransition[] = [
  row('open', {
    from: OBJECTION_STATES,
    to: 'same',
    roles: ['atasan'],
    event: 'opened',
    set: (f, _s, c) => (f.first_opened_at === null ? { first_opened_at: c.now } : {}),
  }),
  row('settle', {
    from: ['registered'],
    to: 'same',
    roles: [...DESK, 'atasan'],
    needs: [notGroundA, notInFuture],
    event: 'settled_amicably',
    letter: 'objection_settled',
    tells: 'superior',
    set: (_f, s) => ({ settled_on: s.on }),
  }),
  row('delegate', {
    from: ['registered'],
    to: 'same',
    roles: ['atasan'],
    needs: [delegateFits],
    event: 'delegated',
    tells: 'superior',
    set: (_f, { to }, c) => ({ delegated_on: c.today, delegate_id: to.userId }),
  }),
  ...OBJECTION_OUTCOMES.map(answer),
  row('answer_objection', {
    from: ['registered'],
    to: 'same',
    roles: ['atasan'],
    when: (_f, s) => !(OBJECTION_OUTCOMES as readonly string[]).includes(s.outcome),
    needs: [outcomeKnown],
    event: 'objection_answered',
  }),
  row('record_letter', {
    from: OBJECTION_STATES,
    to: 'same',
    roles: [...DESK],
    needs: [letterDatesInOrder],
    event: 'letter_recorded',
    set: (f, s) => (f.answer_reached_on === null ? answerReached(f, s) : {}),
  }),
  row('mail_left', {
    from: OBJECTION_STATES,
    to: 'same',
    roles: ['system'],
    event: 'letter_left_late',
    set: (f, s) => (f.answer_reached_on !== null && s.reached_on > f.answer_reached_on ? answerReached(f, s) : {}),
  }),
  row('withdraw', {
    from: ['registered'],
    to: 'withdrawn',
    roles: ['requester'],
    event: 'withdrawn',
    letter: 'objection_withdrawn',
    tells: 'superior',
    set: (_f, _s, c) => ({ withdrawn_on: c.today }),
  }),
  row('execute', {
    from: ['granted', 'granted_partly'],
    to: 'closed',
    roles: DESK,
    needs: [notInFuture, notBeforeAnswer],
    event: 'executed',
    letter: 'objection_executed',
    set: (_f, s, c) => ({ executed_on: s.on, closed_on: c.today }),
  }),
  row('pass_term', {
    from: ['registered'],
    to: 'unanswered',
    roles: ['system'],
    needs: [(f, _s, c) => no(c.today <= f.due_on, 'not_due_yet')],
    event: 'objection_unanswered',
    letter: 'objection_unanswered',
    tells: 'superior',
    set: (f) => ({ unanswered_on: f.due_on }),
  }),
  row('calendar_changed', {
    from: OBJECTION_STATES.filter((state) => !OBJECTION_FINAL.includes(state)),
    to: 'same',
    roles: ['system'],
    needs: [(f, _s, c) => no(Object.keys(recountObjection(f, c)).length === 0, 'no_date_moves')],
    event: 'calendar_moved',
    set: (f, _s, c) => recountObjection(f, c),
  }),
];

/** Judges one step of an objection. */
export function decideObjection(facts: ObjectionFacts, step: ObjectionStep, ctx: StepContext) {
  return judge(OBJECTION_MACHINE, facts, step, ctx, ctx.actor.role);
}

const CASE_RULES: ReadonlySet<RefusalCode> = new Set([
  'objection_term_over',
  'ground_a_not_settled_amicably',
  'proposer_may_not_answer',
  'only_the_delegate_answers',
  'not_due_yet',
]);

/** What an actor may try now with an objection. Drives the buttons. */
export function allowedObjectionSteps(facts: ObjectionFacts, actor: Actor, today: string): ObjectionStepName[] {
  const to = { kind: 'head_of_body', name: '-', office: '-', userId: null, roles: [] };
  const blank = { outcome: 'granted', execute_days: 0, exemption: null, to, on: '', sent_on: '', reached_on: null };
  const ctx = beforehand(actor, today);
  return offered(OBJECTION_MACHINE, facts, { role: actor.role, ctx, blanks: [blank], caseRules: CASE_RULES });
}

/** Roles that some row of the machine lets do a step. */
export const rolesForObjection = (step: ObjectionStepName): Role[] => rolesThatMay(OBJECTION_MACHINE, step);

/** The facts of an objection at the moment it is recorded: thirty working days run from its receipt. */
export function objectionAtFiling(
  input: Pick<
    ObjectionFacts,
    | 'ground'
    | 'request_id'
    | 'body_id'
    | 'received_on'
    | 'recorded_on'
    | 'window_from'
    | 'object_by'
    | 'late'
    | 'refusal_proposed_by'
    | 'terms'
  > & { now: string; cal: StepContext['cal'] },
): ObjectionFacts {
  const { now, cal, ...given } = input;
  return {
    ...given,
    state: 'registered',
    due_on: dueBy('objection_answer', cal, given.received_on, given.terms),
    due_told_on: null,
    settled_on: null,
    delegated_on: null,
    delegate_id: null,
    outcome: null,
    answered_on: null,
    answer_reached_on: null,
    execute_by: null,
    execute_days: null,
    executed_on: null,
    unanswered_on: null,
    withdrawn_on: null,
    closed_on: null,
    first_opened_at: null,
    ladder_since: now,
  };
}

export { ANSWERED as ANSWERED_OBJECTIONS };
