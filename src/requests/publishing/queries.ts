import type { DbOrTrx } from '../../db/connect';
import type { RequestFileRow } from '../../db/tables/requests';
import type { Asked } from './subjects';

/** The document an answer was published as; undefined while it was not. */
export async function publishedAnswer(
  db: DbOrTrx,
  requestId: number,
): Promise<{ slug: string; public_id: string; title: string; state: string } | undefined> {
  return db('published_answers as p')
    .join('documents as d', 'd.id', 'p.document_id')
    .where('p.request_id', requestId)
    .first('d.slug', 'd.public_id', 'd.title', 'd.state');
}

/** The files that went out with an answer: the given ones, and of a blackened one its copy only. */
export async function answerFiles(db: DbOrTrx, requestId: number): Promise<RequestFileRow[]> {
  return db('request_files')
    .where({ request_id: requestId, sealed: 0 })
    .whereIn('kind', ['answer', 'redacted'])
    .orderBy('id');
}

const MOST_READ = 1000;

/** The newest requests received since a day, at most 1,000. */
export async function askedSince(db: DbOrTrx, regionId: number, since: string): Promise<Asked[]> {
  return db('requests')
    .where({ region_id: regionId, imported: 0 })
    .where('received_on', '>=', since)
    .orderBy('received_on', 'desc')
    .limit(MOST_READ)
    .select('id', 'number', 'details', 'body_id');
}
