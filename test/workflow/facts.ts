import { type DayOff, makeCalendar } from '../../src/calendar/working-days';
import { calendarYears } from '../../src/reference/rows';
import type { Actor, RequestFacts, RequestState, Role } from '../../src/workflow/facts';
import { factsAtFiling } from '../../src/workflow/request-effects';
import type { RequestStep, StepContext, StepName } from '../../src/workflow/steps';

const years = calendarYears();

/** The calendar the product ships, 2019 to 2027. */
export const CAL = makeCalendar({
  years: years.map((y) => y.year),
  daysOff: years.flatMap((y) => y.days) as DayOff[],
  version: 'test',
});

export const TZ = 'Asia/Jakarta';
export const at = (day: string, time = '09:00') => new Date(`${day}T${time}:00+07:00`).toISOString();

/** A request received on Friday 11 December 2026: due on 29 December, check until 16 December. */
export function request(over: Partial<RequestFacts> = {}, received = '2026-12-11', recorded = received): RequestFacts {
  const base = { received_on: received, recorded_on: recorded, now: at(recorded), body_id: 7, opened: false, cal: CAL };
  return { ...factsAtFiling(base), ...over };
}

export function actor(role: Role, over: Partial<Actor> = {}): Actor {
  return { role, userId: 1, bodyId: role === 'opd' ? 7 : null, ...over };
}

export function on(today: string, role: Role, over: Partial<StepContext> = {}): StepContext {
  return { today, now: at(today), cal: CAL, actor: actor(role), by_email: true, ...over };
}

const EXEMPTION = {
  number: 'SK-1',
  decided_on: '2026-12-01',
  title: 'Data',
  ground: 'h.3',
  until: null,
  attached: true,
};

/** Each step with everything the law wants of it. */
export const LAWFUL: Record<StepName, RequestStep> = {
  open: { do: 'open' },
  add_papers: { do: 'add_papers' },
  complete_papers: { do: 'complete_papers' },
  declare_complete: { do: 'declare_complete' },
  declare_incomplete: { do: 'declare_incomplete', missing: ['ktp'] },
  assign: { do: 'assign', body_id: 9 },
  return: { do: 'return' },
  propose_answer: { do: 'propose_answer' },
  extend: { do: 'extend', ground: 'not_held' },
  grant: { do: 'grant', provide_days: 3 },
  grant_partly: {
    do: 'grant_partly',
    because: 'exempt',
    provide_days: 3,
    exemption: EXEMPTION,
    redactions: [{ part: 'NIK', ground: 'h.3' }],
  },
  propose_refusal: { do: 'propose_refusal', exemption: EXEMPTION },
  approve_refusal: { do: 'approve_refusal', provide_days: 3 },
  reject_refusal: { do: 'reject_refusal' },
  not_held: { do: 'not_held' },
  not_documented: { do: 'not_documented', available_on: '2027-02-01' },
  redirect: { do: 'redirect' },
  deliver: { do: 'deliver' },
  confirm_receipt: { do: 'confirm_receipt' },
  withdraw: { do: 'withdraw' },
  record_letter: { do: 'record_letter', letter: 'receipt', sent_on: '2026-12-11', reached_on: '2026-12-11' },
  correct_receipt: { do: 'correct_receipt', received_on: '2026-12-10' },
  mail_left: { do: 'mail_left', letter: 'receipt', reached_on: '2026-12-14' },
  complete_by_silence: { do: 'complete_by_silence' },
  lapse: { do: 'lapse' },
  pass_term: { do: 'pass_term' },
  close: { do: 'close' },
  objection_filed: { do: 'objection_filed' },
  objection_ended: { do: 'objection_ended', on: '2026-12-14' },
  calendar_changed: { do: 'calendar_changed' },
};

const NOTICE = {
  notified_on: '2026-12-14',
  notice_reached_on: '2026-12-14',
  object_by: '2027-01-29',
  complete_on: '2026-12-11',
};

/** A request as it stands in each state, one that every lawful step of that state can be tried on. */
export const IN_STATE: Record<RequestState, RequestFacts> = {
  registered: request({ assigned_body_id: 7 }),
  incomplete: request({ state: 'incomplete', incomplete_on: '2026-12-11', repair_due_on: '2026-12-16' }),
  lapsed: request({ state: 'lapsed', lapsed_on: '2026-12-16' }),
  in_process: request({ state: 'in_process', assigned_body_id: 7, complete_on: '2026-12-11', complete_by: 'declared' }),
  awaiting_approval: request({
    state: 'awaiting_approval',
    complete_on: '2026-12-11',
    proposal_kind: 'refused',
    proposed_by: 2,
  }),
  granted: request({ state: 'granted', outcome: 'granted', ...NOTICE, promised_on: '2026-12-17' }),
  granted_partly: request({ state: 'granted_partly', outcome: 'granted_partly', ...NOTICE, promised_on: '2026-12-17' }),
  refused: request({ state: 'refused', outcome: 'refused', ...NOTICE }),
  not_held: request({ state: 'not_held', outcome: 'not_held', ...NOTICE }),
  not_documented: request({ state: 'not_documented', outcome: 'not_documented', ...NOTICE }),
  redirected: request({ state: 'redirected', outcome: 'redirected', ...NOTICE }),
  delivered: request({
    state: 'delivered',
    outcome: 'granted',
    ...NOTICE,
    promised_on: '2026-12-17',
    delivered_on: '2026-12-14',
  }),
  withdrawn: request({ state: 'withdrawn', withdrawn_on: '2026-12-12' }),
  closed: request({ state: 'closed', outcome: 'granted', ...NOTICE, closed_on: '2027-01-29' }),
};
