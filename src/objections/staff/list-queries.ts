import type { DbOrTrx } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import { OBJECTION_STATES, type ObjectionState } from '../../workflow/objection-facts';

/** Every way to look at objections, in the order of the tabs. */
export const OBJECTION_TABS = ['terbuka', 'pelaksanaan', 'selesai', 'semua'] as const;
export type ObjectionTab = (typeof OBJECTION_TABS)[number];

/** One line of a list: the objection with the name of its body. */
export type ObjectionLineRow = ObjectionRow & { body_name: string | null };

/** A place in a list that is ordered by day and then by the order of filing. */
export type Place = { day: string; id: number };

export type ObjectionQuery = {
  tab: ObjectionTab;
  /** Only objections about these bodies' information; null for all. */
  bodyIds: readonly number[] | null;
  after: Place | null;
  limit: number;
};

const STATES: Readonly<Record<Exclude<ObjectionTab, 'pelaksanaan'>, readonly ObjectionState[]>> = {
  terbuka: ['registered'],
  selesai: ['upheld', 'unanswered', 'withdrawn', 'closed'],
  semua: OBJECTION_STATES,
};

/** The column that orders a tab: its last day, or the day a granted one is carried out by. */
export const dayOf = (tab: ObjectionTab): 'due_on' | 'execute_by' => (tab === 'pelaksanaan' ? 'execute_by' : 'due_on');

/**
 * One page of a tab. Each state is read along its own index and no further than the page needs; the few rows are merged
 * here. Gives up to `limit` rows: ask for one more than you show.
 */
export async function objectionPage(db: DbOrTrx, regionId: number, query: ObjectionQuery): Promise<ObjectionLineRow[]> {
  const { tab, limit } = query;
  const day = dayOf(tab);
  const newestFirst = tab === 'selesai' || tab === 'semua';
  const way = newestFirst ? 'desc' : 'asc';
  const parts = await Promise.all(
    sources(db, regionId, query).map((source): Promise<ObjectionRow[]> => {
      const { after } = query;
      if (after) source.whereRaw(`(${day}, id) ${newestFirst ? '<' : '>'} (?, ?)`, [after.day, after.id]);
      return source
        .orderBy([
          { column: day, order: way },
          { column: 'id', order: way },
        ])
        .limit(limit);
    }),
  );
  const sign = newestFirst ? -1 : 1;
  const at = (row: ObjectionRow): string => row[day] ?? '';
  const rows = parts
    .flat()
    .sort((a, b) => sign * (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.id - b.id))
    .slice(0, limit);
  return withBodies(db, rows);
}

/** How many objections a tab holds, counted no further than `most`. */
export async function objectionCount(
  db: DbOrTrx,
  regionId: number,
  query: Pick<ObjectionQuery, 'tab' | 'bodyIds'>,
  most: number,
): Promise<number> {
  const counts = await Promise.all(
    sources(db, regionId, query).map(async (source) => {
      const found = await db.from(source.limit(most).select('id').as('some')).count({ n: '*' }).first();
      return Number(found?.n ?? 0);
    }),
  );
  return Math.min(
    most,
    counts.reduce((sum, n) => sum + n, 0),
  );
}

type Source = ReturnType<DbOrTrx>;

function sources(db: DbOrTrx, regionId: number, { tab, bodyIds }: Pick<ObjectionQuery, 'tab' | 'bodyIds'>): Source[] {
  const all = (): Source => {
    const source = db('objections').where('region_id', regionId);
    if (bodyIds) source.whereIn('body_id', [...bodyIds]);
    return source;
  };
  if (tab === 'pelaksanaan') return [all().whereNotNull('execute_by').whereNull('executed_on')];
  return STATES[tab].map((state) => all().where('state', state));
}

/**
 * The register of a year of receipt, in the order of receipt (Perki 1/2021 Pasal 43(2)), after a place in that order.
 * Gives up to `limit` rows.
 */
export async function registerPage(
  db: DbOrTrx,
  regionId: number,
  { year, after, limit }: { year: number; after: Place | null; limit: number },
): Promise<ObjectionLineRow[]> {
  const query = db('objections')
    .where('region_id', regionId)
    .whereBetween('received_on', [`${year}-01-01`, `${year}-12-31`])
    .orderBy(['received_on', 'id'])
    .limit(limit);
  if (after) query.whereRaw('(received_on, id) > (?, ?)', [after.day, after.id]);
  return withBodies(db, await query);
}

async function withBodies(db: DbOrTrx, rows: readonly ObjectionRow[]): Promise<ObjectionLineRow[]> {
  const ids = [...new Set(rows.flatMap((row) => (row.body_id === null ? [] : [row.body_id])))];
  const bodies: { id: number; name: string }[] = ids.length
    ? await db('bodies').whereIn('id', ids).select('id', 'name')
    : [];
  return rows.map((row) => ({ ...row, body_name: bodies.find(({ id }) => id === row.body_id)?.name ?? null }));
}
