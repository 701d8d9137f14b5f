import type { DbOrTrx } from '../../db/connect';
import type { CaseFileRow } from '../../db/tables/cases';
import type { DisputeRow } from '../../db/tables/disputes';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import {
  chainEvents,
  disputeByNumber,
  disputeFiles,
  disputeLetters,
  openedDocument,
  type StoredEvent,
} from '../queries';

export type DisputeBundle = {
  row: DisputeRow;
  objection: ObjectionRow;
  letters: LetterRow[];
  files: CaseFileRow[];
  events: StoredEvent[];
  body: { id: number; name: string; slug: string } | null;
  /** The published item that the ruling led to. */
  document: { title: string; slug: string } | null;
  /** Names of officers who were stood in for, by id. */
  people: ReadonlyMap<number, string>;
};

/** Everything that belongs to one dispute; null when there is none with this number. A handful of statements. */
export async function disputeBundle(db: DbOrTrx, regionId: number, number: string): Promise<DisputeBundle | null> {
  const row = await disputeByNumber(db, regionId, number);
  if (!row) return null;
  const [objection, letters, files, events, body, document] = await Promise.all([
    db('objections').where('id', row.objection_id).first(),
    disputeLetters(db, row.id),
    disputeFiles(db, row.id),
    chainEvents(db, `dispute:${row.public_id}`),
    row.body_id === null ? null : db('bodies').where('id', row.body_id).first('id', 'name', 'slug'),
    openedDocument(db, row.document_id),
  ]);
  const people = await namesOf(db, events.map(deputyFor));
  return { row, objection, letters, files, events, body: body ?? null, document, people };
}

function deputyFor({ payload }: StoredEvent): number | null {
  return (JSON.parse(payload) as { actor?: { deputy_for?: number | null } }).actor?.deputy_for ?? null;
}

async function namesOf(db: DbOrTrx, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id): id is number => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows: { id: number; name: string }[] = await db('users').whereIn('id', wanted).select('id', 'name');
  return new Map(rows.map((row) => [row.id, row.name]));
}
