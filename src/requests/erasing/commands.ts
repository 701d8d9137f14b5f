import { type Erased, type ErasureEntry, type GoneFile, putErased } from '../../cases/erasing-commands';
import type { Trx } from '../../db/connect';
import type { RequestRow } from '../../db/tables/requests';
import { eraseLetters } from '../../letters/erasing-commands';
import { PAPER_KINDS } from '../papers';
import { maskedDecision } from './masked-decision';

/**
 * Destroys who asked and what he wrote: the key of the case, with which every sealed value in its events becomes
 * unreadable, the identity, letters, files, answers of agencies, the draft. Numbers, dates, state, outcome and body stay.
 * `gone` is the sentence that stands where texts were. The caller holds the row.
 */
export async function eraseRequest(trx: Trx, row: RequestRow, entry: ErasureEntry, gone: string): Promise<Erased> {
  const id = row.id;
  const letters = await eraseLetters(trx, 'request', id);
  const files = await eraseFiles(trx, id, null);
  await trx('request_answers').where('request_id', id).update({ text: gone });
  await trx('idempotency_keys').where('request_id', id).delete();
  await trx('request_drafts').where('request_id', id).delete();
  const text = (kept: string | null) => (kept ? gone : kept);
  await putErased(trx, 'request', row, entry, {
    ...{ case_key_sealed: null, identity_sealed: null, identity_index: null, duplicate_key: null, user_id: null },
    ...{ details: text(row.details), purpose: text(row.purpose), late_entry_reason: text(row.late_entry_reason) },
    ...{ decision: maskedJson(row.decision, gone), proposal: null, erased_at: entry.recordedAt },
  });
  return { files, letters };
}

/** Destroys the papers that prove who asked, and nothing else. */
export async function eraseRequestPapers(trx: Trx, id: number): Promise<GoneFile[]> {
  return eraseFiles(trx, id, PAPER_KINDS);
}

/** The event of a request whose papers were destroyed. */
export async function notePapersGone(trx: Trx, row: RequestRow, entry: ErasureEntry): Promise<void> {
  await putErased(trx, 'request', row, entry, {});
}

async function eraseFiles(trx: Trx, requestId: number, kinds: readonly string[] | null): Promise<GoneFile[]> {
  const these = () => {
    const query = trx('request_files').where('request_id', requestId);
    return kinds ? query.whereIn('kind', kinds) : query;
  };
  // A blackened copy names its original: no row may point at one that is gone.
  await trx('request_files')
    .where('request_id', requestId)
    .whereIn('original_id', these().select('id'))
    .update({ original_id: null });
  const gone: GoneFile[] = await these().select('stored_name', 'sha256', 'size');
  await these().delete();
  return gone;
}

function maskedJson(text: string | null, gone: string): string | null {
  return text === null ? null : JSON.stringify(maskedDecision(JSON.parse(text), gone));
}
