import type { DbOrTrx } from '../../db/connect';
import type { Deps } from '../../deps';

/** True while the letter that asks for papers still waits for the mail server: nobody lapses for a letter that never left. */
export async function incompleteLetterWaits(
  deps: Pick<Deps, 'mail'>,
  db: DbOrTrx,
  requestId: number,
): Promise<boolean> {
  if (!deps.mail.configured) return false;
  const waiting = await db('outbox as o')
    .join('letters as l', 'l.id', 'o.letter_id')
    .where({ 'o.request_id': requestId, 'l.case_kind': 'request', 'l.kind': 'incomplete' })
    .whereIn('o.state', ['pending', 'claimed', 'handing_over', 'failed', 'uncertain'])
    .first('o.id');
  return waiting !== undefined;
}
