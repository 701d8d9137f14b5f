import { deskPage } from '../catalogue/desk-queries';
import type { DbOrTrx } from '../db/connect';
import type { ItemChoice, ItemFound } from './item-choice';

const MOST_FOUND = 10;

/** Documents of one body whose title holds some words, last changed first; and the one that was chosen before. */
export async function itemChoice(
  db: DbOrTrx,
  regionId: number,
  bodyId: number | null,
  { query, chosen }: { query: string; chosen: string },
): Promise<ItemChoice> {
  if (bodyId === null) return { query, found: [], more: false, chosen: null };
  const asked = { regionId, bodyIds: [bodyId], state: null, subkind: null, title: query, after: null };
  const [page, known] = await Promise.all([
    query === '' ? { rows: [], next: null } : deskPage(db, { ...asked, limit: MOST_FOUND }),
    chosen === '' ? null : itemNamed(db, regionId, bodyId, chosen),
  ]);
  const found = page.rows.map(({ public_id, title, state, year }) => ({ public_id, title, state, year }));
  return { query, found, more: page.next !== null, chosen: known };
}

async function itemNamed(
  db: DbOrTrx,
  region_id: number,
  body_id: number,
  public_id: string,
): Promise<ItemFound | null> {
  const named = db('documents').where({ region_id, body_id, public_id });
  return (await named.first('public_id', 'title', 'state', 'year')) ?? null;
}
