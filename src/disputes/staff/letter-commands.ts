import { type AuditActor, appendToCase } from '../../audit/commands';
import { localDay } from '../../calendar/working-days';
import { isPostgres, writing } from '../../db/connect';
import type { DisputeRow } from '../../db/tables/disputes';
import type { Deps } from '../../deps';
import { recordSending } from '../../letters/commands';
import { addCaseFiles } from '../../objections/files/commands';
import type { StoredFile } from '../../requests/filing/input';

export type LetterSent = {
  disputeId: number;
  version: number;
  letter: { id: number; kind: string; number: string };
  way: string;
  sent_on: string;
  reached_on: string | null;
  scan: StoredFile | null;
  by: AuditActor;
};

export type LetterRecorded = { ok: true } | { ok: false; kind: 'stale' | 'not_found' | 'date_in_future' };

/** Records how a letter about a dispute went on paper, and its signed scan. None of the dispute's clocks hangs on it. */
export async function recordDisputeLetter(deps: Deps, sent: LetterSent): Promise<LetterRecorded> {
  const now = deps.clock.now().toISOString();
  const today = localDay(now, deps.config.timezone);
  if (sent.sent_on > today || (sent.reached_on ?? '') > today) return { ok: false, kind: 'date_in_future' };
  return writing(deps.db, async (trx) => {
    const query = trx('disputes').where({ id: sent.disputeId, region_id: deps.regionId });
    const row: DisputeRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    if (!row) return { ok: false, kind: 'not_found' };
    if (row.version !== sent.version) return { ok: false, kind: 'stale' };
    const { way, sent_on, reached_on, letter, scan, by } = sent;
    const of = { kind: 'dispute' as const, id: row.id };
    const files = scan === null ? [] : [scan];
    const [signedFileId] = await addCaseFiles(trx, of, files, now, by.userId ?? null, deps.clock.real());
    await recordSending(trx, { letterId: letter.id, way, sentOn: sent_on, reachedOn: reached_on, signedFileId });
    const head = await appendToCase(trx, `dispute:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [
      {
        ...{ regionId: row.region_id, kind: 'letter_recorded', occurredAt: now, recordedAt: now, actor: by },
        detail: {
          ...{ letter: letter.kind, number: letter.number, way, sent_on, reached_on },
          files: files.map((file) => ({ kind: file.kind, sha256: file.sha256 })),
        },
      },
    ]);
    const changed = await trx('disputes')
      .where({ id: row.id, version: row.version })
      .update({ version: row.version + 1, seq: head.seq, head_hash: head.hash });
    if (changed !== 1) throw new Error(`dispute ${row.number} changed under its own lock`);
    return { ok: true };
  });
}
