import type { DbOrTrx } from '../../db/connect';
import type { RequestRow } from '../../db/tables/requests';
import type { Keys } from '../../secrets/keys';
import { isRequestNumber, tidyNumber } from '../number';
import { requestByNumber } from '../queries';
import { accessIsGood } from './access';
import { REQUEST_DRAFTS } from './draft';
import { draftOf } from './draft-queries';

/** What a browser shows of itself: its draft, its right to this very request, its account. */
export type Visitor = { draftToken: string | null; access: string | null; userId: number | null };

type Where = { db: DbOrTrx; keys: Keys; regionId: number };

/**
 * The request of this number when the visitor is its owner: by the code he typed within twelve hours, by the draft he
 * filed it from, or by his account. Null otherwise, whether there is such a request or not. Times are real time.
 */
export async function ownRequest(
  at: Where,
  number: string,
  visitor: Visitor,
  { now, freshSince }: { now: string; freshSince: string },
): Promise<RequestRow | null> {
  const tidy = tidyNumber(number);
  const row = isRequestNumber(tidy) ? await requestByNumber(at.db, at.regionId, tidy) : null;
  if (!row) return null;
  if (visitor.userId !== null && row.user_id === visitor.userId) return row;
  if (accessIsGood(at.keys, row.public_id, visitor.access, now)) return row;
  const draft = await draftOf(REQUEST_DRAFTS, at, visitor.draftToken, freshSince);
  return draft?.caseId === row.id ? row : null;
}
