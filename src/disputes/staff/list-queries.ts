import type { DbOrTrx } from '../../db/connect';
import type { DisputeRow } from '../../db/tables/disputes';
import type { DisputeTab } from './list-tabs';

/** A line of the list: the dispute with what its objection is about. */
export type DisputeLine = DisputeRow & { objection_number: string; details: string; body_name: string | null };

/** A place in a list by its next day, or in the list of all by the order of opening. */
export type Place = { day: string; id: number };

/**
 * The date a dispute waits for, in each state; a term that no calendar reaches yet comes last. The ladder's clocks are the
 * same dates (`disputeLadder`); the list needs them as an order of the database.
 */
const NEXT_DAY = `coalesce(CASE d.state
  WHEN 'window_open' THEN d.file_by
  WHEN 'filed' THEN d.start_by
  WHEN 'registered' THEN d.decide_by
  WHEN 'adjudication' THEN d.decide_by
  WHEN 'mediation' THEN d.mediation_by
  WHEN 'decided' THEN d.court_by
  WHEN 'in_court' THEN d.cassation_by
  ELSE d.execute_by END, '9999-12-31')`;

const AT_WORK = ['filed', 'registered', 'mediation', 'adjudication', 'decided', 'in_court', 'settled'];

type Query = ReturnType<DbOrTrx>;

/** Which disputes are asked for; `holders` narrows to those about the information of these bodies. */
export type Asked = { tab: DisputeTab; holders: readonly number[] | null };

function inTab(query: Query, { tab, holders }: Asked): Query {
  if (holders !== null) query.whereIn('d.body_id', holders);
  if (tab === 'jendela') return query.where('d.state', 'window_open');
  if (tab === 'semua') return query;
  return query.where((q) =>
    q
      .whereIn('d.state', AT_WORK)
      // Final, and something still to be carried out.
      .orWhere((last) => last.where('d.state', 'final').whereNull('d.executed_on').whereNot('d.outcome', 'upheld')),
  );
}

/** One page of a list, the soonest first; of all disputes the newest first. Up to `limit` rows: ask for one more than you show. */
export async function disputePage(
  db: DbOrTrx,
  regionId: number,
  { after, limit, ...asked }: Asked & { after: Place | null; limit: number },
): Promise<(DisputeLine & { next_day: string })[]> {
  const query = inTab(db('disputes as d').where('d.region_id', regionId), asked)
    .join('objections as o', 'o.id', 'd.objection_id')
    .leftJoin('bodies as b', 'b.id', 'd.body_id')
    .limit(limit);
  if (asked.tab === 'semua') {
    if (after) query.where('d.id', '<', after.id);
    query.orderBy('d.id', 'desc');
  } else {
    if (after) query.whereRaw(`(${NEXT_DAY}, d.id) > (?, ?)`, [after.day, after.id]);
    query.orderByRaw(`${NEXT_DAY}, d.id`);
  }
  return query.select(
    'd.*',
    'o.number as objection_number',
    'o.details',
    'b.name as body_name',
    db.raw(`${NEXT_DAY} as next_day`),
  );
}

/** How many disputes a list holds, counted no further than `most`. */
export async function disputeCount(db: DbOrTrx, regionId: number, asked: Asked, most: number): Promise<number> {
  const some = inTab(db('disputes as d').where('d.region_id', regionId), asked).limit(most).select('d.id').as('some');
  const found = await db.from(some).count({ n: '*' }).first();
  return Number(found?.n ?? 0);
}
