import { officesHeld } from '../../accounts/office-queries';
import type { DbOrTrx } from '../../db/connect';
import type { CaseFileRow } from '../../db/tables/cases';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestRow } from '../../db/tables/requests';
import { objectionByNumber, objectionEvents, objectionFiles } from '../queries';

export type ObjectionBundle = {
  row: ObjectionRow;
  /** The request objected to; null for ground b. */
  request: RequestRow | null;
  /** Kinds of the papers that came with the request. */
  papers: string[];
  /** The published item that ground b is about, where there is one. */
  document: { title: string; slug: string } | null;
  files: CaseFileRow[];
  letters: LetterRow[];
  events: { seq: number; kind: string; occurred_at: string; recorded_at: string; payload: string }[];
  /** The dispute that followed, once its window is open. */
  dispute: { number: string; state: string } | null;
  body: string | null;
  /** Names of staff who added files or were stood in for, by id. */
  people: ReadonlyMap<number, string>;
};

/** Everything that belongs to one objection; null when there is none with this number. A handful of statements. */
export async function objectionBundle(db: DbOrTrx, regionId: number, number: string): Promise<ObjectionBundle | null> {
  const row = await objectionByNumber(db, regionId, number);
  if (!row) return null;
  const [files, letters, events, request, papers, document, dispute, body] = await Promise.all([
    objectionFiles(db, row.id),
    db('letters').where({ case_kind: 'objection', case_id: row.id }).orderBy('id').limit(200),
    objectionEvents(db, row.public_id),
    row.request_id === null ? null : db('requests').where('id', row.request_id).first(),
    row.request_id === null ? [] : db('request_files').where('request_id', row.request_id).limit(200).pluck('kind'),
    row.document_id === null ? null : db('documents').where('id', row.document_id).first('title', 'slug'),
    db('disputes').where('objection_id', row.id).first('number', 'state'),
    row.body_id === null ? null : db('bodies').where('id', row.body_id).first('name'),
  ]);
  const people = await namesOf(db, [...files.map((file) => file.added_by), ...events.map(deputyFor)]);
  const found = { request: request ?? null, papers, document: document ?? null, dispute: dispute ?? null };
  return { row, files, letters, events, ...found, body: body?.name ?? null, people };
}

function deputyFor({ payload }: { payload: string }): number | null {
  return (JSON.parse(payload) as { actor?: { deputy_for?: number | null } }).actor?.deputy_for ?? null;
}

async function namesOf(db: DbOrTrx, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id): id is number => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows: { id: number; name: string }[] = await db('users').whereIn('id', wanted).select('id', 'name');
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Somebody who may answer in the superior's stead: holds that office today, as a deputy too, with all roles of today. */
export type Candidate = { id: number; public_id: string; name: string; title: string | null; roles: string[] };

/** Whom an objection may be delegated to among accounts: holders of the superior's role, other than `userId`. */
export async function delegateCandidates(
  db: DbOrTrx,
  regionId: number,
  today: string,
  userId: number,
): Promise<Candidate[]> {
  const rows: (Omit<Candidate, 'roles'> & { role: string })[] = await officesHeld(db, regionId, today)
    .whereNot('u.id', userId)
    .orderBy(['u.name', 'u.id', 'r.id'])
    .limit(2000)
    .select('u.id', 'u.public_id', 'u.name', 'u.title', 'r.role');
  const people = new Map<number, Candidate>();
  for (const { role, ...person } of rows) {
    const known = people.get(person.id) ?? { ...person, roles: [] };
    known.roles.push(role);
    people.set(person.id, known);
  }
  return [...people.values()].filter((one) => one.roles.includes('atasan'));
}
