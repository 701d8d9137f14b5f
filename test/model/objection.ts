import type { RequestFacts } from '../../src/workflow/facts';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import type { ObjectionStep } from '../../src/workflow/objection-steps';
import type { Days } from './days';
import { badCount, exemptionLacks, sendingLacks, type Verbs } from './rules';

type F = ObjectionFacts;

const ALL = '*';
const OUTCOMES = ['granted', 'granted_partly', 'upheld'];
const BELOW = ['ppid', 'petugas', 'opd'];

const happened = (f: F, on: string, today: string) => [
  on < f.received_on && ('dates_out_of_order' as const),
  on > today && ('date_in_future' as const),
];

/** Day 0 of the way to the commission: the day the answer reached him, or the end of the silence. */
export const answeredDay = (f: F): string | null => f.unanswered_on ?? f.answer_reached_on;

/** What the contract says of an objection, verb by verb. */
export const OBJECTION: Verbs<F, ObjectionStep> = {
  open: {
    by: 'atasan',
    from: ALL,
    makes: (f, _s, { now }) => ({ first_opened_at: f.first_opened_at ?? now }),
  },
  settle: {
    by: 'petugas ppid atasan',
    from: 'registered',
    unless: (f, s, { today }) => [f.ground === 'a' && 'ground_a_not_settled_amicably', ...happened(f, s.on, today)],
    makes: (_f, s) => ({ settled_on: s.on }),
    writes: () => ({ kind: 'objection_settled', names: [] }),
  },
  // Upward only, never to the PPID or below, nor to whoever proposed the refusal.
  delegate: {
    by: 'atasan',
    from: 'registered',
    unless: (f, { to }, { today }) => [
      (to.name === '' || to.office === '') && 'delegate_not_named',
      to.roles.some((role) => BELOW.includes(role)) && 'delegate_below_superior',
      to.userId !== null && to.userId === f.refusal_proposed_by && 'delegate_proposed_refusal',
      to.kind === 'named_official' &&
        (to.decision_number === '' || to.decision_on === null || to.decision_on > today) &&
        'delegation_decision_missing',
    ],
    makes: (_f, { to }, { today }) => ({ delegated_on: today, delegate_id: to.userId }),
  },
  answer_objection: {
    by: 'atasan',
    from: 'registered',
    unless: (f, s, { today, actor }) => [
      today > f.due_on && 'objection_term_over',
      !OUTCOMES.includes(s.outcome) && 'objection_outcome_unknown',
      actor.userId === f.refusal_proposed_by && 'proposer_may_not_answer',
      f.delegate_id !== null && actor.userId !== f.delegate_id && 'only_the_delegate_answers',
      ...(f.ground === 'a' && s.outcome === 'upheld' ? exemptionLacks(s.exemption, today) : []),
      s.outcome.startsWith('granted') && badCount(s.execute_days, 'execute_days_out_of_range'),
    ],
    makes: (_f, s, { days, today, now, email }) => ({
      state: s.outcome as F['state'],
      outcome: s.outcome as F['outcome'],
      answered_on: today,
      answer_reached_on: email ? today : null,
      ladder_since: now,
      ...(s.outcome === 'upheld'
        ? {}
        : { execute_by: days.after(today, s.execute_days), execute_days: s.execute_days }),
    }),
    writes: (f, _s, { days, today, email }) => ({
      kind: `objection_${f.outcome}`,
      names: [f.execute_by, email ? days.after(today, 14) : null],
    }),
  },
  record_letter: {
    by: 'petugas ppid',
    from: ALL,
    unless: (f, s, { today }) => sendingLacks(s, s.letter === `objection_${f.outcome}` ? f.answered_on : null, today),
    makes: (f, s) => arrives(f, s.letter, f.answer_reached_on === null ? s.reached_on : null),
  },
  mail_left: {
    by: 'system',
    from: ALL,
    makes: (f, s) =>
      f.answer_reached_on !== null && s.reached_on > f.answer_reached_on ? arrives(f, s.letter, s.reached_on) : {},
  },
  withdraw: {
    by: 'requester',
    from: 'registered',
    makes: (_f, _s, { today }) => ({ state: 'withdrawn', withdrawn_on: today }),
    writes: () => ({ kind: 'objection_withdrawn', names: [] }),
  },
  execute: {
    by: 'petugas ppid',
    from: 'granted granted_partly',
    unless: (f, s, { today }) => [
      ...happened(f, s.on, today),
      s.on < (f.answered_on ?? s.on) && 'carried_out_before_answer',
    ],
    makes: (_f, s, { today }) => ({ state: 'closed', executed_on: s.on, closed_on: today }),
    writes: (_f, s) => ({ kind: 'objection_executed', names: [s.on] }),
  },
  pass_term: {
    by: 'system',
    from: 'registered',
    makes: (f) => ({ state: 'unanswered', unanswered_on: f.due_on }),
    writes: (f, _s, { days }) => ({ kind: 'objection_unanswered', names: [f.due_on, days.after(f.due_on, 14)] }),
  },
};

const arrives = (f: F, letter: string, reached: string | null): Partial<F> =>
  reached !== null && f.outcome !== null && letter === `objection_${f.outcome}` ? { answer_reached_on: reached } : {};

export type Objecting = {
  ground: string;
  received: string;
  found: string | null;
  request: RequestFacts | null;
  /** Grounds on which objections against the same request are open. */
  open: readonly string[];
};

/** What stands against an objection, and else day 0 of its window (null while unknown) and whether silence is objected to. */
function opening({ ground, received, found, request: r, open }: Objecting): {
  reasons: string[];
  from: string | null;
  silence: boolean;
} {
  const no = (reason: string) => ({ reasons: [reason], from: null, silence: false });
  const yes = (from: string | null, silence = false) => ({
    reasons: open.includes(ground) ? ['same_ground_open'] : [],
    from,
    silence,
  });
  if (!'abcdefg'.includes(ground)) return no('ground_unknown');
  if (ground === 'b') {
    if (found === null) return no('found_day_missing');
    return found > received ? no('date_in_future') : yes(found);
  }
  if (r === null) return no('request_needed');
  if (['lapsed', 'withdrawn'].includes(r.state)) return no('nothing_to_object_to');
  if (received < r.received_on) return no('objection_before_request');
  const noticed = r.notified_on !== null && r.notified_on <= received;
  const termOver = received > r.due_on;
  if (ground === 'c') {
    if (noticed) return no('answered_already');
    return termOver ? yes(r.due_on, true) : no('answer_term_still_runs');
  }
  if (ground !== 'g') return noticed ? yes(r.notice_reached_on) : no('no_notice_yet');
  // A late or absent delivery: no notice in time, or nothing handed over by the promised day, or only after it.
  if (!noticed) return termOver ? yes(r.due_on, true) : no('delivery_not_late');
  const came = r.delivered_on !== null && r.delivered_on <= received ? r.delivered_on : null;
  if (r.promised_on !== null && came !== null && came > r.promised_on) return yes(came);
  if (r.promised_on !== null && came === null && received > r.promised_on) return yes(r.promised_on);
  if (r.notified_on !== null && r.notified_on > r.due_on) return yes(came ?? r.notice_reached_on);
  return no('delivery_not_late');
}

/** The refusals that stand against filing an objection; empty when it is lawful. A late one is lawful, and flagged. */
export const objectionLacks = (asked: Objecting): string[] => opening(asked).reasons;

/** An objection as it is recorded. */
export function objected(
  asked: Objecting,
  link: { requestId: number | null; body: number | null },
  { days, today, now }: { days: Days; today: string; now: string },
): F {
  const { from, silence } = opening(asked);
  const last = from === null ? null : days.after(from, 30);
  const perki = silence ? (asked.request?.perki_due_on ?? null) : null;
  const limits = [last, perki === null ? null : days.after(perki, 30)].filter((day) => day !== null).sort();
  const limit = limits.at(-1) ?? null;
  return {
    state: 'registered',
    ground: asked.ground as F['ground'],
    request_id: asked.ground === 'b' ? null : link.requestId,
    body_id: link.body,
    received_on: asked.received,
    recorded_on: today,
    window_from: from,
    object_by: last,
    late: limit !== null && asked.received > limit ? 1 : 0,
    due_on: days.after(asked.received, 30),
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
    refusal_proposed_by: asked.request?.proposed_by ?? null,
    first_opened_at: null,
    ladder_since: now,
    terms: null,
  };
}
