import type { ChangedDay, StoredCalendar } from '../../calendar/change';
import { calendarOf } from '../../calendar/change';
import type { Calendar } from '../../calendar/working-days';

/**
 * The calendar as it was before changes that came later, the newest first: what was added is taken out, what was removed
 * comes back. Years that were loaded since stay: nothing could be counted through them then.
 */
export function calendarBefore(stored: StoredCalendar, later: readonly (readonly ChangedDay[])[]): Calendar {
  if (later.length === 0) return calendarOf(stored);
  let days = [...stored.days];
  for (const change of later) {
    const added = new Set(change.filter((day) => day.change === 'added').map(keyOf));
    const removed = change.filter((day) => day.change === 'removed');
    days = [
      ...days.filter((day) => !added.has(keyOf(day))),
      ...removed.map(({ date, kind, name }) => ({ date, kind, name, decree: null })),
    ];
  }
  return calendarOf({ years: stored.years, days });
}

const keyOf = ({ date, kind, name }: { date: string; kind: string; name: string }): string => `${date} ${kind} ${name}`;
