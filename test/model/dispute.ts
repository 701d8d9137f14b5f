import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import type { DisputeStep } from '../../src/workflow/dispute-steps';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import { plusDays } from './days';
import type { At, Verbs } from './rules';

type F = DisputeFacts;

const STAFF = 'petugas ppid atasan';
const OUTCOMES = ['opened', 'opened_partly', 'upheld', 'agreed', 'duty_ordered', 'term_ordered', 'fee_set'];

/** The latest day that was entered: what follows happened then or later, and not after today. */
export function latest(f: F): string {
  const days = [f.window_from, f.filed_on, f.registered_on, f.mediation_from, f.decided_on, f.in_court_on];
  return days
    .filter((day) => day !== null)
    .sort()
    .at(-1) as string;
}

const inOrder = (f: F, { on }: { on: string }, { today }: At): (string | false)[] => [
  on < latest(f) && 'dates_out_of_order',
  on > today && 'date_in_future',
];

const later = (s: { on: string; received_on?: string | null; execute_by?: string | null }, { today }: At) => [
  (s.received_on ?? s.on) < s.on && ('dates_out_of_order' as const),
  (s.received_on ?? today) > today && ('date_in_future' as const),
  (s.execute_by ?? s.on) < s.on && ('dates_out_of_order' as const),
];

const outcomeKnown = ({ outcome }: { outcome: string }) =>
  !OUTCOMES.includes(outcome) && ('objection_outcome_unknown' as const);

/** Nobody may go on to a court any more: an agreement binds at once, a ruling after the days that it leaves. */
function over(f: F, on: string): boolean {
  if (f.outcome === 'agreed') return true;
  const lasts = f.in_court_on === null ? [f.court_by, f.court_by_working] : [f.cassation_by];
  return lasts.every((last) => last !== null && last < on);
}

const WAY = 'filed_on registered_on mediation_from decided_on decision_received_on in_court_on court_decision_on'.split(
  ' ',
) as (keyof F)[];

/** What stands on the way before a day of the case, and after it; the end and the carrying-out come after all others. */
function neighbours(f: F, which: string): { before: string; after: string } {
  const end = which === 'ended_on' || which === 'executed_on';
  const at = end ? WAY.length : WAY.indexOf(which as keyof F);
  const days = (names: (keyof F)[]) => names.map((name) => f[name] as string | null).filter((day) => day !== null);
  const last = [...days(WAY.slice(at + 1)), ...(end ? [] : days(['ended_on', 'executed_on']))];
  if (which === 'decided_on') last.push(...days(['execute_by']));
  return {
    before: ['', f.window_from, ...days(WAY.slice(0, at))].sort().at(-1) as string,
    after: last.sort()[0] ?? '9999-12-31',
  };
}

/** What the contract says of a dispute, verb by verb. */
export const DISPUTE: Verbs<F, DisputeStep> = {
  // After the window it is recorded and flagged, never refused.
  file_dispute: {
    by: 'requester petugas ppid',
    from: 'window_open window_missed',
    unless: inOrder,
    makes: (f, { on }, { days, now }) => ({
      state: 'filed',
      filed_on: on,
      filed_late: on > f.file_by ? 1 : 0,
      start_by: days.after(on, 14),
      decide_by: days.after(on, 100),
      ladder_since: now,
    }),
    writes: (f) => ({ kind: 'dispute_filed', names: [f.filed_on, f.filed_late === 1 ? f.file_by : null] }),
  },
  register_dispute: {
    by: STAFF,
    from: 'filed',
    unless: inOrder,
    makes: (_f, { on }) => ({ state: 'registered', registered_on: on }),
  },
  refuse_registration: {
    by: STAFF,
    from: 'filed',
    unless: inOrder,
    makes: (_f, { on }) => ({ state: 'not_registered', ended_on: on }),
  },
  mediate: {
    by: STAFF,
    from: 'registered',
    unless: (f, s, at) => [f.ground === 'a' && 'mediation_not_for_ground_a', ...inOrder(f, s, at)],
    makes: (_f, { on }, { days }) => ({
      state: 'mediation',
      mediation_from: on,
      mediation_by: days.after(on, 14),
    }),
  },
  extend_mediation: {
    by: STAFF,
    from: 'mediation',
    unless: (f, s, at) => [
      f.mediation_extended_from !== null && 'mediation_already_extended',
      f.mediation_by !== null && s.on > f.mediation_by && 'mediation_is_over',
      ...inOrder(f, s, at),
    ],
    makes: (f, _s, { days, now }) => ({
      mediation_extended_from: f.mediation_by,
      mediation_by: days.after(f.mediation_by as string, 7),
      ladder_since: now,
    }),
  },
  adjudicate: {
    by: STAFF,
    from: 'registered mediation',
    unless: inOrder,
    makes: () => ({ state: 'adjudication' }),
  },
  settle_dispute: {
    by: STAFF,
    from: 'mediation',
    unless: (f, s, at) => [...inOrder(f, s, at), ...later(s, at)],
    makes: (_f, s) => ({ state: 'settled', decided_on: s.on, outcome: 'agreed', execute_by: s.execute_by }),
  },
  decide_dispute: {
    by: STAFF,
    from: 'registered adjudication',
    unless: (f, s, at) => [...inOrder(f, s, at), outcomeKnown(s), ...later(s, at)],
    makes: (_f, s, { days, now }) => ({
      state: 'decided',
      decided_on: s.on,
      decision_received_on: s.received_on,
      outcome: s.outcome as F['outcome'],
      execute_by: s.execute_by,
      // Two readings: 14 days by Perki 1/2013, 14 working days by the law.
      court_by: s.received_on && plusDays(s.received_on, 14),
      court_by_working: s.received_on && days.after(s.received_on, 14),
      ladder_since: now,
    }),
  },
  receive_decision: {
    by: STAFF,
    from: 'decided',
    unless: (f, s, at) => [...inOrder(f, s, at), f.decision_received_on !== null && 'not_in_this_state'],
    makes: (_f, { on }, { days, now }) => ({
      decision_received_on: on,
      court_by: plusDays(on, 14),
      court_by_working: days.after(on, 14),
      ladder_since: now,
    }),
  },
  go_to_court: {
    by: STAFF,
    from: 'decided',
    unless: inOrder,
    makes: (_f, { on }) => ({ state: 'in_court', in_court_on: on }),
  },
  court_decides: {
    by: STAFF,
    from: 'in_court',
    unless: (f, s, at) => [...inOrder(f, s, at), outcomeKnown(s), ...later(s, at)],
    makes: (_f, s, { now }) => ({
      outcome: s.outcome as F['outcome'],
      court_decision_on: s.received_on,
      cassation_by: plusDays(s.received_on, 14),
      ladder_since: now,
    }),
  },
  cassation: {
    by: STAFF,
    from: 'in_court',
    unless: inOrder,
    makes: (_f, { on }) => ({ in_court_on: on, court_decision_on: null, cassation_by: null }),
  },
  finalize: {
    by: STAFF,
    from: 'settled decided in_court',
    unless: (f, s, at) => [...inOrder(f, s, at), ...later(s, at), !s.early && !over(f, s.on) && 'not_final_yet'],
    makes: (f, s, { now }) => ({
      state: 'final',
      ended_on: s.on,
      execute_by: s.execute_by ?? f.execute_by,
      ladder_since: now,
    }),
  },
  carry_out: {
    by: 'petugas ppid',
    from: 'settled final',
    unless: (f, s, at) => [
      ...inOrder(f, s, at),
      (f.executed_on !== null || f.outcome === 'upheld') && 'nothing_to_carry_out',
    ],
    makes: (f, { on }) => ({ state: 'final', executed_on: on, ended_on: f.ended_on ?? on }),
    writes: () => ({ kind: 'ruling_carried_out', names: [] }),
  },
  withdraw_dispute: {
    by: `requester ${STAFF}`,
    from: 'filed registered mediation adjudication',
    unless: inOrder,
    makes: (_f, { on }) => ({ state: 'withdrawn', ended_on: on }),
  },
  drop: {
    by: STAFF,
    from: 'registered mediation adjudication',
    unless: inOrder,
    makes: (_f, { on }) => ({ state: 'lapsed', ended_on: on }),
  },
  // A day entered wrongly: it stays between its neighbours, and what runs from it is counted from the true day.
  correct_day: {
    by: STAFF,
    from: 'filed not_registered registered mediation adjudication settled decided in_court final withdrawn lapsed',
    unless: (f, { which, on }, { today }) => {
      const was = which === 'window_from' ? null : f[which as keyof F];
      if (!was) return ['no_such_day'];
      const { before, after } = neighbours(f, which);
      return [
        on < before && 'dates_out_of_order',
        on > today && 'date_in_future',
        on > after && 'after_next_step',
        on === was && 'day_unchanged',
      ];
    },
    makes: (f, { which, on }, { days, now }) => {
      const mediated = days.after(on, 14);
      const follows: Partial<Record<string, Partial<F>>> = {
        filed_on: {
          ...{ filed_late: on > f.file_by ? 1 : 0, start_by: days.after(on, 14), decide_by: days.after(on, 100) },
        },
        mediation_from: f.mediation_extended_from
          ? { mediation_extended_from: mediated, mediation_by: days.after(mediated, 7) }
          : { mediation_by: mediated },
        decision_received_on: { court_by: plusDays(on, 14), court_by_working: days.after(on, 14) },
        court_decision_on: { cassation_by: plusDays(on, 14) },
      };
      return { [which]: on, ...follows[which], ladder_since: now };
    },
  },
  window_moved: {
    by: 'system',
    from: 'window_open',
    makes: (f, { from }, { days, now }) => {
      const file_by = days.after(from, 14);
      return file_by > f.file_by ? { window_from: from, file_by, ladder_since: now } : {};
    },
  },
  miss_window: { by: 'system', from: 'window_open', makes: () => ({ state: 'window_missed' }) },
};

/** A dispute when its window opens. */
export function opened(
  objection: ObjectionFacts,
  objectionId: number,
  from: string,
  { days, today, now }: Pick<At, 'days' | 'today' | 'now'>,
): F {
  return {
    state: 'window_open',
    ground: objection.ground,
    objection_id: objectionId,
    request_id: objection.request_id,
    body_id: objection.body_id,
    recorded_on: today,
    window_from: from,
    file_by: days.after(from, 14),
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
    terms: null,
  };
}
