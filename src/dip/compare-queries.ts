import type { DbOrTrx } from '../db/connect';
import type { DipRowRow, DipVersionRow } from '../db/tables/dip';
import { covered } from './row-queries';

/** One difference between two versions: the row before (null: it is new) and after (null: it is gone). */
export type Difference = { document_id: number; before: DipRowRow | null; after: DipRowRow | null };

/** `next`: where the comparison goes on; null when both registers were looked through. */
export type Differences = { found: Difference[]; next: number | null };

type Version = Pick<DipVersionRow, 'id'>;

/** How many documents one look goes over, and how many looks one page takes. */
const WINDOW = 20_000;
const MOST_LOOKS = 5;

/**
 * The next differences between two versions by the document they are about, `limit` at most. A row is the same when what
 * it says is the same: another number is no difference. One page looks at a bounded part of both registers.
 */
export async function differences(
  db: DbOrTrx,
  [before, after]: readonly [Version, Version],
  { from, limit }: { from: number; limit: number },
): Promise<Differences> {
  const last = await lastDocument(db, [before.id, after.id]);
  const ids: number[] = [];
  let at = from;
  for (let look = 0; look < MOST_LOOKS && at < last && ids.length <= limit; look++) {
    const window = { after: at, to: at + WINDOW };
    ids.push(...(await differing(db, before.id, after.id, window, limit + 1 - ids.length)));
    at += WINDOW;
  }
  const shown = ids.slice(0, limit);
  const next = ids.length > limit ? (shown.at(-1) ?? null) : at < last ? at : null;
  const [old, fresh] = await Promise.all([rowsOf(db, before.id, shown), rowsOf(db, after.id, shown)]);
  return {
    found: shown.map((id) => ({ document_id: id, before: old.get(id) ?? null, after: fresh.get(id) ?? null })),
    next,
  };
}

async function lastDocument(db: DbOrTrx, versions: number[]): Promise<number> {
  const ends = await Promise.all(
    versions.map((id) => db('dip_rows').where('version_id', id).max({ last: 'document_id' }).first()),
  );
  return Math.max(0, ...ends.map((row) => Number(row?.last ?? 0)));
}

/** Documents in the window that only one version holds, or that both hold with another content, in order. */
async function differing(
  db: DbOrTrx,
  before: number,
  after: number,
  window: { after: number; to: number },
  limit: number,
): Promise<number[]> {
  const side = async (own: number, other: number, changedToo: boolean): Promise<number[]> => {
    const query = db('dip_rows as r')
      .leftJoin('dip_rows as o', (on) => on.on('o.document_id', 'r.document_id').andOnVal('o.version_id', other))
      .where('r.version_id', own)
      .where('r.document_id', '>', window.after)
      .where('r.document_id', '<=', window.to)
      .where((some) => {
        some.whereNull('o.document_id');
        if (changedToo) some.orWhereRaw('o.hash <> r.hash');
      });
    return query.orderBy('r.document_id').limit(limit).pluck('r.document_id');
  };
  const [fresh, gone] = await Promise.all([side(after, before, true), side(before, after, false)]);
  return [...fresh, ...gone].sort((a, b) => a - b).slice(0, limit);
}

async function rowsOf(db: DbOrTrx, versionId: number, ids: readonly number[]): Promise<Map<number, DipRowRow>> {
  const rows: DipRowRow[] = await db('dip_rows').where('version_id', versionId).whereIn('document_id', ids);
  return new Map((await covered(db, rows)).map((row) => [row.document_id, row]));
}
