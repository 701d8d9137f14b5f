import type { DbOrTrx } from '../../db/connect';
import type { Category } from '../../db/tables/catalogue';
import { counted } from '../counted-queries';

export type WaitingRow = {
  public_id: string;
  title: string;
  category: Category;
  body_name: string;
  since: string;
  publish_at: string | null;
  by: string | null;
};

const COLUMNS = ['d.public_id', 'd.title', 'd.category', 'b.name as body_name', 'd.publish_at', 'u.name as by'];

/** Documents that wait to be published, the longest waiting first. */
export async function waitingDocuments(db: DbOrTrx, regionId: number, most: number): Promise<WaitingRow[]> {
  return (
    db('documents as d')
      .join('bodies as b', 'b.id', 'd.body_id')
      .leftJoin('users as u', 'u.id', 'd.created_by')
      .where({ 'd.region_id': regionId, 'd.state': 'review' })
      // In these words, so that the index of what is not published is found.
      .whereRaw("d.state <> 'published'")
      .orderBy(['d.updated_at', 'd.id'])
      .limit(most)
      .select(...COLUMNS, 'd.updated_at as since')
  );
}

/** Published documents for which a change waits, the longest waiting first. What is withdrawn meanwhile waits for its return. */
export async function waitingChanges(db: DbOrTrx, regionId: number, most: number): Promise<WaitingRow[]> {
  return changes(db, regionId)
    .join('bodies as b', 'b.id', 'd.body_id')
    .leftJoin('users as u', 'u.id', 'r.made_by')
    .orderBy(['r.made_at', 'r.id'])
    .limit(most)
    .select(...COLUMNS, 'r.made_at as since');
}

/** How much waits for the PPID, counted as far as `MOST_COUNTED` of each. */
export async function waitingCount(db: DbOrTrx, regionId: number): Promise<number> {
  const documents = db('documents as d')
    .where({ 'd.region_id': regionId, 'd.state': 'review' })
    // In these words, so that the index of what is not published is found.
    .whereRaw("d.state <> 'published'")
    .select('d.id');
  const [waiting, proposed] = [await counted(db, documents), await counted(db, changes(db, regionId).select('r.id'))];
  return waiting + proposed;
}

function changes(db: DbOrTrx, regionId: number) {
  return db('document_revisions as r')
    .join('documents as d', 'd.id', 'r.document_id')
    .where({ 'r.region_id': regionId, 'r.state': 'review', 'd.state': 'published' });
}
