import type { DbOrTrx } from '../../db/connect';
import type { EscalationRow } from '../../db/tables/ladder';
import { baseStep } from '../../workflow/escalations';
import { WALK } from './walk';

/** Rungs sent between two instants, in a region or about the work of one body: those its holder or head was sent. */
export type AskedRungs = { regionId: number; from: string; before: string; bodyId?: number };

export type EscalationCell = { case_kind: string; step: string; fired: number; stopped: number };

/** A breach of personal data is nobody's statistic. */
const sent = (db: DbOrTrx, { regionId, from, before, bodyId }: AskedRungs) =>
  db('escalations as e')
    .where({ 'e.region_id': regionId, 'e.state': 'sent' })
    .whereNot('e.case_kind', 'breach')
    .where('e.fired_at', '>=', from)
    .where('e.fired_at', '<', before)
    .modify((query) => {
      if (bodyId !== undefined) query.where('e.body_id', bodyId);
    });

/**
 * The rungs that were sent in a year, and at which of them a case stopped: no later rung of the same case was sent by then.
 */
export async function escalationCells(db: DbOrTrx, asked: AskedRungs): Promise<EscalationCell[]> {
  if (asked.bodyId !== undefined) return cellsOfBody(db, asked);
  // One rung has a row for each addressee: it counts once.
  const rungs = sent(db, asked).distinct('case_kind', 'case_id', 'step', 'due_on');
  const last = sent(db, asked).groupBy('case_kind', 'case_id').select(db.raw('max(id)'));
  const fired = await db
    .from(rungs.as('r'))
    .groupBy('case_kind', 'step')
    .select('case_kind', 'step', db.raw('count(*) as n'));
  const stopped = await db('escalations')
    .whereIn('id', last)
    .groupBy('case_kind', 'step')
    .select('case_kind', 'step', db.raw('count(*) as n'));
  const ends = new Map(stopped.map((row) => [`${row.case_kind} ${row.step}`, Number(row.n)]));
  return fired.map(({ case_kind, step, n }: { case_kind: string; step: string; n: number }) => ({
    ...{ case_kind, step, fired: Number(n), stopped: ends.get(`${case_kind} ${step}`) ?? 0 },
  }));
}

/** What one body was sent is little: each rung is asked on its own whether a later one came, to whomever it went. */
async function cellsOfBody(db: DbOrTrx, asked: AskedRungs): Promise<EscalationCell[]> {
  const rows: Record<string, unknown>[] = await sent(db, asked)
    .whereRaw(...firstRow(asked))
    .groupBy('e.case_kind', 'e.step')
    .select('e.case_kind', 'e.step', db.raw('count(*) as fired'))
    .select(db.raw(`sum(CASE WHEN ${NO_LATER} THEN 1 ELSE 0 END) as stopped`, [asked.before]));
  return rows.map(({ case_kind, step, fired, stopped }) => ({
    ...{ case_kind: String(case_kind), step: String(step), fired: Number(fired), stopped: Number(stopped) },
  }));
}

const SAME_CASE = 'x.case_kind = e.case_kind AND x.case_id = e.case_id';

/** Of the rows of one rung, the first: each addressee has a row. */
function firstRow({ from, bodyId }: AskedRungs): [string, (string | number)[]] {
  const mine = bodyId === undefined ? '' : ' AND x.body_id = ?';
  return [
    `NOT EXISTS (SELECT 1 FROM escalations x WHERE ${SAME_CASE} AND x.step = e.step AND x.due_on = e.due_on
      AND x.id < e.id AND x.state = 'sent' AND x.fired_at >= ?${mine})`,
    bodyId === undefined ? [from] : [from, bodyId],
  ];
}

/** No other rung of the case was sent after it, as far as is known by then. */
const NO_LATER = `NOT EXISTS (SELECT 1 FROM escalations x WHERE ${SAME_CASE} AND x.id > e.id AND x.state = 'sent'
  AND x.fired_at < ? AND NOT (x.step = e.step AND x.due_on = e.due_on))`;

export type FiredRung = Pick<EscalationRow, 'id' | 'case_id' | 'step' | 'due_on' | 'fired_at'> & {
  case_kind: 'request' | 'objection' | 'dispute';
};

/** Where a page of rungs ended. */
export type RungPlace = { at: string; id: number };

const BATCH = 1_000;

/**
 * The rungs behind a number, in the order in which they were sent: every one of a step, or those after which nothing more
 * was sent. A step that repeats goes by its base name. One page looks through `WALK` rungs and no more; `walked` is the
 * instant it came to where nothing more was found.
 */
export async function rungsBehind(
  db: DbOrTrx,
  asked: AskedRungs,
  { step, stopped }: { step: string; stopped: boolean },
  { after, limit }: { after: RungPlace | null; limit: number },
): Promise<{ rungs: FiredRung[]; next: RungPlace | null; walked: string | null }> {
  const found: FiredRung[] = [];
  const end = await endOfWalk(db, asked, after);
  for (let from = after; found.length <= limit; ) {
    const query = sent(db, asked)
      .where((named) =>
        named.where('e.step', step).orWhereRaw(`e.step LIKE ? ESCAPE '\\'`, [`${step.replaceAll('_', '\\_')}\\_%`]),
      )
      .whereRaw(...firstRow(asked))
      .orderBy(['e.fired_at', 'e.id'])
      .limit(BATCH);
    if (stopped) query.whereRaw(NO_LATER, [asked.before]);
    if (from) query.whereRaw('(e.fired_at, e.id) > (?, ?)', [from.at, from.id]);
    if (end) query.whereRaw('(e.fired_at, e.id) <= (?, ?)', [end.at, end.id]);
    const rows: FiredRung[] = await query.select(
      'e.id',
      'e.case_kind',
      'e.case_id',
      'e.step',
      'e.due_on',
      'e.fired_at',
    );
    found.push(...rows.filter((row) => baseStep(row.step) === step));
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) break;
    from = { at: last.fired_at, id: last.id };
  }
  const rungs = found.slice(0, limit);
  const last = rungs.at(-1);
  if (found.length > limit && last) return { rungs, next: { at: last.fired_at, id: last.id }, walked: null };
  return { rungs, next: end, walked: end?.at ?? null };
}

/** The rung at which a walk from `after` on has seen its lines, whoever they were sent to; null where they end before. */
async function endOfWalk(
  db: DbOrTrx,
  { regionId, from, before }: AskedRungs,
  after: RungPlace | null,
): Promise<RungPlace | null> {
  const query = db('escalations as e')
    .where('e.region_id', regionId)
    .where('e.fired_at', '>=', from)
    .where('e.fired_at', '<', before)
    .orderBy(['e.fired_at', 'e.id'])
    .offset(WALK - 1);
  if (after) query.whereRaw('(e.fired_at, e.id) > (?, ?)', [after.at, after.id]);
  return (await query.first('e.fired_at as at', 'e.id')) ?? null;
}
