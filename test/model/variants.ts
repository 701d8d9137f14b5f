import type { DisputeStep } from '../../src/workflow/dispute-steps';
import type { Actor, Role } from '../../src/workflow/facts';
import type { Delegate, ObjectionStep } from '../../src/workflow/objection-steps';
import type { ExemptionDecision, RequestStep } from '../../src/workflow/steps';
import { plusDays } from './days';
import { latest } from './dispute';
import type { Case, Model, Stepped } from './model';
import type { Ids } from './portal';
import type { Kind } from './rules';

export type Variant = { step: Stepped; actor: Actor };

/** What each kind of step may look like on this day in this case: lawful ones beside those that the law knows better. */
export function variants(one: Case, model: Model, ids: Ids): Variant[] {
  return MAKERS[one.kind](one as never, model.today, ids);
}

const MAKERS: { [K in Kind]: (one: Case<K>, today: string, ids: Ids) => Variant[] } = {
  request: requestVariants,
  objection: objectionVariants,
  dispute: disputeVariants,
};

const staff = (role: Role, userId: number | null, bodyId: number | null = null): Actor => ({ role, userId, bodyId });
const CITIZEN = staff('requester', null);

function exemption(today: string, over: Partial<ExemptionDecision> = {}): ExemptionDecision {
  const good = { number: 'SK-1', decided_on: plusDays(today, -3), title: 'Data', ground: 'h.3', until: null };
  return { ...good, attached: true, ...over };
}

/** A decision that is over: the stored portal knows it by its number. */
const over = (today: string): Partial<ExemptionDecision> => ({ number: 'SK-2', until: plusDays(today, -1) });

function requestVariants({ facts: f }: Case<'request'>, today: string, { users, bodies }: Ids): Variant[] {
  const by = (actor: Actor, ...steps: RequestStep[]) => steps.map((step) => ({ step, actor }));
  const ppid = staff('ppid', users.ppid);
  const desk = staff('petugas', users.petugas);
  const superior = staff('atasan', users.atasan);
  const letter = f.state === 'incomplete' ? 'incomplete' : (f.outcome ?? 'receipt');
  const written = f.notified_on ?? f.incomplete_on ?? f.recorded_on;
  const sent = (sent_on: string, reached_on: string | null, kind: string = letter): RequestStep => ({
    do: 'record_letter',
    letter: kind,
    sent_on,
    reached_on,
  });
  const partly = (because: string, over: Partial<Extract<RequestStep, { do: 'grant_partly' }>> = {}): RequestStep => ({
    do: 'grant_partly',
    because,
    provide_days: 4,
    exemption: exemption(today),
    redactions: [{ part: 'NIK', ground: 'h.3' }],
    ...over,
  });
  return [
    ...by(desk, { do: 'open' }, { do: 'add_papers' }, { do: 'complete_papers' }),
    ...by(CITIZEN, { do: 'add_papers' }, { do: 'complete_papers' }, { do: 'confirm_receipt' }, { do: 'withdraw' }),
    ...by(ppid, { do: 'declare_complete' }, { do: 'declare_incomplete', missing: ['ktp'] }),
    ...by(ppid, { do: 'declare_incomplete', missing: [] }),
    ...by(desk, { do: 'assign', body_id: bodies.own }, { do: 'assign', body_id: bodies.other }),
    ...by(staff('opd', users.opd, bodies.own), { do: 'return' }, { do: 'propose_answer' }),
    ...by(staff('opd', users.opd, bodies.other), { do: 'return' }, { do: 'propose_answer' }),
    ...by(ppid, { do: 'extend', ground: 'not_held' }, { do: 'extend', ground: 'status_undecided' }),
    ...by(ppid, { do: 'extend', ground: 'busy' }),
    ...by(ppid, { do: 'grant', provide_days: 0 }, { do: 'grant', provide_days: 5 }, { do: 'grant', provide_days: 61 }),
    ...by(ppid, partly('not_held'), partly('not_documented'), partly('exempt'), partly('tired')),
    ...by(ppid, partly('exempt', { redactions: [] }), partly('exempt', { exemption: null })),
    ...by(ppid, { do: 'propose_refusal', exemption: exemption(today) }, { do: 'propose_refusal', exemption: null }),
    ...by(ppid, { do: 'propose_refusal', exemption: exemption(today, over(today)) }),
    ...by(ppid, { do: 'propose_refusal', exemption: exemption(today, { attached: false }) }),
    ...by(superior, { do: 'approve_refusal', provide_days: 3 }, { do: 'approve_refusal', provide_days: -1 }),
    // The one who proposed it, whatever other office he holds.
    ...by(staff('atasan', users.ppid), { do: 'approve_refusal', provide_days: 3 }),
    ...by(superior, { do: 'reject_refusal' }),
    ...by(ppid, { do: 'not_held' }, { do: 'redirect' }),
    ...by(ppid, { do: 'not_documented', available_on: plusDays(today, 40) }),
    ...by(ppid, { do: 'not_documented', available_on: today }),
    ...by(desk, { do: 'deliver' }),
    ...by(ppid, { do: 'deliver' }),
    ...by(desk, sent(written, today), sent(written, plusDays(written, 1)), sent(written, written), sent(today, null)),
    ...by(desk, sent(plusDays(written, -4), plusDays(written, -2)), sent(today, plusDays(today, 1))),
    ...by(desk, sent(today, written), sent(today, today, 'receipt')),
    ...by(ppid, { do: 'correct_receipt', received_on: plusDays(f.received_on, -4) }),
    ...by(ppid, { do: 'correct_receipt', received_on: f.recorded_on }),
    ...by(ppid, { do: 'correct_receipt', received_on: plusDays(f.recorded_on, 1) }),
    // What only time may do.
    ...by(ppid, { do: 'complete_by_silence' }, { do: 'lapse' }, { do: 'pass_term' }, { do: 'close' }),
  ];
}

function objectionVariants({ facts: f }: Case<'objection'>, today: string, { users }: Ids): Variant[] {
  const by = (actor: Actor, ...steps: ObjectionStep[]) => steps.map((step) => ({ step, actor }));
  const desk = staff('petugas', users.petugas);
  const superior = staff('atasan', users.atasan);
  const to = (over: Partial<Delegate>): ObjectionStep => {
    const head: Delegate = {
      ...{ kind: 'head_of_body', name: 'Bupati', office: 'Bupati', userId: null, roles: [] },
      ...{ decision_number: '', decision_on: null },
    };
    return { do: 'delegate', to: { ...head, ...over } };
  };
  const answer = (
    outcome: string,
    execute_days: number,
    over: Partial<ExemptionDecision> | null = {},
  ): ObjectionStep => ({
    do: 'answer_objection',
    outcome,
    execute_days,
    exemption: over && exemption(today, over),
  });
  const letter = f.outcome === null ? 'objection_receipt' : `objection_${f.outcome}`;
  const written = f.answered_on ?? f.recorded_on;
  const sent = (sent_on: string, reached_on: string | null): ObjectionStep => ({
    do: 'record_letter',
    letter,
    sent_on,
    reached_on,
  });
  const named = { kind: 'named_official' as const, userId: users.other };
  return [
    ...by(superior, { do: 'open' }, { do: 'settle', on: today }),
    ...by(desk, { do: 'settle', on: f.received_on }, { do: 'settle', on: plusDays(f.received_on, -1) }),
    ...by(desk, { do: 'settle', on: plusDays(today, 1) }),
    ...by(
      superior,
      to({}),
      to({ userId: users.other }),
      to({ roles: ['ppid'] }),
      to({ userId: users.ppid }),
      to({ name: '' }),
    ),
    ...by(superior, to({ ...named, decision_number: 'SK-2', decision_on: today }), to(named)),
    ...by(superior, answer('granted', 5), answer('granted_partly', 0), answer('upheld', 0), answer('granted', 61)),
    ...by(superior, answer('upheld', 0, null), answer('upheld', 0, over(today)), answer('maybe', 1)),
    ...by(staff('atasan', users.other), answer('granted', 10), answer('upheld', 0)),
    ...by(staff('atasan', users.ppid), answer('granted_partly', 3)),
    ...by(desk, sent(written, today), sent(written, written), sent(today, null), sent(written, plusDays(written, 2))),
    ...by(desk, sent(plusDays(written, -3), plusDays(written, -1)), sent(today, plusDays(today, 2))),
    ...by(CITIZEN, { do: 'withdraw' }),
    ...by(desk, { do: 'execute', on: today }, { do: 'execute', on: f.received_on }),
    ...by(desk, { do: 'execute', on: plusDays(f.received_on, -1) }, { do: 'execute', on: plusDays(today, 1) }),
    ...by(superior, { do: 'pass_term' }),
  ];
}

function disputeVariants({ facts: f }: Case<'dispute'>, today: string, { users }: Ids): Variant[] {
  const by = (actor: Actor, ...steps: DisputeStep[]) => steps.map((step) => ({ step, actor }));
  const desk = staff('petugas', users.petugas);
  const superior = staff('atasan', users.atasan);
  const was = latest(f);
  const ruling = { outcome: 'opened_partly', execute_by: plusDays(today, 20) };
  // Today, as early as it can be, too early, and tomorrow.
  const each = (actor: Actor, make: (on: string) => DisputeStep) =>
    by(actor, make(today), make(was), make(plusDays(was, -1)), make(plusDays(today, 1)));
  const decided = (on: string, over: object): DisputeStep => {
    return { do: 'decide_dispute', on, ...ruling, received_on: on, ...over } as DisputeStep;
  };
  const court = (on: string, over: object): DisputeStep => {
    return { do: 'court_decides', on, ...ruling, received_on: on, ...over } as DisputeStep;
  };
  // A day earlier and later than it was entered, the same day, and tomorrow.
  const corrections = (which: string) => {
    const entered = (f as Record<string, unknown>)[which] as string | null;
    const days =
      entered === null ? [today] : [plusDays(entered, -1), plusDays(entered, 1), entered, plusDays(today, 1)];
    return days.flatMap((on) => by(desk, { do: 'correct_day', which, on }));
  };
  return [
    ...each(CITIZEN, (on) => ({ do: 'file_dispute', on })),
    ...each(desk, (on) => ({ do: 'file_dispute', on })),
    ...each(desk, (on) => ({ do: 'register_dispute', on })),
    ...each(desk, (on) => ({ do: 'refuse_registration', on })),
    ...each(superior, (on) => ({ do: 'mediate', on })),
    ...each(superior, (on) => ({ do: 'extend_mediation', on })),
    ...each(desk, (on) => ({ do: 'adjudicate', on })),
    ...each(desk, (on) => ({ do: 'settle_dispute', on, execute_by: null })),
    ...each(desk, (on) => ({ do: 'settle_dispute', on, execute_by: plusDays(on, 10) })),
    ...by(superior, { do: 'settle_dispute', on: today, execute_by: plusDays(today, -1) }),
    ...each(superior, (on) => decided(on, {})),
    ...by(superior, decided(today, { received_on: null }), decided(was, { outcome: 'upheld', received_on: today })),
    ...by(superior, decided(today, { outcome: 'upheld', execute_by: null }), decided(today, { outcome: 'maybe' })),
    ...by(superior, decided(today, { outcome: 'opened', execute_by: null })),
    ...by(
      superior,
      decided(was, { received_on: plusDays(today, 1) }),
      decided(today, { execute_by: plusDays(today, -2) }),
    ),
    ...each(desk, (on) => ({ do: 'receive_decision', on })),
    ...each(desk, (on) => ({ do: 'go_to_court', on })),
    ...each(desk, (on) => court(on, {})),
    ...by(desk, court(today, { outcome: 'upheld' }), court(today, { outcome: 'opened' })),
    ...by(desk, court(today, { outcome: '' }), court(today, { received_on: plusDays(today, -1) })),
    ...each(superior, (on) => ({ do: 'cassation', on })),
    ...each(superior, (on) => ({ do: 'finalize', on, execute_by: null })),
    ...each(superior, (on) => ({ do: 'finalize', on, execute_by: null, early: true })),
    ...by(superior, { do: 'finalize', on: today, execute_by: plusDays(today, 15) }),
    ...by(superior, { do: 'finalize', on: today, execute_by: plusDays(today, -1) }),
    ...each(desk, (on) => ({ do: 'carry_out', on })),
    ...each(CITIZEN, (on) => ({ do: 'withdraw_dispute', on })),
    ...each(desk, (on) => ({ do: 'drop', on })),
    ...by(superior, { do: 'miss_window' }, { do: 'carry_out', on: today }),
    ...['filed_on', 'registered_on', 'mediation_from', 'decided_on', 'decision_received_on'].flatMap(corrections),
    ...['in_court_on', 'court_decision_on', 'ended_on', 'executed_on', 'window_from'].flatMap(corrections),
  ];
}
