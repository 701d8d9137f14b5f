import { appendToCase } from '../../audit/commands';
import type { Calendar } from '../../calendar/working-days';
import { localDay } from '../../calendar/working-days';
import { changedFacts } from '../../cases/changes';
import { ladderInForce } from '../../cases/ladder-queries';
import { nextActionOf } from '../../cases/next-action';
import type { Trx } from '../../db/connect';
import type { LetterRow, RequestRow } from '../../db/tables';
import type { Deps } from '../../deps';
import { decide } from '../../workflow/machine';
import { factsOf } from '../facts';
import { REQUESTS } from '../kind';

const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

/**
 * A letter is dated the day it is written and nearly always leaves that day. When its mail left on a later day, because
 * the mail server could not be reached, the requester's days begin on that later day: the letter's row, the dates that
 * hang on it and the log all say so. Inside the transaction that marks the mail as sent.
 */
export async function noteMailLeft(
  deps: Deps,
  trx: Trx,
  cal: Calendar,
  sent: { letterId: number | null; sentAt: string },
): Promise<void> {
  if (sent.letterId === null) return;
  const letter: LetterRow | undefined = await trx('letters').where('id', sent.letterId).first();
  const day = localDay(sent.sentAt, deps.config.timezone);
  if (!letter || letter.sent_way !== 'email' || letter.sent_on === null || day <= letter.sent_on) return;
  await trx('letters').where('id', letter.id).update({ sent_on: day, reached_on: day });
  if (letter.case_kind !== 'request') return;

  const query = trx('requests').where('id', letter.request_id);
  const row: RequestRow = await (trx.client.config.client === 'pg' ? query.forUpdate() : query).first();
  const ladder = await ladderInForce(trx, deps.regionId);
  const before = factsOf(row);
  const ctx = { today: day, now: sent.sentAt, cal, actor: SYSTEM, by_email: true };
  const decision = decide(before, { do: 'mail_left', letter: letter.kind, reached_on: day }, ctx);
  if (!decision.ok) throw new Error(`a late mail of ${row.number}: ${decision.code}`);
  const after = { ...before, ...decision.changes };
  const head = await appendToCase(trx, `request:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [
    {
      regionId: row.region_id,
      kind: decision.transition.event,
      occurredAt: sent.sentAt,
      recordedAt: sent.sentAt,
      actor: { role: 'system' },
      changes: changedFacts(before, after),
      detail: { letter: letter.kind, number: letter.number, dated_on: letter.dated_on, reached_on: day },
    },
  ]);
  await trx('requests')
    .where('id', row.id)
    .update({
      ...after,
      version: row.version + 1,
      seq: head.seq,
      head_hash: head.hash,
      next_action_at: nextActionOf(deps, REQUESTS, after, { ladder, cal, now: sent.sentAt }),
    });
}
