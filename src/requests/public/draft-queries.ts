import type { DbOrTrx } from '../../db/connect';
import { type Keys, tokenHash } from '../../secrets/keys';
import { type Draft, openDraft } from './draft';

/** A row of `request_drafts`. Times are real time: a draft is a kind of session. */
export type DraftRow = {
  id: number;
  token_hash: string;
  region_id: number;
  content_sealed: string;
  request_id: number | null;
  created_at: string;
  updated_at: string;
};

/** The draft of a token that was touched since `freshSince` (ISO, real time); null when there is none. */
export async function draftOf(
  { db, keys, regionId }: { db: DbOrTrx; keys: Keys; regionId: number },
  token: string | null,
  freshSince: string,
): Promise<Draft | null> {
  if (!token || token.length > 100) return null;
  const row: DraftRow | undefined = await db('request_drafts')
    .where({ token_hash: tokenHash(token), region_id: regionId })
    .where('updated_at', '>=', freshSince)
    .first();
  return row ? opened(keys, row) : null;
}

/** A draft from its row. */
export function opened(keys: Keys, row: DraftRow): Draft {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    requestId: row.request_id,
    content: openDraft(keys, row.token_hash, row.content_sealed),
    updatedAt: row.updated_at,
  };
}
