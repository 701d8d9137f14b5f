import { due } from '../calendar/working-days';
import { datesAtFiling, dueBy, objectBy, perkiDueOn } from './deadlines';
import type { Outcome, RequestFacts, RequestState, Role } from './facts';
import * as rule from './rules';
import {
  type Change,
  NOTICE_LETTERS,
  type RequestStep,
  type StepContext,
  type StepName,
  type Transition,
} from './steps';

type StepOf<N extends StepName> = Extract<RequestStep, { do: N }>;

/** A row typed by its own step; the table forgets the step's type, the interpreter only ever hands a row its own step. */
function row<N extends StepName>(
  step: N,
  shape: {
    from: readonly RequestState[];
    to: RequestState | 'same';
    roles: readonly Role[];
    when?: (facts: RequestFacts, step: StepOf<N>) => boolean;
    needs?: readonly ((
      facts: RequestFacts,
      step: StepOf<N>,
      ctx: StepContext,
    ) => ReturnType<Transition['needs'][number]>)[];
    event: string;
    letter?: string;
    tells?: Transition['tells'];
    set?: (facts: RequestFacts, step: StepOf<N>, ctx: StepContext) => Change;
  },
): Transition {
  const { needs = [], letter = null, tells = null, set = () => ({}), ...rest } = shape;
  return { step, needs, letter, tells, set, ...rest } as Transition;
}

const DESK: readonly Role[] = ['petugas', 'ppid'];
const BEFORE_NOTICE: readonly RequestState[] = ['registered', 'incomplete', 'in_process', 'awaiting_approval'];
const IN_HAND: readonly RequestState[] = ['registered', 'in_process'];
const ANSWERED: readonly RequestState[] = [
  'granted',
  'granted_partly',
  'refused',
  'not_held',
  'not_documented',
  'redirected',
  'delivered',
];

/** The written notice is given: today is the day of answer, and it opens the window once it has reached the requester. */
function notice(outcome: Outcome, facts: RequestFacts, ctx: StepContext, more: Change = {}): Change {
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
  return { ...more, outcome, notified_on, notice_reached_on, proposal_kind, object_by: objectBy(ctx.cal, given) };
}

const promised = (ctx: StepContext, days: number): Change => ({ promised_on: due(ctx.cal, ctx.today, days) });

/** The whole life of a request: every lawful step, from where to where, by whom, under which rules, with which event and letter. */
export const REQUEST_MACHINE: readonly Transition[] = [
  row('open', {
    from: [...BEFORE_NOTICE, ...ANSWERED, 'lapsed', 'withdrawn', 'closed'],
    to: 'same',
    roles: DESK,
    event: 'opened',
  }),
  row('add_papers', {
    from: ['registered', 'incomplete', 'in_process'],
    to: 'same',
    roles: ['requester', ...DESK],
    event: 'papers_added',
    tells: 'desk',
  }),
  row('declare_complete', {
    from: ['registered'],
    to: 'in_process',
    roles: ['ppid'],
    event: 'declared_complete',
    set: (f, _s, c) => ({
      complete_on: c.today,
      complete_by: 'declared',
      perki_due_on: perkiDueOn(c.cal, c.today, f.extended_on !== null),
    }),
  }),
  row('declare_incomplete', {
    from: ['registered'],
    to: 'incomplete',
    roles: ['ppid'],
    needs: [rule.checkStillOpen, rule.namesMissing],
    event: 'declared_incomplete',
    letter: 'incomplete',
    set: (_f, _s, c) => ({
      incomplete_on: c.today,
      repair_due_on: c.by_email ? dueBy('repair', c.cal, c.today) : null,
    }),
  }),
  row('complete_papers', {
    from: ['incomplete'],
    to: 'registered',
    roles: ['requester', ...DESK],
    needs: [rule.repairStillOpen],
    event: 'papers_completed',
    tells: 'ppid',
    set: (_f, _s, c) => ({
      repair_due_on: null,
      check_due_on: dueBy('completeness_check', c.cal, c.today),
      ladder_since: c.now,
    }),
  }),
  row('assign', {
    from: IN_HAND,
    to: 'same',
    roles: DESK,
    event: 'assigned',
    tells: 'holder',
    set: (_f, s) => ({ assigned_body_id: s.body_id, returned_on: null }),
  }),
  row('return', {
    from: IN_HAND,
    to: 'same',
    roles: ['opd'],
    needs: [rule.isAssigned, rule.actsForAssigned],
    event: 'returned',
    tells: 'desk',
    set: (_f, _s, c) => ({ assigned_body_id: null, returned_on: c.today }),
  }),
  row('propose_answer', {
    from: IN_HAND,
    to: 'same',
    roles: ['opd'],
    needs: [rule.actsForHolder],
    event: 'answer_proposed',
    tells: 'desk',
  }),
  row('extend', {
    from: ['registered', 'in_process', 'awaiting_approval'],
    to: 'same',
    roles: ['ppid'],
    needs: [rule.extensionGround, rule.notYetExtended, rule.termStillRuns],
    event: 'extended',
    letter: 'extension',
    set: (f, s, c) => ({
      extended_on: c.today,
      extension_ground: s.ground,
      due_on: dueBy('extension', c.cal, f.due_on),
      perki_due_on: f.perki_due_on && dueBy('extension', c.cal, f.perki_due_on),
      ladder_since: c.now,
    }),
  }),
  row('grant', {
    from: IN_HAND,
    to: 'granted',
    roles: ['ppid'],
    needs: [rule.provideDaysSane],
    event: 'granted',
    letter: 'granted',
    set: (f, s, c) => notice('granted', f, c, promised(c, s.provide_days)),
  }),
  row('grant_partly', {
    from: IN_HAND,
    to: 'granted_partly',
    roles: ['ppid'],
    when: (_f, s) => s.because !== 'exempt',
    needs: [rule.partlyBecauseKnown, rule.provideDaysSane],
    event: 'granted_partly',
    letter: 'granted_partly',
    set: (f, s, c) => notice('granted_partly', f, c, promised(c, s.provide_days)),
  }),
  row('grant_partly', {
    from: IN_HAND,
    to: 'awaiting_approval',
    roles: ['ppid'],
    when: (_f, s) => s.because === 'exempt',
    needs: [rule.exemptionInForce, rule.redactionsNamed, rule.provideDaysSane],
    event: 'partial_proposed',
    tells: 'superior',
    set: (_f, _s, c) => ({ proposal_kind: 'granted_partly', proposed_by: c.actor.userId }),
  }),
  row('propose_refusal', {
    from: IN_HAND,
    to: 'awaiting_approval',
    roles: ['ppid'],
    needs: [rule.exemptionInForce],
    event: 'refusal_proposed',
    tells: 'superior',
    set: (_f, _s, c) => ({ proposal_kind: 'refused', proposed_by: c.actor.userId }),
  }),
  row('approve_refusal', {
    from: ['awaiting_approval'],
    to: 'refused',
    roles: ['atasan'],
    when: (f) => f.proposal_kind === 'refused',
    needs: [rule.anotherPerson],
    event: 'refused',
    letter: 'refused',
    tells: 'ppid',
    set: (f, _s, c) => notice('refused', f, c),
  }),
  row('approve_refusal', {
    from: ['awaiting_approval'],
    to: 'granted_partly',
    roles: ['atasan'],
    when: (f) => f.proposal_kind === 'granted_partly',
    needs: [rule.anotherPerson, rule.provideDaysSane],
    event: 'granted_partly',
    letter: 'granted_partly',
    tells: 'ppid',
    set: (f, s, c) => notice('granted_partly', f, c, promised(c, s.provide_days)),
  }),
  row('reject_refusal', {
    from: ['awaiting_approval'],
    to: 'in_process',
    roles: ['atasan'],
    when: (f) => f.complete_on !== null,
    event: 'refusal_rejected',
    tells: 'ppid',
    set: () => ({ proposal_kind: null, proposed_by: null }),
  }),
  row('reject_refusal', {
    from: ['awaiting_approval'],
    to: 'registered',
    roles: ['atasan'],
    when: (f) => f.complete_on === null,
    event: 'refusal_rejected',
    tells: 'ppid',
    set: () => ({ proposal_kind: null, proposed_by: null }),
  }),
  row('not_held', {
    from: IN_HAND,
    to: 'not_held',
    roles: ['ppid'],
    event: 'not_held',
    letter: 'not_held',
    set: (f, _s, c) => notice('not_held', f, c),
  }),
  row('not_documented', {
    from: IN_HAND,
    to: 'not_documented',
    roles: ['ppid'],
    needs: [rule.availableAhead],
    event: 'not_documented',
    letter: 'not_documented',
    set: (f, _s, c) => notice('not_documented', f, c),
  }),
  row('redirect', {
    from: IN_HAND,
    to: 'redirected',
    roles: ['ppid'],
    event: 'redirected',
    letter: 'redirected',
    set: (f, _s, c) => notice('redirected', f, c),
  }),
  row('deliver', {
    from: ['granted', 'granted_partly'],
    to: 'delivered',
    roles: DESK,
    event: 'delivered',
    letter: 'delivered',
    set: (f, _s, c) => {
      const delivered: RequestFacts = { ...f, state: 'delivered', delivered_on: c.today };
      return { delivered_on: c.today, object_by: objectBy(c.cal, delivered) };
    },
  }),
  row('confirm_receipt', {
    from: ['delivered'],
    to: 'same',
    roles: ['requester'],
    event: 'receipt_confirmed',
  }),
  row('withdraw', {
    from: BEFORE_NOTICE,
    to: 'withdrawn',
    roles: ['requester'],
    event: 'withdrawn',
    letter: 'withdrawn',
    tells: 'desk',
    set: (_f, _s, c) => ({ withdrawn_on: c.today, object_by: null, proposal_kind: null }),
  }),
  row('record_letter', {
    from: [...BEFORE_NOTICE, ...ANSWERED, 'lapsed', 'withdrawn', 'closed'],
    to: 'same',
    roles: DESK,
    needs: [rule.letterDatesInOrder],
    event: 'letter_recorded',
    set: (f, s, c) => letterReached(f, s, c),
  }),
  row('correct_receipt', {
    from: BEFORE_NOTICE,
    to: 'same',
    roles: ['ppid'],
    needs: [rule.noNoticeYet, rule.receivedBeforeRecorded],
    event: 'receipt_corrected',
    set: (f, s, c) => {
      const base = dueBy('answer', c.cal, s.received_on);
      const due_on = f.extended_on ? dueBy('extension', c.cal, base) : base;
      // The term may no longer be over, or be over on another day: the sweep opens the window anew.
      return { received_on: s.received_on, due_on, object_by: null, ladder_since: c.now };
    },
  }),
  row('complete_by_silence', {
    from: ['registered'],
    to: 'in_process',
    roles: ['system'],
    needs: [rule.checkIsOver],
    event: 'completed_by_silence',
    set: silentlyComplete,
  }),
  row('complete_by_silence', {
    from: ['awaiting_approval'],
    to: 'same',
    roles: ['system'],
    needs: [rule.checkIsOver],
    event: 'completed_by_silence',
    set: silentlyComplete,
  }),
  row('lapse', {
    from: ['incomplete'],
    to: 'lapsed',
    roles: ['system'],
    needs: [rule.repairIsOver],
    event: 'lapsed',
    letter: 'lapsed',
    set: (f) => ({ lapsed_on: f.repair_due_on, object_by: null }),
  }),
  row('pass_term', {
    from: BEFORE_NOTICE,
    to: 'same',
    roles: ['system'],
    needs: [rule.termIsOver],
    event: 'term_passed',
    set: (f, _s, c) => ({ object_by: objectBy(c.cal, f) }),
  }),
  row('close', {
    from: ['delivered', 'refused', 'not_held', 'not_documented', 'redirected'],
    to: 'closed',
    roles: ['system'],
    needs: [rule.windowIsOver],
    event: 'closed',
    set: (f) => ({ closed_on: f.object_by }),
  }),
];

/** Perki 1/2021 says nothing of a check that is never made: silence counts as complete, dated the last day of the check. */
function silentlyComplete(f: RequestFacts, _s: unknown, c: StepContext): Change {
  const day = f.check_due_on ?? c.today;
  return {
    complete_on: day,
    complete_by: 'silence',
    perki_due_on: perkiDueOn(c.cal, day, f.extended_on !== null),
  };
}

/** The day a paper letter arrived starts the clock that hangs on it: three days to repair, or the window to object. */
function letterReached(f: RequestFacts, s: StepOf<'record_letter'>, c: StepContext): Change {
  if (s.reached_on === null) return {};
  if (s.letter === 'incomplete' && f.state === 'incomplete' && f.repair_due_on === null) {
    return { repair_due_on: dueBy('repair', c.cal, s.reached_on) };
  }
  if (NOTICE_LETTERS.includes(s.letter) && f.notified_on !== null && f.notice_reached_on === null) {
    const reached = { ...f, notice_reached_on: s.reached_on };
    return { notice_reached_on: s.reached_on, object_by: objectBy(c.cal, reached) };
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
}): RequestFacts {
  return {
    state: 'registered',
    outcome: null,
    body_id: input.body_id,
    assigned_body_id: null,
    returned_on: null,
    received_on: input.received_on,
    recorded_on: input.recorded_on,
    ...datesAtFiling(input.cal, input.received_on, input.recorded_on),
    complete_on: null,
    complete_by: null,
    incomplete_on: null,
    repair_due_on: null,
    perki_due_on: null,
    extended_on: null,
    extension_ground: null,
    notified_on: null,
    notice_reached_on: null,
    promised_on: null,
    delivered_on: null,
    object_by: null,
    lapsed_on: null,
    withdrawn_on: null,
    closed_on: null,
    first_opened_at: input.opened ? input.now : null,
    ladder_since: input.now,
    proposal_kind: null,
    proposed_by: null,
  };
}
