import type { DbOrTrx } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';

/** The objection that a draft became already; undefined while it is one. */
export async function filedFromDraft(db: DbOrTrx, draftId: number): Promise<ObjectionRow | undefined> {
  const draft = await db('objection_drafts').where('id', draftId).first('objection_id');
  return draft?.objection_id ? db('objections').where('id', draft.objection_id).first() : undefined;
}

/** An open objection without a request, by the same person with the same words, recorded after `since`. */
export async function openTwin(
  db: DbOrTrx,
  regionId: number,
  duplicateKey: string,
  since: string,
): Promise<ObjectionRow | undefined> {
  return db('objections')
    .where({ region_id: regionId, duplicate_key: duplicateKey, ground: 'b', state: 'registered' })
    .where('recorded_at', '>', since)
    .orderBy('recorded_at')
    .first();
}
