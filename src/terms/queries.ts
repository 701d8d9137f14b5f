import type { DbOrTrx } from '../db/connect';
import type { TermOverrideRow } from '../db/tables/terms';
import type { SetOverride } from './standing';

// By the settings object that a database and its transactions share: two databases of one process never mix.
const kept = new WeakMap<object, Map<number, { key: string; overrides: SetOverride[] }>>();

/**
 * Every override the region ever set, oldest first; `termsOn` picks those of a day. Asks the database for the newest row
 * only, and for all of them when there is a newer one.
 */
export async function overridesOf(db: DbOrTrx, regionId: number): Promise<SetOverride[]> {
  const ofRegion = () => db<TermOverrideRow>('term_overrides').where('region_id', regionId);
  const newest = await ofRegion().orderBy('id', 'desc').first();
  if (!newest) return [];
  // The whole row, because its id comes back when the transaction that took it is undone.
  const key = JSON.stringify(newest);
  const regions = keptFor(db);
  const found = regions.get(regionId);
  if (found?.key === key) return found.overrides;
  const overrides = await ofRegion().orderBy('id').select('id', 'code', 'length', 'reason', 'in_force_on');
  regions.set(regionId, { key, overrides });
  return overrides;
}

export type OverrideEntry = Omit<TermOverrideRow, 'region_id' | 'set_by'> & { set_by_name: string };

/** What was set, the newest first, with who set it: of one term, or of all. */
export async function overrideHistory(
  db: DbOrTrx,
  regionId: number,
  { code = null, limit }: { code?: string | null; limit: number },
): Promise<OverrideEntry[]> {
  const query = db('term_overrides as o').join('users as u', 'u.id', 'o.set_by').where('o.region_id', regionId);
  if (code !== null) query.where('o.code', code);
  return query
    .orderBy('o.id', 'desc')
    .limit(limit)
    .select('o.id', 'o.code', 'o.length', 'o.reason', 'o.in_force_on', 'o.set_at', 'u.name as set_by_name');
}

function keptFor(db: DbOrTrx) {
  const settings: object = db.client.config;
  const regions = kept.get(settings) ?? new Map();
  kept.set(settings, regions);
  return regions;
}
