import type { DbOrTrx } from '../db/connect';

/** How many row numbers one part of the site map spans; the protocol allows 50,000 addresses a part. */
export const PART = 20_000;

/** How many parts the site map has. Asks for the highest row number only. */
export async function sitemapParts(db: DbOrTrx): Promise<number> {
  const row = await db('documents').max({ highest: 'id' }).first();
  return Math.ceil(Number(row?.highest ?? 0) / PART);
}

/** The published documents of part `part` (from 1), by row number: no offset is ever counted off. */
export async function sitemapPart(
  db: DbOrTrx,
  regionId: number,
  part: number,
): Promise<{ slug: string; updated_at: string }[]> {
  return db('documents')
    .whereBetween('id', [(part - 1) * PART + 1, part * PART])
    .where({ region_id: regionId, state: 'published' })
    .orderBy('id')
    .select('slug', 'updated_at');
}
