import type { DbOrTrx } from '../../db/connect';
import type { CaseFileRow } from '../../db/tables/cases';
import type { DisputeRow } from '../../db/tables/disputes';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import { chainEvents } from '../../disputes/queries';
import { objectionEvents, objectionFiles, objectionLetters } from '../queries';

/** All that the page of an objection shows beside its row. */
export async function caseOf(db: DbOrTrx, row: ObjectionRow) {
  const [events, letters, files, dispute, body, item] = await Promise.all([
    objectionEvents(db, row.public_id),
    objectionLetters(db, row.id),
    objectionFiles(db, row.id),
    db('disputes').where('objection_id', row.id).first() as Promise<DisputeRow | undefined>,
    bodyNameOf(db, row.body_id),
    itemOf(db, row.document_id),
  ]);
  const disputeEvents = dispute ? await chainEvents(db, `dispute:${dispute.public_id}`) : [];
  return { events, letters, files, dispute: dispute ?? null, disputeEvents, bodyName: body, item };
}

/** The name of a public body. */
export async function bodyNameOf(db: DbOrTrx, bodyId: number | null): Promise<string | null> {
  return bodyId === null ? null : ((await db('bodies').where('id', bodyId).first('name'))?.name ?? null);
}

/** The published item that ground b is about, while it can be read. */
async function itemOf(db: DbOrTrx, documentId: number | null): Promise<{ title: string; slug: string } | null> {
  if (documentId === null) return null;
  return (await db('documents').where({ id: documentId, state: 'published' }).first('title', 'slug')) ?? null;
}

/** One letter about an objection or its dispute by its public id; null when it is about another case. */
export async function letterOf(db: DbOrTrx, objectionId: number, publicId: string): Promise<LetterRow | null> {
  return (await objectionLetters(db, objectionId)).find((letter) => letter.public_id === publicId) ?? null;
}

/** The scan of a signed letter: a file of the objection, or of its dispute. */
export async function signedFile(db: DbOrTrx, letter: LetterRow): Promise<CaseFileRow | null> {
  if (letter.signed_file_id === null) return null;
  const of = { id: letter.signed_file_id, case_kind: letter.case_kind, case_id: letter.case_id };
  return (await db('case_files').where(of).first()) ?? null;
}
