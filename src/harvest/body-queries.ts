import type { DbOrTrx } from '../db/connect';

/** The id of a body by its slug; null when the region has none of that name. */
export async function bodyIdOf(db: DbOrTrx, regionId: number, slug: string): Promise<number | null> {
  return (await db('bodies').where({ region_id: regionId, slug, active: 1 }).first('id'))?.id ?? null;
}
