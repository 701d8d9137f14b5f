import type { Trx } from '../db/connect';
import type { CaseKind } from '../db/tables/cases';

/** Empties the sealed contents of a case's letters; their numbers, days and ways stay on record. Gives their ids. */
export async function eraseLetters(trx: Trx, kind: CaseKind, caseId: number): Promise<number[]> {
  const emptied = await trx('letters')
    .where({ case_kind: kind, case_id: caseId })
    .update({ content_sealed: '', signed_file_id: null })
    .returning('id');
  return emptied.map((row: { id: number }) => row.id);
}
