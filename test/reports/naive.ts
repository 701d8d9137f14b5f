import type { Db } from '../../src/db/connect';

type Facts = Record<string, unknown>;
type Event = { chain: string; kind: string; recorded_at: string; payload: string };
type Payload = { changes: Record<string, [unknown, unknown]>; detail: Record<string, unknown> };

const OUTCOMES = ['granted', 'granted_partly', 'refused', 'not_held', 'not_documented', 'redirected'];
const DISPUTES =
  'window_open window_missed filed not_registered registered mediation adjudication settled decided in_court final withdrawn lapsed';

/**
 * The figures of a year, and what followed answers and petitions, as of a day, counted anew from nothing but the log of events (and, for the ground of a refusal,
 * which the log keeps sealed, the decision). Slow and plain, in words of its own: what the portal's figures are held against.
 */
export async function naiveStats(db: Db, year: number, asOf: string, daysOffAtFirst: ReadonlySet<string>) {
  // Midnight in Jakarta is seven hours before that of UTC.
  const end = new Date(Date.parse(`${asOf}T00:00:00Z`) + 17 * 3_600_000).toISOString();
  const events: Event[] = (await db('audit_events').orderBy('id')).filter((one: Event) => one.recorded_at < end);
  const off = new Set(daysOffAtFirst);
  const cases = new Map<string, Facts>();
  for (const { chain, payload } of events.sort(
    (a, b) => Number(a.recorded_at > b.recorded_at) - Number(a.recorded_at < b.recorded_at),
  )) {
    const { changes, detail } = JSON.parse(payload) as Payload;
    if (chain === 'calendar') {
      for (const { date, kind, name, change } of (detail.dates ?? []) as Record<string, string>[]) {
        if (change === 'added') off.add(`${date} ${kind} ${name}`);
        else off.delete(`${date} ${kind} ${name}`);
      }
    }
    if (!/^(request|objection|dispute):/.test(chain)) continue;
    const facts = cases.get(chain) ?? { ...detail };
    for (const [key, [, value]] of Object.entries(changes)) facts[key] = value;
    cases.set(chain, facts);
  }
  const dates = new Set([...off].map((day) => day.slice(0, 10)));
  const days = (from: string, to: string): number => {
    let n = 0;
    for (let ms = Date.parse(from) + 86_400_000; ms <= Date.parse(to); ms += 86_400_000) {
      const date = new Date(ms);
      if (date.getUTCDay() % 6 !== 0 && !dates.has(date.toISOString().slice(0, 10))) n += 1;
    }
    return n;
  };
  const of = (kind: string, day: string) =>
    [...cases].filter(([chain, facts]) => chain.startsWith(kind) && String(facts[day]).startsWith(`${year}-`));
  const count = (some: readonly Facts[], holds: (facts: Facts) => boolean) => some.filter(holds).length;
  const requests = of('request:', 'received_on').map(([, facts]) => facts);
  const objections = of('objection:', 'received_on').map(([, facts]) => facts);
  const disputes = of('dispute:', 'recorded_on').map(([, facts]) => facts);
  const answered = requests.filter(({ outcome }) => OUTCOMES.includes(String(outcome ?? '')));
  const took = answered.map((one) => days(String(one.received_on), String(one.notified_on))).sort((a, b) => a - b);
  const open = requests.filter(({ outcome, state }) => !outcome && state !== 'lapsed' && state !== 'withdrawn');
  const middle = took.length === 0 ? 0 : ((took[(took.length - 1) >> 1] ?? 0) + (took[took.length >> 1] ?? 0)) / 2;
  const mean = took.length === 0 ? 0 : took.reduce((sum, n) => sum + n, 0) / took.length;
  const ended = (facts: Facts) => (facts.state === 'closed' ? facts.outcome : facts.state);
  const grounds: Record<string, number> = {};
  for (const [chain, facts] of of('request:', 'received_on')) {
    if (facts.outcome !== 'refused') continue;
    const { decision } = await db('requests').where('public_id', chain.slice(8)).first('decision');
    const ground = String(JSON.parse(decision)?.exemption?.ground ?? 'other').split('.')[0] as string;
    grounds[ground] = (grounds[ground] ?? 0) + 1;
  }
  const outcomes = 'opened opened_partly upheld duty_ordered term_ordered fee_set'.split(' ');
  const granted = (one: Facts) => ended(one) === 'granted' || ended(one) === 'granted_partly';
  const filed = disputes.filter((one) => one.filed_on);
  const followed = {
    answers_owed: count(objections, granted),
    answers_executed: count(objections, (one) => granted(one) && Boolean(one.executed_on)),
    petitions: filed.length,
    at_commission: count(filed, (one) => Boolean(one.registered_on)),
    turned_away: count(filed, ({ state }) => state === 'not_registered'),
    agreed: count(filed, ({ outcome }) => outcome === 'agreed'),
    ...Object.fromEntries(outcomes.map((name) => [`ruled_${name}`, count(filed, ({ outcome }) => outcome === name)])),
    to_court: count(filed, (one) => Boolean(one.in_court_on)),
    judged: count(filed, (one) => Boolean(one.court_decision_on)),
    rulings_owed: count(filed, (one) => Boolean(one.execute_by || one.executed_on)),
    rulings_executed: count(filed, (one) => Boolean(one.executed_on)),
  };
  const stats = {
    ...{ year, as_of: asOf, received: requests.length, imported: 0 },
    ...Object.fromEntries(OUTCOMES.map((name) => [name, count(answered, ({ outcome }) => outcome === name)])),
    lapsed: count(requests, ({ state }) => state === 'lapsed'),
    withdrawn: count(requests, ({ state }) => state === 'withdrawn'),
    open: open.length,
    on_time: count(answered, (one) => String(one.notified_on) <= String(one.due_on)),
    late: count(answered, (one) => String(one.notified_on) > String(one.due_on)),
    overdue_open: count(open, ({ due_on }) => String(due_on) < asOf),
    working_days: { mean: Math.round(mean * 100) / 100, median: middle, max: took.at(-1) ?? 0 },
    by_month: Array.from({ length: 12 }, (_, m) =>
      count(requests, ({ received_on }) => Number(String(received_on).slice(5, 7)) === m + 1),
    ),
    refusal_grounds: grounds,
    objections: {
      received: objections.length,
      ...Object.fromEntries(
        ['granted', 'granted_partly', 'upheld', 'unanswered', 'withdrawn'].map((name) => [
          name,
          count(objections, (one) => ended(one) === name),
        ]),
      ),
      open: count(objections, ({ state }) => state === 'registered'),
      grounds: Object.fromEntries(
        [...'abcdefg'].map((letter) => [letter, count(objections, ({ ground }) => ground === letter)]),
      ),
    },
    disputes: Object.fromEntries(
      DISPUTES.split(' ').map((name) => [name, count(disputes, ({ state }) => state === name)]),
    ),
  };
  return { stats, followed };
}

/** The days off as they are kept now, each entry by its date, kind and name. */
export async function daysOffNow(db: Db): Promise<Set<string>> {
  const rows: Record<string, string>[] = await db('holidays').select('date', 'kind', 'name');
  return new Set(rows.map(({ date, kind, name }) => `${date} ${kind} ${name}`));
}
