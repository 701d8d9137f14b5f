import { type Calendar, localDay } from '../calendar/working-days';
import { type AgencyRecord, type Risk, riskFacts, riskOf } from '../workflow/risk';

/** An open case with what its risk is weighed by, and what a list shows of it. */
export type OpenCase = {
  kind: 'request' | 'objection';
  id: number;
  number: string;
  state: string;
  details: string;
  ground: string | null;
  due_on: string;
  recorded_at: string;
  body_id: number | null;
  body_name: string | null;
  unopened: boolean;
  extended: boolean;
  other_objections: number;
  request_unanswered: boolean;
  settled: boolean;
  /** The last instant at which an officer did anything; the recording when nobody has yet. */
  last_act_at: string;
};

/** When it is weighed: office-local day, calendar and zone. */
export type AssessedOn = { cal: Calendar; today: string; timezone: string };

export type AssessedCase = { of: OpenCase; risk: Risk };

/** Weighs open cases, the likeliest dispute first; of equals, the one that is due sooner. */
export function assess(
  cases: readonly OpenCase[],
  records: ReadonlyMap<number, AgencyRecord>,
  at: AssessedOn,
): AssessedCase[] {
  const weighed = cases.map((of) => {
    const { kind, state, last_act_at, due_on, unopened, extended, other_objections, request_unanswered, settled } = of;
    const record = of.body_id === null ? null : (records.get(of.body_id) ?? null);
    const facts = riskFacts(
      {
        ...{ case: kind, due_on, unopened, extended, other_objections, request_unanswered, settled },
        incomplete: state === 'incomplete',
        last_act_on: localDay(last_act_at, at.timezone),
      },
      record,
      at,
    );
    return { of, risk: riskOf(facts) };
  });
  return weighed.sort(
    (a, b) => b.risk.score - a.risk.score || order(a.of.due_on, b.of.due_on) || order(a.of.number, b.of.number),
  );
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
