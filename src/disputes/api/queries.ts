import type { MovingEvent } from '../../cases/date-moves';
import type { DbOrTrx } from '../../db/connect';
import type { DisputeRow } from '../../db/tables/disputes';
import type { ObjectionRow } from '../../db/tables/objections';

/** The objections against a request, and their disputes, in the order they were filed. A request has few. */
export async function laterCasesOf(
  db: DbOrTrx,
  requestId: number,
): Promise<{ objection: ObjectionRow; dispute: DisputeRow | null }[]> {
  const objections: ObjectionRow[] = await db('objections').where('request_id', requestId).orderBy('id').limit(50);
  const ids = objections.map(({ id }) => id);
  const disputes: DisputeRow[] =
    ids.length === 0 ? [] : await db('disputes').whereIn('objection_id', ids).orderBy('id');
  return objections.map((objection) => ({
    objection,
    dispute: disputes.find((one) => one.objection_id === objection.id) ?? null,
  }));
}

/** The events that may have moved a date, of several cases at once, each case's oldest first. */
export async function movingEventsOf(db: DbOrTrx, chains: readonly string[]): Promise<Map<string, MovingEvent[]>> {
  const rows: (MovingEvent & { chain: string })[] = await db('audit_events')
    .whereIn('chain', [...chains])
    .whereNot('kind', 'escalated')
    .orderBy(['chain', 'seq'])
    .limit(2000)
    .select('chain', 'kind', 'occurred_at', 'payload');
  const found = new Map<string, MovingEvent[]>();
  for (const { chain, ...event } of rows) found.set(chain, [...(found.get(chain) ?? []), event]);
  return found;
}
