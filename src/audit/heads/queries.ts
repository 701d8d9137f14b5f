import type { DbOrTrx } from '../../db/connect';
import type { AuditHeadRow } from '../../db/tables/audit';

export const ADDRESSES_KEY = 'audit_head_addresses';

/** Where the head of each day is sent, as an administrator keeps it. */
export async function headAddresses(db: DbOrTrx, regionId: number): Promise<string[]> {
  const row = await db('settings').where({ region_id: regionId, key: ADDRESSES_KEY }).first('value');
  return row ? JSON.parse(row.value) : [];
}

/** The heads of past days, newest first; `before` is the last day of the page before. */
export async function headHistory(
  db: DbOrTrx,
  regionId: number,
  { before, limit }: { before: string | null; limit: number },
): Promise<AuditHeadRow[]> {
  return db('audit_heads')
    .where('region_id', regionId)
    .modify((query) => {
      if (before) query.where('day', '<', before);
    })
    .orderBy('day', 'desc')
    .limit(limit);
}
