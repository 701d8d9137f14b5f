import type { DbOrTrx } from '../../db/connect';
import type { CaseKind } from '../../db/tables/cases';
import type { Deps } from '../../deps';

/**
 * True while a letter that starts one of the requester's clocks still waits for the mail server: nobody lapses, and no
 * window ends, for a letter that never left. Without a mail server letters count as sent the day they are written.
 */
export async function letterWaits(
  deps: Pick<Deps, 'mail'>,
  db: DbOrTrx,
  of: { kind: CaseKind; id: number; letters: readonly string[] },
): Promise<boolean> {
  if (!deps.mail.configured) return false;
  const waiting = await db('letters as l')
    .join('outbox as o', 'o.letter_id', 'l.id')
    .where({ 'l.case_kind': of.kind, 'l.case_id': of.id })
    .whereIn('l.kind', [...of.letters])
    .whereIn('o.state', ['pending', 'claimed', 'handing_over', 'failed', 'uncertain'])
    .first('o.id');
  return waiting !== undefined;
}
