import { type AuditActor, appendToCase } from '../../audit/commands';
import { sealColumn } from '../../cases/sealed-columns';
import { isPostgres, writing } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { openCaseKey, sealText } from '../../secrets/keys';

export type ResponseResult = { ok: true } | { ok: false; kind: 'stale' | 'not_found' };

/**
 * Writes down what the objector said to the answer (tanggapan pemohon, Perki 1/2021 Lampiran XI). No state and no date
 * moves; written again, the later one stands and the log keeps both.
 */
export async function recordResponse(
  deps: Deps,
  given: { caseId: number; version: number; text: string; by: AuditActor },
): Promise<ResponseResult> {
  return writing(deps.db, async (trx) => {
    const query = trx('objections').where({ id: given.caseId, region_id: deps.regionId });
    const row: ObjectionRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    if (!row) return { ok: false, kind: 'not_found' };
    if (row.version !== given.version) return { ok: false, kind: 'stale' };
    const now = deps.clock.now().toISOString();
    const key = row.case_key_sealed && openCaseKey(deps.keys, row.case_key_sealed, row.public_id);
    const text = JSON.stringify({ reason: given.text });
    const words = key ? { sealed: sealText(deps.keys.id, key, text, `event:${row.public_id}`) } : {};
    const response = key ? sealColumn(deps.keys.id, key, row, 'response', given.text) : null;
    const head = await appendToCase(trx, `objection:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [
      {
        ...{ regionId: row.region_id, kind: 'responded', occurredAt: now, recordedAt: now },
        ...{ actor: given.by, detail: words },
      },
    ]);
    const changed = await trx('objections')
      .where({ id: row.id, version: row.version })
      .update({ response, version: row.version + 1, seq: head.seq, head_hash: head.hash });
    if (changed !== 1) throw new Error(`objection ${row.number} changed under its own lock`);
    return { ok: true };
  });
}
