import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { factsOf } from '../../requests/facts';
import { type Identity, openIdentity } from '../../requests/identity';
import { requestById } from '../../requests/queries';
import type { RequestFacts } from '../../workflow/facts';
import { openObjections } from './behind-queries';

/** The request an objection is about: its state, who asked, and what is objected to already. */
export type Behind = {
  row: RequestRow;
  facts: RequestFacts;
  identity: Identity;
  open: { number: string; public_id: string; ground: string }[];
};

/** What lies behind a draft; null for ground b, and for a request whose identity was erased meanwhile. */
export async function behindOf(deps: Deps, requestId: number | null): Promise<Behind | null> {
  const row = requestId === null ? null : await requestById(deps.db, requestId);
  const identity = row && openIdentity(deps.keys, row);
  if (!row || !identity) return null;
  return { row, facts: factsOf(row), identity, open: await openObjections(deps.db, row.id) };
}
