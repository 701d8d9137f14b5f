import { dueBy, objectBy, perkiDueOn } from './deadlines';
import {
  closingDay,
  FINAL_STATES,
  OUTCOMES,
  REQUEST_STATES,
  type RequestFacts,
  type RequestState,
  type Role,
} from './facts';
import { recountRequest } from './recount';
import { letterReached, mailLeftLate, notice, promised, silentlyComplete } from './request-effects';
import * as rule from './rules';
import type { RequestStep, Transition } from './steps';
import { rowsOf } from './table';

const row = rowsOf<RequestFacts, RequestStep>();

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
      perki_due_on: perkiDueOn(c.cal, c.today, f),
    }),
  }),
  row('declare_incomplete', {
    from: ['registered'],
    to: 'incomplete',
    roles: ['ppid'],
    needs: [rule.checkStillOpen, rule.namesMissing],
    event: 'declared_incomplete',
    letter: 'incomplete',
    set: (f, _s, c) => ({
      incomplete_on: c.today,
      incomplete_reached_on: c.by_email ? c.today : null,
      repair_due_on: c.by_email ? dueBy('repair', c.cal, c.today, f.terms) : null,
    }),
  }),
  row('complete_papers', {
    from: ['incomplete'],
    to: 'registered',
    roles: ['requester', ...DESK],
    needs: [rule.repairStillOpen],
    event: 'papers_completed',
    tells: 'ppid',
    set: (f, _s, c) => ({
      repair_due_on: null,
      check_from: c.today,
      check_due_on: dueBy('completeness_check', c.cal, c.today, f.terms),
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
      extended_from: f.due_on,
      extension_ground: s.ground,
      due_on: dueBy('extension', c.cal, f.due_on, f.terms),
      due_told_on: null,
      perki_due_on: f.perki_due_on && dueBy('extension', c.cal, f.perki_due_on, f.terms),
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
    needs: [rule.exemptionInForce, rule.closesTheWhole],
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
      return { delivered_on: c.today, object_by: objectBy(c.cal, delivered), object_told_on: null };
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
      const terms = s.terms === undefined ? f.terms : s.terms;
      const base = dueBy('answer', c.cal, s.received_on, terms);
      const due_on = f.extended_on ? dueBy('extension', c.cal, base, terms) : base;
      const told = due_on === f.due_on ? {} : { due_told_on: f.due_told_on ?? f.due_on };
      // A window that is open stays, and never ends earlier than he was told; when the term runs again it has not begun.
      const window = f.object_by !== null && c.today > due_on ? dueBy('objection_window', c.cal, due_on, terms) : null;
      const object_by = window !== null && f.object_by !== null && f.object_by > window ? f.object_by : window;
      const after = { received_on: s.received_on, terms, due_on, ...told, object_by, ladder_since: c.now };
      return f.extended_on ? { ...after, extended_from: base } : after;
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
    set: (f, _s, c) => ({ object_by: objectBy(c.cal, f), object_told_on: null }),
  }),
  row('close', {
    from: ['delivered', 'refused', 'not_held', 'not_documented', 'redirected'],
    to: 'closed',
    roles: ['system'],
    needs: [rule.windowIsOver, rule.noObjectionOpen],
    event: 'closed',
    set: (f) => ({ closed_on: closingDay(f) }),
  }),
  row('objection_filed', {
    from: REQUEST_STATES,
    to: 'same',
    roles: ['system'],
    event: 'objection_filed',
    set: (f) => ({ open_objections: f.open_objections + 1 }),
  }),
  row('objection_ended', {
    from: REQUEST_STATES,
    to: 'same',
    roles: ['system'],
    event: 'objection_ended',
    // Of several the one that ended last, in whatever order a sweep comes to them.
    set: (f, s) => ({
      open_objections: Math.max(0, f.open_objections - 1),
      objection_ended_on: f.objection_ended_on !== null && f.objection_ended_on > s.on ? f.objection_ended_on : s.on,
    }),
  }),
  row('calendar_changed', {
    from: REQUEST_STATES.filter((state) => !FINAL_STATES.includes(state)),
    to: 'same',
    roles: ['system'],
    needs: [(f, _s, c) => (Object.keys(recountRequest(f, c)).length === 0 ? 'no_date_moves' : null)],
    event: 'calendar_moved',
    set: (f, _s, c) => recountRequest(f, c),
  }),
];
