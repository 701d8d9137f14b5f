import type { DbOrTrx } from '../db/connect';
import type { CaseFileRow } from '../db/tables/cases';
import type { DisputeRow } from '../db/tables/disputes';
import type { LetterRow } from '../db/tables/letters';

/** An event of a chain as stored. */
export type StoredEvent = { seq: number; kind: string; occurred_at: string; recorded_at: string; payload: string };

/** One dispute by its number; null when there is none. */
export async function disputeByNumber(db: DbOrTrx, regionId: number, number: string): Promise<DisputeRow | null> {
  return (await db('disputes').where({ region_id: regionId, number }).first()) ?? null;
}

/** The dispute of an objection; null until its window is known. */
export async function disputeOf(db: DbOrTrx, objectionId: number): Promise<DisputeRow | null> {
  return (await db('disputes').where('objection_id', objectionId).first()) ?? null;
}

/** The events of one case in their order, payload as stored text. */
export async function chainEvents(db: DbOrTrx, chain: string): Promise<StoredEvent[]> {
  return db('audit_events')
    .where('chain', chain)
    .orderBy('seq')
    .limit(500)
    .select('seq', 'kind', 'occurred_at', 'recorded_at', 'payload');
}

/** The letters of one dispute, oldest first. */
export async function disputeLetters(db: DbOrTrx, disputeId: number): Promise<LetterRow[]> {
  return db('letters').where({ case_kind: 'dispute', case_id: disputeId }).orderBy('id').limit(200);
}

/** The files of one dispute, oldest first: signed scans of its letters. */
export async function disputeFiles(db: DbOrTrx, disputeId: number): Promise<CaseFileRow[]> {
  return db('case_files').where({ case_kind: 'dispute', case_id: disputeId }).orderBy('id').limit(200);
}

/** Name and address of the published document that a ruling led to. */
export async function openedDocument(db: DbOrTrx, id: number | null): Promise<{ title: string; slug: string } | null> {
  if (id === null) return null;
  return (await db('documents').where({ id, state: 'published' }).first('title', 'slug')) ?? null;
}

/** A published document by the last part of its public address; null when there is none. */
export async function publishedBySlug(db: DbOrTrx, regionId: number, slug: string): Promise<{ id: number } | null> {
  return (await db('documents').where({ region_id: regionId, slug, state: 'published' }).first('id')) ?? null;
}
