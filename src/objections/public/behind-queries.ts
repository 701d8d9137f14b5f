import type { DbOrTrx } from '../../db/connect';

/** The objections against a request that are not answered yet. */
export async function openObjections(
  db: DbOrTrx,
  requestId: number,
): Promise<{ number: string; public_id: string; ground: string }[]> {
  return db('objections')
    .where({ request_id: requestId, state: 'registered' })
    .orderBy('id')
    .limit(50)
    .select('number', 'public_id', 'ground');
}

/** An item that is or was published, by its slug; undefined for any other. */
export async function shownItem(
  db: DbOrTrx,
  regionId: number,
  slug: string,
): Promise<{ id: number; title: string; body_id: number } | undefined> {
  return db('documents')
    .where({ region_id: regionId, slug })
    .whereIn('state', ['published', 'withdrawn'])
    .first('id', 'title', 'body_id');
}
