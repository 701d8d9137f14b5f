import { between, type Calendar, NoCalendarError } from '../calendar/working-days';

/** How a body answered in the last 365 days: notices given, and those given after their last day. */
export type AgencyRecord = { answered: number; late: number };

/** Of how many answers a record must speak before it weighs anything: one late answer out of two says little. */
export const RECORD_SPEAKS_FROM = 5;

/** What is known of an open case when its risk is weighed. Dates are office-local. */
export type RiskCase = {
  case: 'request' | 'objection';
  /** The last good day of the clock that binds: the answer to a request, or to an objection. */
  due_on: string;
  unopened: boolean;
  extended: boolean;
  /** The requester holds the case: his papers are missing. */
  incomplete: boolean;
  /** Objections against the same request; for an objection, the others. */
  other_objections: number;
  /** An objection whose request has no written notice at all. */
  request_unanswered: boolean;
  /** An amicable settlement of the objection is recorded. */
  settled: boolean;
  /** The last day on which an officer did anything in the case. */
  last_act_on: string;
};

/** The facts that weigh, each of which a person can check in the case. Days are working days; null where a year has no calendar. */
export type RiskFacts = Omit<RiskCase, 'due_on' | 'last_act_on'> & {
  overdue: boolean;
  /** Days until the last day, or since it when `overdue`. */
  days: number | null;
  idle_days: number | null;
  record: AgencyRecord | null;
};

/** The facts of a case today. */
export function riskFacts(
  { due_on, last_act_on, ...of }: RiskCase,
  record: AgencyRecord | null,
  at: { cal: Calendar; today: string },
): RiskFacts {
  const overdue = at.today > due_on;
  const days = overdue ? counted(at.cal, due_on, at.today) : counted(at.cal, at.today, due_on);
  return { ...of, overdue, days, idle_days: counted(at.cal, last_act_on, at.today), record };
}

function counted(cal: Calendar, from: string, to: string): number | null {
  try {
    return between(cal, from, to);
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

/** One line of the table: `points` for each unit that `counts` finds, and never more than `most` (or less, when negative). */
type Weight = { reason: string; points: number; most: number; counts: (f: RiskFacts) => number };

const yes = (holds: boolean): number => (holds ? 1 : 0);
const above = (days: number | null, free: number): number => Math.max(0, (days ?? 0) - free);

/**
 * What each fact weighs towards a dispute at the Information Commission: the whole of the score, in one place. It orders
 * a list and decides nothing. Silence drives disputes, so lateness and standing still weigh most; what calms a case
 * takes points off. An objection starts higher, because it is one step from the commission (UU 14/2008 Pasal 37).
 */
export const RISK_WEIGHTS = [
  { reason: 'objection', points: 25, most: 25, counts: (f) => yes(f.case === 'objection') },
  { reason: 'overdue', points: 40, most: 40, counts: (f) => yes(f.overdue) },
  // Each working day past the last one.
  { reason: 'days_over', points: 1, most: 20, counts: (f) => (f.overdue ? (f.days ?? 0) : 0) },
  // Five days left: 5 points; the last day itself: 30.
  { reason: 'days_left', points: 5, most: 30, counts: (f) => (f.overdue || f.days === null ? 0 : above(6, f.days)) },
  { reason: 'request_unanswered', points: 15, most: 15, counts: (f) => yes(f.request_unanswered) },
  // The share of late answers, where the body has given enough answers for a share to mean something.
  { reason: 'record', points: 20, most: 20, counts: (f) => lateShare(f.record) },
  { reason: 'other_objections', points: 10, most: 20, counts: (f) => f.other_objections },
  // The fifth working day without anything done is the first that weighs.
  { reason: 'idle', points: 2, most: 20, counts: (f) => above(f.idle_days, 4) },
  { reason: 'unopened', points: 10, most: 10, counts: (f) => yes(f.unopened) },
  // The one extension is used: no room is left.
  { reason: 'extended', points: 10, most: 10, counts: (f) => yes(f.extended) },
  { reason: 'incomplete', points: -10, most: -10, counts: (f) => yes(f.incomplete) },
  { reason: 'settled', points: -15, most: -15, counts: (f) => yes(f.settled) },
] as const satisfies readonly Weight[];

export type RiskReasonName = (typeof RISK_WEIGHTS)[number]['reason'];

function lateShare(record: AgencyRecord | null): number {
  return record !== null && record.answered >= RECORD_SPEAKS_FROM ? record.late / record.answered : 0;
}

/** Why a case scores as it does: the fact, its points, and the numbers that its words name. */
export type RiskReason = { reason: RiskReasonName; points: number; says: Record<string, number> };
export type Risk = { score: number; reasons: RiskReason[] };

/** The risk of a dispute: the sum of the points of each fact that holds, with the heaviest first. */
export function riskOf(f: RiskFacts): Risk {
  const reasons = RISK_WEIGHTS.map(({ reason, points, most, counts }): RiskReason => {
    const weighed = Math.round(points * counts(f));
    return { reason, points: points < 0 ? Math.max(most, weighed) : Math.min(most, weighed), says: says(reason, f) };
  }).filter((one) => one.points !== 0);
  reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { score: reasons.reduce((sum, one) => sum + one.points, 0), reasons };
}

function says(reason: RiskReasonName, f: RiskFacts): Record<string, number> {
  switch (reason) {
    case 'days_over':
    case 'days_left':
      return { count: f.days ?? 0 };
    case 'other_objections':
      return { count: f.other_objections };
    case 'idle':
      return { count: f.idle_days ?? 0 };
    case 'record':
      return { answered: f.record?.answered ?? 0, late: f.record?.late ?? 0 };
    default:
      return {};
  }
}
