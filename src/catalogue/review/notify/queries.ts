import type { DbOrTrx } from '../../../db/connect';
import type { ReviewNoticeRow } from '../../../db/tables/catalogue';
import { REVIEW_MAIL_KEY, type ReviewMail, readReviewMail } from './settings';

/** When the PPID wants to be written to. */
export async function reviewMailSetting(db: DbOrTrx, regionId: number): Promise<ReviewMail> {
  const row = await db('settings').where({ region_id: regionId, key: REVIEW_MAIL_KEY }).first('value');
  return readReviewMail(row?.value ?? null);
}

export type Arrived = Pick<ReviewNoticeRow, 'document_id' | 'kind'> & { title: string; body_name: string };

/** What waits for the PPID that he was not told of, the longest waiting first: new documents, then changes. */
export async function arrivedForReview(db: DbOrTrx, regionId: number, most: number): Promise<Arrived[]> {
  const untold = (kind: Arrived['kind']) =>
    db('review_notices as n').whereRaw('n.document_id = d.id').where('n.kind', kind).select('n.document_id');
  const columns = ['d.id as document_id', 'd.title', 'b.name as body_name'];
  const documents = await db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where({ 'd.region_id': regionId, 'd.state': 'review' })
    // In these words, so that the index of what is not published is found.
    .whereRaw("d.state <> 'published'")
    .whereNotExists(untold('document'))
    .orderBy(['d.updated_at', 'd.id'])
    .limit(most)
    .select(...columns, db.raw("'document' as kind"));
  const changes = await db('document_revisions as r')
    .join('documents as d', 'd.id', 'r.document_id')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where({ 'r.region_id': regionId, 'r.state': 'review', 'd.state': 'published' })
    .whereNotExists(untold('change'))
    .orderBy(['r.made_at', 'r.id'])
    .limit(Math.max(1, most - documents.length))
    .select(...columns, db.raw("'change' as kind"));
  return [...documents, ...changes];
}
