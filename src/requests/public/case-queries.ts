import type { DbOrTrx } from '../../db/connect';
import type { LetterRow, RequestFileRow, RequestRow } from '../../db/tables';
import { eventsOf, filesOf, lettersOf } from '../queries';
import type { StoredEvent } from './timeline';

/** All that the page of a case shows beside its row. */
export async function caseOf(
  db: DbOrTrx,
  row: RequestRow,
): Promise<{ events: StoredEvent[]; letters: LetterRow[]; files: RequestFileRow[]; bodies: Map<number, string> }> {
  const [events, letters, files, bodies] = await Promise.all([
    eventsOf(db, row.public_id),
    lettersOf(db, row.id),
    filesOf(db, row.id),
    db('bodies').where('region_id', row.region_id).select('id', 'name'),
  ]);
  return {
    events,
    letters,
    files,
    bodies: new Map(bodies.map(({ id, name }: { id: number; name: string }) => [id, name])),
  };
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
