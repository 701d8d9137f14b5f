import { localDay } from '../calendar/working-days';
import type { ChangedDay, DateMove } from '../workflow/explained';

/** An event of a case as stored, as far as its moved dates go. */
export type MovingEvent = { kind: string; occurred_at: string; payload: string };

type Payload = { changes?: Record<string, [unknown, unknown]>; detail?: { decree?: unknown; dates?: unknown } };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const day = (value: unknown): string | null => (typeof value === 'string' && DATE.test(value) ? value : null);

/** The dates that the events of a case moved, oldest first. Each event is read once, whatever asks. */
export function dateMoves(events: readonly MovingEvent[], timezone: string): DateMove[] {
  return events.flatMap(({ kind, occurred_at, payload }) => {
    const { changes = {}, detail = {} } = JSON.parse(payload) as Payload;
    const of = {
      event: kind,
      at: occurred_at,
      on: localDay(occurred_at, timezone),
      decree: typeof detail.decree === 'string' ? detail.decree : null,
      days: kind === 'calendar_moved' && Array.isArray(detail.dates) ? (detail.dates as ChangedDay[]) : [],
    };
    return Object.entries(changes).flatMap(([field, [from, to]]): DateMove[] =>
      day(from) || day(to) ? [{ ...of, field, from: day(from), to: day(to) }] : [],
    );
  });
}
