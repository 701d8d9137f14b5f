import { type Db, snapshot } from '../../db/connect';
import type { DipRowRow, DipVersionRow } from '../../db/tables/dip';
import { chained, contentHash, NO_ROWS } from '../row';
import { rowsBetween } from '../row-queries';

/** Whether a version's rows are those over which the hash in the log was made. `number` is the first row that differs. */
export type DipVerdict =
  | { ok: true; rows: number; hash: string }
  | { ok: false; number: number | null; reason: DipFault };

export type DipFault = 'no_event' | 'row_missing' | 'row_changed' | 'too_many_rows' | 'hash_differs';

/** The first enacted version whose rows are not those of the log; null when all are. One after the other. */
export async function firstBrokenDip(
  db: Db,
  regionId: number,
): Promise<{ chain: string; id: number; seq: number; reason: string } | null> {
  const versions: DipVersionRow[] = await db('dip_versions')
    .where({ region_id: regionId, state: 'enacted' })
    .orderBy('number');
  for (const version of versions) {
    const verdict = await verifyDip(db, version);
    if (verdict.ok) continue;
    return { chain: `dip:${version.public_id}`, id: version.id, seq: verdict.number ?? 0, reason: verdict.reason };
  }
  return null;
}

const PAGE = 1_000;

/**
 * Reads a version's rows page by page, makes each hash anew, and compares the end with what the event in the log says.
 * The log itself is proved by its own chain. One unchanging view of the data.
 */
export async function verifyDip(
  db: Db,
  version: Pick<DipVersionRow, 'id' | 'public_id' | 'row_count'>,
): Promise<DipVerdict> {
  return snapshot(db, async (trx): Promise<DipVerdict> => {
    const logged = await trx('audit_events')
      .where({ chain: `dip:${version.public_id}`, kind: 'dip_proposed' })
      .first('payload');
    if (!logged) return { ok: false, number: null, reason: 'no_event' };
    const said: { rows: number; rows_hash: string } = JSON.parse(logged.payload).detail;
    let head = NO_ROWS;
    for (let from = 1; from <= said.rows; from += PAGE) {
      const to = Math.min(from + PAGE - 1, said.rows);
      const rows = await rowsBetween(trx, { id: version.id, row_count: said.rows }, from, to);
      for (let number = from; number <= to; number++) {
        const row: DipRowRow | undefined = rows[number - from];
        if (row?.number !== number) return { ok: false, number, reason: 'row_missing' };
        if (contentHash(row) !== row.hash) return { ok: false, number, reason: 'row_changed' };
        head = chained(head, row);
      }
    }
    if (head !== said.rows_hash) return { ok: false, number: null, reason: 'hash_differs' };
    const more = await trx('dip_rows').where('version_id', version.id).where('number', '>', said.rows).first('number');
    if (more || version.row_count !== said.rows) return { ok: false, number: said.rows + 1, reason: 'too_many_rows' };
    return { ok: true, rows: said.rows, hash: head };
  });
}
