import type { Trx } from '../db/connect';

/** Whose mails are forgotten: those of a request, of letters, and those whose key begins with one of `keys`. */
export type Forgotten = { requestId: number | null; letterIds: readonly number[]; keys: readonly string[] };

/** True while one of them is on its way: its contents must stay until it has left. */
export async function mailOnItsWay(trx: Trx, whose: Forgotten): Promise<boolean> {
  return (await rows(trx, whose).whereIn('state', ['claimed', 'handing_over']).first('id')) !== undefined;
}

/** Deletes mails with their sealed addresses and texts; gives how many. */
export async function forgetMails(trx: Trx, whose: Forgotten): Promise<number> {
  return rows(trx, whose).delete();
}

const rows = (trx: Trx, { requestId, letterIds, keys }: Forgotten) =>
  trx('outbox').where((either) => {
    if (requestId !== null) either.orWhere('request_id', requestId);
    if (letterIds.length > 0) either.orWhereIn('letter_id', letterIds);
    // `;` follows `:`: every key that begins so, by the unique index.
    for (const key of keys)
      either.orWhere((range) => range.where('dedupe_key', '>=', `${key}:`).where('dedupe_key', '<', `${key};`));
  });
