import type { Request } from 'express';
import { type Db, writing } from '../../db/connect';
import { type Counted, count, isReading, type Tally, tallyOf } from './tally';

const CHUNK = 200;

/** Counts that somebody reads a document, in memory: a page must not wait for a number. */
export function countReading(
  db: Db,
  req: Pick<Request, 'headers' | 'method'>,
  documentId: number,
  what: Counted,
): void {
  if (isReading(req.headers, req.method)) count(tallyOf(db.client.config), documentId, what);
}

/**
 * Stores what was counted since the last time, in a statement for many documents. Called by the timer and at the end of
 * the program; a killed program loses the last seconds of numbers, nothing else.
 */
export async function storeCounts(db: Db): Promise<number> {
  const tally = tallyOf(db.client.config);
  const entries = [...tally];
  tally.clear();
  for (let i = 0; i < entries.length; i += CHUNK) {
    const rows = entries.slice(i, i + CHUNK).map(([document_id, counts]) => ({ document_id, ...counts }));
    try {
      await writing(db, (trx) =>
        trx('document_counts')
          .insert(rows)
          .onConflict('document_id')
          .merge({
            opened: trx.raw('document_counts.opened + excluded.opened'),
            downloaded: trx.raw('document_counts.downloaded + excluded.downloaded'),
          }),
      );
    } catch (error) {
      putBack(tally, entries.slice(i));
      throw error;
    }
  }
  return entries.length;
}

function putBack(tally: Tally, entries: readonly (readonly [number, Record<Counted, number>])[]): void {
  for (const [id, { opened, downloaded }] of entries) {
    const now = tally.get(id) ?? { opened: 0, downloaded: 0 };
    tally.set(id, { opened: now.opened + opened, downloaded: now.downloaded + downloaded });
  }
}
