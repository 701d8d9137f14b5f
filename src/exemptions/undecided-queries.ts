import type { DbOrTrx } from '../db/connect';

/** A published item that is called exempt while this portal holds no decision on it: what anyone may know of it. */
export type UndecidedEntry = { id: number; published_at: string; title: string; slug: string } & {
  body_name: string;
  body_slug: string;
};

export type UndecidedPlace = { publishedAt: string; id: number };
type Asked = { regionId: number; bodyId: number | null; after: UndecidedPlace | null; limit: number };

/** The newest first, along the index of state and category. One whose decision is over had one: it is not among them. */
export async function undecidedItems(
  db: DbOrTrx,
  { regionId, bodyId, after, limit }: Asked,
): Promise<UndecidedEntry[]> {
  const decided = db('exemptions as e').select('e.id').whereRaw('e.document_id = d.id').whereNotNull('e.decision_id');
  const list = db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where({ 'd.region_id': regionId, 'd.state': 'published', 'd.category': 'dikecualikan' })
    .whereNotExists(decided);
  if (bodyId !== null) list.where('d.body_id', bodyId);
  if (after !== null) list.whereRaw('(d.published_at, d.id) < (?, ?)', [after.publishedAt, after.id]);
  return list
    .orderBy([
      { column: 'd.published_at', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .limit(limit)
    .select('d.id', 'd.published_at', 'd.title', 'd.slug', 'b.name as body_name', 'b.slug as body_slug');
}
