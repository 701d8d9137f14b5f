import type { DbOrTrx } from '../db/connect';
import type { BodyRow } from '../db/tables/bodies';
import type { HarvestItemRow, HarvestRunRow, HarvestSourceRow } from '../db/tables/harvest';

/** A source with the body whose documents it holds. */
export type ListedSource = HarvestSourceRow & Pick<BodyRow, 'slug'> & { body_name: string; body_trusted: number };

const sources = (db: DbOrTrx, regionId: number) =>
  db('harvest_sources as s')
    .join('bodies as b', 'b.id', 's.body_id')
    .where('s.region_id', regionId)
    .select('s.*', 'b.slug', 'b.name as body_name', 'b.trusted as body_trusted');

/** Sources that have not ended, by body and name, from behind `after`. */
export async function listedSources(
  db: DbOrTrx,
  regionId: number,
  { after, limit }: { after: number; limit: number },
): Promise<ListedSource[]> {
  return sources(db, regionId).whereNull('s.ended_at').where('s.id', '>', after).orderBy('s.id').limit(limit);
}

export async function sourceByPublicId(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<ListedSource | undefined> {
  return sources(db, regionId).where('s.public_id', publicId).first();
}

/** Sources whose time has come and that nobody reads: `now` is legal time, `real` the time by which claims run out. */
export async function dueSources(
  db: DbOrTrx,
  regionId: number,
  { now, real, limit }: { now: string; real: string; limit: number },
): Promise<{ id: number }[]> {
  return db('harvest_sources')
    .where({ region_id: regionId, active: 1, ended_at: null })
    .where('next_run_at', '<=', now)
    .where((open) => open.whereNull('claimed_until').orWhere('claimed_until', '<', real))
    .orderBy('next_run_at')
    .limit(limit)
    .select('id');
}

/** The last runs of a source, the latest first. */
export async function lastRuns(db: DbOrTrx, sourceId: number, limit: number): Promise<HarvestRunRow[]> {
  return db('harvest_runs').where('source_id', sourceId).orderBy('id', 'desc').limit(limit);
}

export type GoneItem = Pick<HarvestItemRow, 'id' | 'gone_at' | 'withdrawn_at' | 'kept'> & {
  title: string;
  public_id: string;
  state: string;
};

/** What a source has no more, the first gone first. */
export async function goneItems(
  db: DbOrTrx,
  sourceId: number,
  { after, limit }: { after: number; limit: number },
): Promise<GoneItem[]> {
  return db('harvest_items as i')
    .join('documents as d', 'd.id', 'i.document_id')
    .where('i.source_id', sourceId)
    .whereNotNull('i.gone_at')
    .where('i.id', '>', after)
    .orderBy('i.id')
    .limit(limit)
    .select('i.id', 'i.gone_at', 'i.withdrawn_at', 'i.kept', 'd.title', 'd.public_id', 'd.state');
}

/** How many items a source holds, and how many of those it had are gone. */
export async function itemCounts(db: DbOrTrx, sourceId: number): Promise<{ here: number; gone: number }> {
  const [row] = await db('harvest_items').where('source_id', sourceId).count({ all: '*', gone: 'gone_at' });
  const gone = Number(row?.gone ?? 0);
  return { here: Number(row?.all ?? 0) - gone, gone };
}

const HOSTS = 'harvest_hosts';

/** The hosts that an administrator allows, beside those of the environment. */
export async function keptHosts(db: DbOrTrx, regionId: number): Promise<string[]> {
  const row = await db('settings').where({ region_id: regionId, key: HOSTS }).first('value');
  return row ? (JSON.parse(row.value) as string[]) : [];
}
