import type { DbOrTrx } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';

/** What shows whose an objection is: its own account, and the request behind it. */
export type Owned = {
  row: ObjectionRow;
  request: { id: number; number: string; publicId: string; userId: number | null } | null;
};

/** An objection with what shows whose it is; null when there is none of this number. */
export async function ownedObjection(db: DbOrTrx, regionId: number, number: string): Promise<Owned | null> {
  const row: ObjectionRow | undefined = await db('objections').where({ region_id: regionId, number }).first();
  if (!row) return null;
  if (row.request_id === null) return { row, request: null };
  const behind = await db('requests').where('id', row.request_id).first('id', 'number', 'public_id', 'user_id');
  return {
    row,
    request: behind && { id: behind.id, number: behind.number, publicId: behind.public_id, userId: behind.user_id },
  };
}
