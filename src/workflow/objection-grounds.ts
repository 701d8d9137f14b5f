import { addDays, type Calendar, NoCalendarError } from '../calendar/working-days';
import type { RequestFacts } from './facts';
import { OBJECTION_GROUNDS, type ObjectionGround } from './objection-facts';
import { type ObjectionWindow, objectionWindow } from './objection-window';
import type { RefusalCode } from './refusals';

/** Grounds that need a request behind them: all but b. */
export const REQUEST_GROUNDS = OBJECTION_GROUNDS.filter((ground) => ground !== 'b');

/** What a ground is worth on a day: its window (null where it cannot be counted yet), or why there is nothing to object to. */
export type Judged = { ground: ObjectionGround } & (
  | { ok: true; window: ObjectionWindow | null }
  | { ok: false; code: RefusalCode }
);

/** Every ground against a request on a day, in the order of the law. */
export function judgeGrounds(
  cal: Calendar,
  request: RequestFacts,
  openGrounds: readonly string[],
  today: string,
): Judged[] {
  return REQUEST_GROUNDS.map((ground) => {
    try {
      return { ground, ...objectionWindow(cal, { ground, receivedOn: today, request, foundOn: null, openGrounds }) };
    } catch (error) {
      if (error instanceof NoCalendarError) return { ground, ok: true, window: null };
      throw error;
    }
  });
}

/**
 * The first day on which an objection on this ground is not premature if nothing happens until then; null for a ground
 * that no day alone brings about. Silence (c) and lateness (g) begin the day after the term that was missed.
 */
export function groundBegins(ground: ObjectionGround, f: RequestFacts): string | null {
  if (f.state === 'lapsed' || f.state === 'withdrawn') return null;
  const noticed = f.notified_on !== null;
  if (ground === 'c') return noticed ? null : addDays(f.due_on, 1);
  if (ground !== 'g') return null;
  if (!noticed) return addDays(f.due_on, 1);
  return f.promised_on !== null && f.delivered_on === null ? addDays(f.promised_on, 1) : null;
}
