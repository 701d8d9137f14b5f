import type { DbOrTrx } from '../db/connect';
import type { DateMove } from '../workflow/explained';
import { dateMoves, type MovingEvent } from './date-moves';

type Told = { due_told_on?: string | null; object_told_on?: string | null; file_told_on?: string | null };

/**
 * What the log of a case (`request:<public id>`) says of moved dates, oldest first, for a letter. Asks only where a date
 * that was told has moved: most letters turn on a date that never did.
 */
export async function movesOfTold(db: DbOrTrx, chain: string, facts: Told, timezone: string): Promise<DateMove[]> {
  if (!facts.due_told_on && !facts.object_told_on && !facts.file_told_on) return [];
  const events: MovingEvent[] = await db('audit_events')
    .where('chain', chain)
    .whereNot('kind', 'escalated')
    .orderBy('seq')
    .limit(500)
    .select('kind', 'occurred_at', 'payload');
  return dateMoves(events, timezone);
}
