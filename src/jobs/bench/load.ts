import type { Db } from '../../db/connect';
import type { RequestRow } from '../../db/tables';

/** Copies one filed request until `total` open requests stand in the table, none of them due before `until`. */
export async function copyRequests(db: Db, total: number, until: string): Promise<void> {
  const { id: _, ...pattern }: RequestRow = await db('requests').orderBy('id').first();
  const there = Number((await db('requests').count({ n: '*' }).first())?.n);
  for (let n = there; n < total; ) {
    const rows = Array.from({ length: Math.min(200, total - n) }, (_v, i) => ({
      ...pattern,
      public_id: `bench-${n + i}`,
      number: `P-2026-${900_000 + n + i}`,
      duplicate_key: null,
      next_action_at: until,
    }));
    await db('requests').insert(rows);
    n += rows.length;
  }
}
