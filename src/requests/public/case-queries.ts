import type { DbOrTrx } from '../../db/connect';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestFileRow, RequestRow } from '../../db/tables/requests';
import { eventsOf, filesOf, lettersOf } from '../queries';
import type { StoredEvent } from './timeline';

/** All that the page of a case shows beside its row. */
export async function caseOf(
  db: DbOrTrx,
  row: RequestRow,
): Promise<{
  events: StoredEvent[];
  letters: LetterRow[];
  files: RequestFileRow[];
  bodies: Map<number, string>;
  objections: ObjectionItem[];
}> {
  const [events, letters, files, bodies, objections] = await Promise.all([
    eventsOf(db, row.public_id),
    lettersOf(db, row.id),
    filesOf(db, row.id),
    db('bodies').where('region_id', row.region_id).select('id', 'name'),
    objectionsTo(db, row.id),
  ]);
  return {
    events,
    letters,
    files,
    bodies: new Map(bodies.map(({ id, name }: { id: number; name: string }) => [id, name])),
    objections,
  };
}

/** An objection as lists show it. */
export type ObjectionItem = Pick<
  ObjectionRow,
  'number' | 'ground' | 'state' | 'received_on' | 'due_on' | 'request_number'
>;

const ITEM = ['number', 'ground', 'state', 'received_on', 'due_on', 'request_number'] as const;

/** The objections to a request, oldest first: at most one of each ground is open at a time. */
export async function objectionsTo(db: DbOrTrx, requestId: number): Promise<ObjectionItem[]> {
  return db('objections')
    .where('request_id', requestId)
    .orderBy('id')
    .limit(100)
    .select(...ITEM);
}

/** What an account objected to, and what was objected to its requests: newest first. */
export async function objectionsOfUser(
  db: DbOrTrx,
  regionId: number,
  userId: number,
  limit: number,
): Promise<ObjectionItem[]> {
  const own = db('requests').where({ region_id: regionId, user_id: userId }).select('id');
  return db('objections')
    .where('region_id', regionId)
    .where((either) => either.where('user_id', userId).orWhereIn('request_id', own))
    .orderBy('id', 'desc')
    .limit(limit)
    .select(...ITEM);
}

/** The place of a request in the list of an account: newest first. */
export type OwnPlace = { id: number };

/** One page of the requests that an account filed, newest first; one more than `limit` tells that another page follows. */
export async function requestsOfUser(
  db: DbOrTrx,
  regionId: number,
  userId: number,
  after: OwnPlace | null,
  limit: number,
): Promise<RequestRow[]> {
  const query = db('requests').where({ user_id: userId, region_id: regionId }).orderBy('id', 'desc').limit(limit);
  if (after) query.where('id', '<', after.id);
  return query;
}
