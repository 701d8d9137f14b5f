import type { DbOrTrx } from '../../db/connect';
import { type Keys, tokenHash } from '../../secrets/keys';
import { type Draft, type DraftKind, type Kept, openDraft } from './draft';

/** A row of `request_drafts` or `objection_drafts`. Times are real time: a draft is a kind of session. */
export type DraftRow = {
  id: number;
  token_hash: string;
  region_id: number;
  content_sealed: string;
  request_id?: number | null;
  objection_id?: number | null;
  created_at: string;
  updated_at: string;
};

/** The draft of a token that was touched since `freshSince` (ISO, real time); null when there is none. */
export async function draftOf<C extends Kept>(
  kind: DraftKind<C>,
  { db, keys, regionId }: { db: DbOrTrx; keys: Keys; regionId: number },
  token: string | null,
  freshSince: string,
): Promise<Draft<C> | null> {
  if (!token || token.length > 100) return null;
  const row: DraftRow | undefined = await db(kind.table)
    .where({ token_hash: tokenHash(token), region_id: regionId })
    .where('updated_at', '>=', freshSince)
    .first();
  return row ? opened(kind, keys, row) : null;
}

/** A draft from its row. */
export function opened<C extends Kept>(kind: DraftKind<C>, keys: Keys, row: DraftRow): Draft<C> {
  return {
    kind,
    id: row.id,
    tokenHash: row.token_hash,
    caseId: row[kind.caseColumn] ?? null,
    content: openDraft(kind, keys, row.token_hash, row.content_sealed),
    updatedAt: row.updated_at,
  };
}
