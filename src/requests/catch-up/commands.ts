import { appendToCase, type ChainHead } from '../../audit/commands';
import { fireRung, skipRungs } from '../../cases/fire/commands';
import type { World } from '../../cases/kind';
import { emptyPile } from '../../cases/pile';
import { storePile } from '../../cases/pile-commands';
import type { RequestRow } from '../../db/tables';
import { catchUp, type PlannedRung } from '../../workflow/escalations';
import type { RequestFacts } from '../../workflow/facts';
import { REQUESTS } from '../kind';

/**
 * Rungs that lie behind when a case is entered late or comes back from its requester: the highest is sent, the others
 * are kept as skipped. Gives the case's new head, which the caller stores.
 */
export async function sendHighest(
  world: World,
  row: RequestRow,
  facts: RequestFacts,
  past: readonly PlannedRung[],
  head: ChainHead,
): Promise<ChainHead> {
  const { send, skip } = catchUp(past);
  const pile = emptyPile();
  skipRungs(world, pile, REQUESTS.name, row, skip);
  const party = (await REQUESTS.parties(world, [row])).get(row.id);
  const entries = send ? await fireRung(world, pile, REQUESTS, { row, facts, rung: send, party }) : [];
  await storePile(world, REQUESTS.table, pile);
  return appendToCase(world.trx, `request:${row.public_id}`, head, entries);
}
