import type { Db, DbOrTrx } from '../db/connect';
import { CASE_CHAINS } from './cases';

/** The chain of a case by its number, or one that is named itself (`settings`, `document:9`); null when there is none. */
export async function chainNamed(db: Db, regionId: number, typed: string): Promise<string | null> {
  for (const { table, prefix } of CASE_CHAINS) {
    const found = await db(table).where({ region_id: regionId, number: typed.toUpperCase() }).first('public_id');
    if (found) return `${prefix}:${found.public_id}`;
  }
  const event = await db('audit_events').where({ chain: typed, seq: 1, region_id: regionId }).first('chain');
  return event?.chain ?? null;
}

/** The numbers of the cases that these chains belong to. */
export async function numbersOf(
  db: Db,
  chains: readonly string[],
): Promise<Map<string, { number: string; kind: string }>> {
  const found = new Map<string, { number: string; kind: string }>();
  for (const { table, prefix } of CASE_CHAINS) {
    const start = `${prefix}:`;
    const ids = chains.filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
    if (ids.length === 0) continue;
    const rows: { public_id: string; number: string }[] = await db(table)
      .whereIn('public_id', ids)
      .select('public_id', 'number');
    for (const { public_id, number } of rows) found.set(start + public_id, { number, kind: prefix });
  }
  return found;
}

/** The kind of the case that has this number; null when there is none. */
export async function caseKindOf(db: DbOrTrx, regionId: number, number: string): Promise<string | null> {
  for (const { table, prefix } of CASE_CHAINS) {
    const found = await db(table).where({ region_id: regionId, number }).first('id');
    if (found) return prefix;
  }
  return null;
}
