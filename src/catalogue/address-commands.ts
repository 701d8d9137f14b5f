import { isUniqueViolation, type Trx } from '../db/connect';
import type { DocumentRow } from '../db/tables/catalogue';
import { slugOf } from './slugs';

/** Gives the address of a document that is about to be public. */
export type AddressOf = (row: DocumentRow, trx: Trx) => Promise<string> | string;

/**
 * Publishes with an address made of the title; marked where another document has it, also when that one took it between
 * the look and the write. `publish` is one transaction and may run twice.
 */
export async function withAddress<T>(publish: (addressOf: AddressOf) => Promise<T>): Promise<T> {
  const marked = (row: DocumentRow) => `${slugOf(row.title)}-${row.public_id.slice(-6)}`;
  const kept =
    (make: AddressOf): AddressOf =>
    (row, trx) =>
      row.published_at ? row.slug : make(row, trx);
  try {
    return await publish(kept(async (row, trx) => ((await slugTaken(trx, row)) ? marked(row) : slugOf(row.title))));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return publish(kept(marked));
  }
}

async function slugTaken(trx: Trx, row: DocumentRow): Promise<boolean> {
  const taken = await trx('documents')
    .where({ region_id: row.region_id, slug: slugOf(row.title) })
    .whereNot('id', row.id)
    .first('id');
  return taken !== undefined;
}
