import type { DbOrTrx } from '../db/connect';

export type BodyChoice = { id: number; slug: string; name: string };

/** The bodies whose tests somebody may prepare, by name. */
export async function preparableBodies(
  db: DbOrTrx,
  regionId: number,
  bodyIds: readonly number[] | null,
): Promise<BodyChoice[]> {
  const list = db('bodies').where({ region_id: regionId, active: 1 }).orderBy('name').select('id', 'slug', 'name');
  return bodyIds ? list.whereIn('id', [...bodyIds]) : list;
}

/** The body that holds a request, or was named in it; null when there is no such request. */
export async function bodyOfRequest(
  db: DbOrTrx,
  regionId: number,
  number: string,
): Promise<{ slug: string | null } | null> {
  if (!/^P-\d{4}-\d{6,}$/.test(number)) return null;
  const row = await db('requests as r')
    .leftJoin('bodies as b', (on) => on.on('b.id', db.raw('coalesce(r.assigned_body_id, r.body_id)')))
    .where({ 'r.region_id': regionId, 'r.number': number })
    .first('b.slug');
  return row ? { slug: row.slug ?? null } : null;
}

/** A document in the catalogue that a test is begun for: its title and whose it is. Null for one of a body not among these. */
export async function itemToTest(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
  bodies: readonly BodyChoice[],
): Promise<{ title: string; slug: string } | null> {
  const row = await db('documents').where({ region_id: regionId, public_id: publicId }).first('title', 'body_id');
  const body = row && bodies.find(({ id }) => id === row.body_id);
  return body ? { title: row.title, slug: body.slug } : null;
}
