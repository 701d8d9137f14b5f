import type { DbOrTrx } from '../db/connect';
import type { BodyRow } from '../db/tables/bodies';

/** The body with this slug, inactive ones too, or null. */
export async function bodyBySlug(db: DbOrTrx, regionId: number, slug: string): Promise<BodyRow | null> {
  return (await db('bodies').where({ region_id: regionId, slug }).first()) ?? null;
}

/** The body with this id, inactive ones too, or null. */
export async function bodyById(db: DbOrTrx, regionId: number, id: number): Promise<BodyRow | null> {
  return (await db('bodies').where({ region_id: regionId, id }).first()) ?? null;
}

/** All bodies that are active, or with `inactiveToo` every one: offices first, then the districts, each by name. */
export async function listBodies(db: DbOrTrx, regionId: number, { inactiveToo = false } = {}): Promise<BodyRow[]> {
  const query = db('bodies').where('region_id', regionId);
  if (!inactiveToo) query.where('active', 1);
  const rows: BodyRow[] = await query;
  const rank = (row: BodyRow) => (row.kind === 'kecamatan' ? 1 : 0);
  // Sorted here: the engines disagree about capitals and accents.
  return rows.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}
