import { appendToCase } from '../../audit/commands';
import { calendarInForce } from '../../calendar/queries';
import { worldAt } from '../../cases/world';
import { isPostgres, writing } from '../../db/connect';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { accessCode } from '../../secrets/keys';
import { factsOf } from '../facts';
import { openIdentity } from '../identity';
import { writeCaseLetter } from '../letters/commands';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Mails the code of a case to the address on file, and to no other; at most once an hour, so that nobody can flood a
 * requester's mailbox. With `email` only when that is the address. False when nothing was sent; callers say the same
 * either way.
 */
export async function sendCodeAgain(
  deps: Deps,
  requestId: number,
  { email }: { email?: string } = {},
): Promise<boolean> {
  const { keys, regionId } = deps;
  const cal = await calendarInForce(deps.db, regionId);
  return writing(deps.db, async (trx) => {
    const query = trx('requests').where({ id: requestId, region_id: regionId });
    const row: RequestRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    const identity = row && openIdentity(keys, row);
    if (!row || !identity?.email || (email !== undefined && email !== identity.email.toLowerCase())) return false;
    const at = deps.clock.now();
    const now = at.toISOString();
    const since = new Date(at.getTime() - HOUR_MS).toISOString();
    const recent = await trx('letters')
      .where({ request_id: row.id, kind: 'code_again' })
      .where('created_at', '>', since)
      .first('id');
    if (recent) return false;
    await writeCaseLetter(worldAt(deps, trx, cal, []), {
      ...{ row, facts: factsOf(row), identity, kind: 'code_again', dedupeKey: `code_again:${row.public_id}:${now}` },
      more: { code: accessCode(keys, row.public_id) },
    });
    const entry = { regionId, kind: 'code_sent', occurredAt: now, recordedAt: now, actor: { role: 'requester' } };
    const head = await appendToCase(trx, `request:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [entry]);
    await trx('requests').where({ id: row.id, seq: row.seq }).update({ seq: head.seq, head_hash: head.hash });
    return true;
  });
}
