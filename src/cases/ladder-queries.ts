import type { DbOrTrx } from '../db/connect';
import type { Rung } from '../workflow/escalations';
import { DEFAULT_LADDER } from '../workflow/ladder';

export const LADDER_SETTING = 'escalation_ladder';

// By the settings object that a database and its transactions share: two databases of one process never mix.
const kept = new WeakMap<object, Map<number, { at: string; ladder: readonly Rung[] }>>();

/** The ladder in force: the one an administrator keeps, else the one every installation starts with. */
export async function ladderInForce(db: DbOrTrx, regionId: number): Promise<readonly Rung[]> {
  const row = await db('settings').where({ region_id: regionId, key: LADDER_SETTING }).first('value', 'updated_at');
  if (!row) return DEFAULT_LADDER;
  const regions = kept.get(db.client.config) ?? new Map();
  kept.set(db.client.config, regions);
  const known = regions.get(regionId);
  if (known?.at === row.updated_at) return known.ladder;
  const ladder = (JSON.parse(row.value) as { rungs: Rung[] }).rungs;
  regions.set(regionId, { at: row.updated_at, ladder });
  return ladder;
}
