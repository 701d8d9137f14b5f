import type { DbOrTrx } from '../db/connect';
import type { LetterRow } from '../db/tables/letters';
import type { RequestAnswerRow, RequestFileRow, RequestRow } from '../db/tables/requests';

/** One request by its number; null when there is none. */
export async function requestByNumber(db: DbOrTrx, regionId: number, number: string): Promise<RequestRow | null> {
  return (await db('requests').where({ region_id: regionId, number }).first()) ?? null;
}

/** One request by its inner id; null when there is none. */
export async function requestById(db: DbOrTrx, id: number): Promise<RequestRow | null> {
  return (await db('requests').where({ id }).first()) ?? null;
}

/** The files of a case, oldest first. A case holds few: uploads are limited in number. */
export async function filesOf(db: DbOrTrx, requestId: number): Promise<RequestFileRow[]> {
  return db('request_files').where('request_id', requestId).orderBy('id').limit(200);
}

/** One file of a case by its public id; null when it belongs to another case. */
export async function fileOf(db: DbOrTrx, requestId: number, publicId: string): Promise<RequestFileRow | null> {
  return (await db('request_files').where({ request_id: requestId, public_id: publicId }).first()) ?? null;
}

/** What agencies proposed as answers, newest first. */
export async function answersOf(
  db: DbOrTrx,
  requestId: number,
): Promise<(RequestAnswerRow & { body_name: string; user_name: string })[]> {
  return db('request_answers as a')
    .join('bodies as b', 'b.id', 'a.body_id')
    .join('users as u', 'u.id', 'a.user_id')
    .where('a.request_id', requestId)
    .orderBy('a.id', 'desc')
    .limit(50)
    .select('a.*', 'b.name as body_name', 'u.name as user_name');
}

/** The letters of a case, oldest first. */
export async function lettersOf(db: DbOrTrx, requestId: number): Promise<LetterRow[]> {
  // Letters of an objection against it name the request too, but are sealed under the objection's key.
  return db('letters').where({ case_kind: 'request', case_id: requestId }).orderBy('id').limit(200);
}

/** The events of a case in their order, payload as stored text. */
export async function eventsOf(
  db: DbOrTrx,
  casePublicId: string,
): Promise<{ seq: number; kind: string; occurred_at: string; recorded_at: string; payload: string }[]> {
  return db('audit_events')
    .where('chain', `request:${casePublicId}`)
    .orderBy('seq')
    .limit(500)
    .select('seq', 'kind', 'occurred_at', 'recorded_at', 'payload');
}
