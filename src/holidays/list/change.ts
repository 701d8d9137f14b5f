import type { CalendarChange, DayKey, NewDay, StoredCalendar } from '../../calendar/change';
import { weekday } from '../../calendar/working-days';
import type { ListedDay, Remark } from './listed';

/** `complete`: days that are missing are added. `replace`: the list is the year's decree; what it does not name goes. */
export type ListMode = 'complete' | 'replace';

export type ListOrder = {
  year: number;
  mode: ListMode;
  decree: string;
  reason: string;
  confidence: 'high' | 'provisional';
};

/**
 * The change that a list makes of one year. Days of other years, repeated lines and days already kept are left out and
 * said; so are weekends, which real decrees name and which cost no working day. Local closing days are in no decree and
 * stay.
 */
export function listChange(
  days: readonly ListedDay[],
  { year, mode, decree, reason, confidence }: ListOrder,
  stored: StoredCalendar,
): { change: CalendarChange; notices: Remark[] } {
  const notices: Remark[] = [];
  const own = days.filter(({ date }) => inYear(date, year));
  if (own.length < days.length)
    notices.push({ line: null, code: 'other_years', vars: { count: days.length - own.length, year: String(year) } });
  const listed = new Map<string, ListedDay>();
  for (const day of own) {
    if (listed.has(keyOf(day))) notices.push({ line: day.line, code: 'repeated', vars: { name: day.name } });
    else listed.set(keyOf(day), day);
  }
  const kept = stored.days.filter(({ date }) => inYear(date, year));
  const there = (day: ListedDay) =>
    kept.some((one) =>
      mode === 'replace' ? keyOf(one) === keyOf(day) : one.date === day.date && one.kind === day.kind,
    );
  const fresh = [...listed.values()].filter((day) => !there(day));
  if (fresh.length < listed.size)
    notices.push({ line: null, code: 'known', vars: { count: listed.size - fresh.length } });
  for (const { line, date, name, tentative } of fresh) {
    if ([0, 6].includes(weekday(date))) notices.push({ line, code: 'weekend', vars: { name } });
    if (tentative) notices.push({ line, code: 'tentative', vars: { name } });
  }
  const isNew = !stored.years.some((known) => known.year === year);
  const gone = mode === 'replace' ? kept.filter((one) => one.kind !== 'local' && !listed.has(keyOf(one))) : [];
  const changes = isNew || gone.length + fresh.length > 0;
  return {
    change: {
      kind: isNew ? 'year' : 'import',
      decree,
      reason,
      add: fresh.map(
        ({ date, kind, name, tentative }): NewDay => ({ date, kind, name, ...(tentative ? { tentative } : {}) }),
      ),
      remove: gone.map(({ date, kind, name }): DayKey => ({ date, kind, name })),
      years: changes && (isNew || mode === 'replace') ? [{ year, decree, confidence }] : [],
    },
    notices,
  };
}

const inYear = (date: string, year: number): boolean => date.startsWith(`${year}-`);
const keyOf = ({ date, kind, name }: DayKey): string => JSON.stringify([date, kind, name]);
