import { appendToCase } from '../../audit/commands';
import { calendarInForce } from '../../calendar/queries';
import { worldAt } from '../../cases/world';
import { isPostgres, writing } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { writeLetters } from '../../letters/commands';
import { accessCode } from '../../secrets/keys';
import { objectionFacts } from '../facts';
import { objectionLetter } from '../letter';
import { objectorOf } from '../party';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Mails the code of an objection to the address on file, and to no other; at most once an hour. With `email` only when
 * that is the address. False when nothing was sent; callers say the same either way.
 */
export async function sendObjectionCodeAgain(
  deps: Deps,
  objectionId: number,
  { email }: { email?: string } = {},
): Promise<boolean> {
  const { keys, config, i18n, regionId } = deps;
  const cal = await calendarInForce(deps.db, regionId);
  return writing(deps.db, async (trx) => {
    const query = trx('objections').where({ id: objectionId, region_id: regionId });
    const row: ObjectionRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    const party = row && objectorOf(keys, row);
    const address = party?.identity.email;
    if (!row || !party || !address || (email !== undefined && email !== address.toLowerCase())) return false;
    const world = worldAt(deps, trx, cal, []);
    const { now, today } = world;
    const since = new Date(Date.parse(now) - HOUR_MS).toISOString();
    const recent = await trx('letters')
      .where({ case_kind: 'objection', case_id: row.id, kind: 'objection_code_again' })
      .where('created_at', '>', since)
      .first('id');
    if (recent) return false;
    const more = { code: accessCode(keys, row.public_id) };
    const wish = { kind: 'objection_code_again', dedupeKey: `code_again:${row.public_id}:${now}`, more };
    const letter = await objectionLetter(world, { row, facts: objectionFacts(row), party, wish });
    await writeLetters(trx, { keys, config, i18n, now, today }, [letter]);
    const entry = { regionId, kind: 'code_sent', occurredAt: now, recordedAt: now, actor: { role: 'requester' } };
    const head = await appendToCase(trx, `objection:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [entry]);
    await trx('objections').where({ id: row.id, seq: row.seq }).update({ seq: head.seq, head_hash: head.hash });
    return true;
  });
}
