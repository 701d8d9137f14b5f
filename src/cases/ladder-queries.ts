import type { DbOrTrx } from '../db/connect';
import type { Rung } from '../workflow/escalations';
import { DEFAULT_LADDER } from '../workflow/ladder';

/** A ladder with the version it is; null for the one every installation starts with. */
export type KeptLadder = { version: string | null; rungs: readonly Rung[] };

const AT_FIRST: KeptLadder = { version: null, rungs: DEFAULT_LADDER };

// By the settings object that a database and its transactions share: two databases of one process never mix.
const kept = new WeakMap<object, Map<number, KeptLadder>>();

/** The ladder in force: the newest version an administrator made, else the one every installation starts with. */
export async function ladderInForce(db: DbOrTrx, regionId: number): Promise<readonly Rung[]> {
  return (await keptLadder(db, regionId)).rungs;
}

/** The same with its version. A version never changes, so that only its name is asked for once it is known. */
export async function keptLadder(db: DbOrTrx, regionId: number): Promise<KeptLadder> {
  const newest = () => db('ladder_versions').where('region_id', regionId).orderBy('id', 'desc');
  // The random name, because a number comes back when the transaction that took it is undone.
  const row = await newest().first('public_id');
  if (!row) return AT_FIRST;
  const regions: Map<number, KeptLadder> = kept.get(db.client.config) ?? new Map();
  kept.set(db.client.config, regions);
  const known = regions.get(regionId);
  if (known && known.version === row.public_id) return known;
  const { rungs } = await db('ladder_versions').where('public_id', row.public_id).first('rungs');
  const ladder: KeptLadder = { version: row.public_id, rungs: JSON.parse(rungs) };
  regions.set(regionId, ladder);
  return ladder;
}
