import { addDays } from '../calendar/working-days';
import type { DbOrTrx } from '../db/connect';
import type { ObjectionRow } from '../db/tables/objections';
import type { RequestRow } from '../db/tables/requests';
import type { RequestState } from '../workflow/facts';
import type { AgencyRecord } from '../workflow/risk';
import { type AssessedCase, type AssessedOn, assess, type OpenCase } from './assess';

const OPEN: readonly RequestState[] = ['registered', 'incomplete', 'in_process', 'awaiting_approval'];

/** Events that are no act of an officer's: what time does, what the requester does, and looking things up. */
const NO_ACTS = [
  'escalated',
  'calendar_moved',
  'letter_left_late',
  'completed_by_silence',
  'term_passed',
  'papers_added',
  'objection_filed',
  'objection_ended',
  'code_sent',
  'code_shown',
  'identity_opened',
];

/**
 * The open requests that may turn into a dispute soonest, at most `most` of them that are overdue (the longest first) and
 * `most` whose last day is nearest, and at most `most` open objections. Each part is read along its index.
 */
async function openCases(db: DbOrTrx, regionId: number, today: string, most: number): Promise<OpenCase[]> {
  const requests = async (when: '<' | '>='): Promise<RequestPart[]> => {
    const parts = await Promise.all(
      OPEN.map(
        (state): Promise<RequestPart[]> =>
          soonest(db('requests').where({ region_id: regionId, state }).where('due_on', when, today), OF_REQUEST, most),
      ),
    );
    return parts
      .flat()
      .sort((a, b) => (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : a.id - b.id))
      .slice(0, most);
  };
  const [overdue, coming, objections] = await Promise.all([
    requests('<'),
    requests('>='),
    soonest(db('objections').where({ region_id: regionId, state: 'registered' }), OF_OBJECTION, most) as Promise<
      ObjectionPart[]
    >,
  ]);
  return withFacts(db, [...overdue, ...coming], objections);
}

/** Open cases with their risk, the likeliest dispute first: of each sort no more than `most` are weighed. */
export async function casesByRisk(
  db: DbOrTrx,
  regionId: number,
  most: number,
  at: AssessedOn,
): Promise<AssessedCase[]> {
  return weighed(db, regionId, await openCases(db, regionId, at.today, most), at);
}

/** The risk of one case; null when it is not open any more. */
export async function riskOfCase(
  db: DbOrTrx,
  regionId: number,
  of: { kind: OpenCase['kind']; id: number },
  at: AssessedOn,
): Promise<AssessedCase | null> {
  const found = await openCase(db, of.kind, of.id);
  return found ? ((await weighed(db, regionId, [found], at))[0] ?? null) : null;
}

async function weighed(db: DbOrTrx, regionId: number, cases: readonly OpenCase[], at: AssessedOn) {
  const bodyIds = [...new Set(cases.flatMap((one) => (one.body_id === null ? [] : [one.body_id])))];
  return assess(cases, await agencyRecords(db, regionId, bodyIds, addDays(at.today, -365)), at);
}

/** One case as its risk is weighed; null when it is not open any more. */
async function openCase(db: DbOrTrx, kind: OpenCase['kind'], id: number): Promise<OpenCase | null> {
  const table = kind === 'request' ? 'requests' : 'objections';
  const states = kind === 'request' ? OPEN : ['registered'];
  const rows = await db(table).where({ id }).whereIn('state', states);
  const [found] = kind === 'request' ? await withFacts(db, rows, []) : await withFacts(db, [], rows);
  return found ?? null;
}

/**
 * How each of these bodies answered since a day (exclusive): notices, and those after their last day. One grouped
 * statement over an index that holds only what was answered.
 */
export async function agencyRecords(
  db: DbOrTrx,
  regionId: number,
  bodyIds: readonly number[],
  since: string,
): Promise<ReadonlyMap<number, AgencyRecord>> {
  if (bodyIds.length === 0) return new Map();
  const rows: { body: number; answered: number | string; late: number | string }[] = await db('requests')
    .where('region_id', regionId)
    // As the index says it: a bound value would not be recognised.
    .whereRaw('imported = 0')
    .whereNotNull('notified_on')
    .where('notified_on', '>', since)
    .whereRaw('(assigned_body_id IS NOT NULL OR returned_on IS NULL)')
    .whereRaw(`coalesce(assigned_body_id, body_id) IN (${bodyIds.map(() => '?').join(', ')})`, [...bodyIds])
    .groupByRaw('coalesce(assigned_body_id, body_id)')
    .select(
      db.raw('coalesce(assigned_body_id, body_id) AS body'),
      db.raw('count(*) AS answered'),
      db.raw('sum(CASE WHEN notified_on > due_on THEN 1 ELSE 0 END) AS late'),
    );
  return new Map(
    rows.map(({ body, answered, late }) => [Number(body), { answered: Number(answered), late: Number(late) }]),
  );
}

type Source = ReturnType<DbOrTrx>;

// Only what is weighed and shown: the rest of a row is many times as large.
const SHARED = [
  'id',
  'public_id',
  'number',
  'state',
  'details',
  'due_on',
  'recorded_at',
  'body_id',
  'first_opened_at',
] as const;
const OF_REQUEST = [...SHARED, 'assigned_body_id', 'returned_on', 'extended_on'] as const;
const OF_OBJECTION = [...SHARED, 'ground', 'request_id', 'settled_on'] as const;
type RequestPart = Pick<RequestRow, (typeof OF_REQUEST)[number]>;
type ObjectionPart = Pick<ObjectionRow, (typeof OF_OBJECTION)[number]>;

const soonest = (source: Source, columns: readonly string[], most: number): Source =>
  source
    .orderBy(['due_on', 'id'])
    .limit(most)
    .select([...columns]);

/** The same for all of them at once: a handful of statements, however many cases. */
async function withFacts(
  db: DbOrTrx,
  requests: readonly RequestPart[],
  objections: readonly ObjectionPart[],
): Promise<OpenCase[]> {
  const behind = objections.flatMap((row) => (row.request_id === null ? [] : [row.request_id]));
  const requestIds = [...new Set([...requests.map((row) => row.id), ...behind])];
  const chains = [
    ...requests.map((row) => `request:${row.public_id}`),
    ...objections.map((row) => `objection:${row.public_id}`),
  ];
  const bodyIds = [...requests.map(holder), ...objections.map((row) => row.body_id)].filter((id) => id !== null);
  const [against, unanswered, acts, bodies] = await Promise.all([
    objectionsAgainst(db, requestIds),
    db('requests').whereIn('id', behind).whereNull('notified_on').pluck('id') as Promise<number[]>,
    lastActs(db, chains),
    db('bodies').whereIn('id', bodyIds).select('id', 'name') as Promise<{ id: number; name: string }[]>,
  ]);
  const common = (row: RequestPart | ObjectionPart, kind: OpenCase['kind'], bodyId: number | null) => ({
    ...{ kind, id: row.id, number: row.number, state: row.state, details: row.details, due_on: row.due_on },
    recorded_at: row.recorded_at,
    body_id: bodyId,
    body_name: bodies.find((body) => body.id === bodyId)?.name ?? null,
    unopened: row.first_opened_at === null,
    last_act_at: acts.get(`${kind}:${row.public_id}`) ?? row.recorded_at,
  });
  return [
    ...requests.map((row) => ({
      ...common(row, 'request', holder(row)),
      ground: null,
      extended: row.extended_on !== null,
      other_objections: against.get(row.id) ?? 0,
      request_unanswered: false,
      settled: false,
    })),
    ...objections.map((row) => ({
      ...common(row, 'objection', row.body_id),
      ground: row.ground,
      extended: false,
      other_objections: row.request_id === null ? 0 : Math.max(0, (against.get(row.request_id) ?? 0) - 1),
      request_unanswered: row.request_id !== null && unanswered.includes(row.request_id),
      settled: row.settled_on !== null,
    })),
  ];
}

const holder = (row: RequestPart): number | null => row.assigned_body_id ?? (row.returned_on ? null : row.body_id);

async function objectionsAgainst(db: DbOrTrx, requestIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows: { request_id: number; n: number | string }[] = await db('objections')
    .whereIn('request_id', [...requestIds])
    .groupBy('request_id')
    .select('request_id', db.raw('count(*) AS n'));
  return new Map(rows.map(({ request_id, n }) => [request_id, Number(n)]));
}

async function lastActs(db: DbOrTrx, chains: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows: { chain: string; at: string }[] = await db('audit_events')
    .whereIn('chain', [...chains])
    .whereNotIn('kind', NO_ACTS)
    .groupBy('chain')
    .select('chain', db.raw('max(recorded_at) AS at'));
  return new Map(rows.map(({ chain, at }) => [chain, at]));
}
