import type { DbOrTrx } from '../db/connect';
import type { CaseFileRow } from '../db/tables/cases';
import type { LetterRow } from '../db/tables/letters';
import type { ObjectionRow } from '../db/tables/objections';

/** One objection by its number; null when there is none. */
export async function objectionByNumber(db: DbOrTrx, regionId: number, number: string): Promise<ObjectionRow | null> {
  return (await db('objections').where({ region_id: regionId, number }).first()) ?? null;
}

/** One objection by its inner id; null when there is none. */
export async function objectionById(db: DbOrTrx, id: number): Promise<ObjectionRow | null> {
  return (await db('objections').where({ id }).first()) ?? null;
}

/** The letters about an objection and its dispute, oldest first. */
export async function objectionLetters(db: DbOrTrx, objectionId: number): Promise<LetterRow[]> {
  const dispute = db('disputes').where('objection_id', objectionId).select('id');
  return db('letters')
    .where({ case_kind: 'objection', case_id: objectionId })
    .orWhere((q) => q.where('case_kind', 'dispute').whereIn('case_id', dispute))
    .orderBy('id')
    .limit(200);
}

/** The files of an objection, oldest first. A case holds few: uploads are limited in number. */
export async function objectionFiles(db: DbOrTrx, objectionId: number): Promise<CaseFileRow[]> {
  return db('case_files').where({ case_kind: 'objection', case_id: objectionId }).orderBy('id').limit(200);
}

/** The events of an objection in their order, payload as stored text. */
export async function objectionEvents(
  db: DbOrTrx,
  publicId: string,
): Promise<{ seq: number; kind: string; occurred_at: string; recorded_at: string; payload: string }[]> {
  return db('audit_events')
    .where('chain', `objection:${publicId}`)
    .orderBy('seq')
    .limit(500)
    .select('seq', 'kind', 'occurred_at', 'recorded_at', 'payload');
}
