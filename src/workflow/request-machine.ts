import { dueBy, objectBy, perkiDueOn } from './deadlines';
import { OUTCOMES, type RequestFacts, type RequestState, type Role } from './facts';
import { letterReached, mailLeftLate, notice, promised, silentlyComplete } from './request-effects';
import * as rule from './rules';
import type { Change, RequestStep, StepContext, StepName, Transition } from './steps';

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
const ANSWERED: readonly RequestState[] = [...OUTCOMES, 'delivered'];

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
  row('mail_left', {
    from: [...BEFORE_NOTICE, ...ANSWERED, 'lapsed', 'withdrawn', 'closed'],
    to: 'same',
    roles: ['system'],
    event: 'letter_left_late',
    set: mailLeftLate,
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
