import { type AuditActor, appendEvent } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { CalendarChangeRow } from '../db/tables/holidays';
import { newPublicId } from '../secrets/keys';
import {
  type CalendarChange,
  type ChangeKind,
  type ChangeRefusal,
  calendarOf,
  calendarWith,
  changedDays,
  changeRefusal,
  newYears,
  spanOf,
  touchedYears,
  turnedDays,
} from './change';
import { lockCalendar, storedCalendar } from './queries';

/** `expected`: the version that the change was judged against by a person; null where nobody saw a preview. */
export type CalendarOrder = { regionId: number; change: CalendarChange; expected: string | null };
export type CalendarChanged =
  | { ok: true; id: number; publicId: string; version: string }
  | { ok: false; refusal: ChangeRefusal };

const EVENT: Record<ChangeKind, string> = {
  add: 'holiday_added',
  remove: 'holiday_removed',
  edit: 'calendar_edited',
  import: 'holidays_imported',
  year: 'calendar_year_loaded',
};

/**
 * Changes the kept calendar: days, years, their versions, the event, and the row from which the sweep moves every open
 * case; all in the caller's transaction. What the rules refuse is a value and changes nothing. A change that turns no
 * day, such as a decree's number, has nothing to move and is done at once.
 */
export async function changeCalendar(
  trx: Trx,
  { regionId, change, expected }: CalendarOrder,
  by: { actor: AuditActor; now: string },
): Promise<CalendarChanged> {
  await lockCalendar(trx, regionId);
  const stored = await storedCalendar(trx, regionId);
  if (expected !== null && expected !== calendarOf(stored).version) return { ok: false, refusal: { code: 'stale' } };
  const refusal = changeRefusal(stored, change);
  if (refusal) return { ok: false, refusal };
  const { version } = calendarWith(stored, change);
  await storeYears(trx, regionId, change, newYears(stored, change), by.now);
  await storeDays(trx, regionId, change);

  const dates = changedDays(change);
  const { from, to } = spanOf(change);
  const nothingMoves = turnedDays(stored, change).length + newYears(stored, change).length === 0;
  const row: Omit<CalendarChangeRow, 'id'> = {
    public_id: newPublicId(new Date(by.now)),
    region_id: regionId,
    kind: change.kind,
    decree: change.decree,
    reason: change.reason,
    made_by: by.actor.userId ?? null,
    made_at: by.now,
    dates: JSON.stringify(dates),
    years: JSON.stringify(change.years),
    from_date: from,
    to_date: to,
    version,
    state: nothingMoves ? 'done' : 'moving',
    case_kind: null,
    after_id: 0,
    seen: 0,
    moved: 0,
    began_at: nothingMoves ? by.now : null,
    stalled_at: null,
    finished_at: nothingMoves ? by.now : null,
  };
  const [{ id }] = await trx('calendar_changes').insert(row).returning('id');
  const { decree, reason, years } = change;
  await appendEvent(trx, 'calendar', {
    regionId,
    kind: EVENT[change.kind],
    occurredAt: by.now,
    recordedAt: by.now,
    actor: by.actor,
    detail: { change: row.public_id, decree, reason, dates, years, version },
  });
  return { ok: true, id, publicId: row.public_id, version };
}

/** Raises the version of every year that is touched, in its own statement: two changes follow one another. */
async function storeYears(
  trx: Trx,
  regionId: number,
  change: CalendarChange,
  fresh: readonly number[],
  now: string,
): Promise<void> {
  for (const { year, decree, confidence } of change.years) {
    if (fresh.includes(year)) {
      const row = { region_id: regionId, year, version: 1, decree, confidence, updated_at: now };
      await trx('calendar_years').insert(row);
    } else {
      await trx('calendar_years').where({ region_id: regionId, year }).update({ decree, confidence });
    }
    // Whoever confirms a year confirms its days.
    if (confidence === 'high') {
      await trx('holidays')
        .where('region_id', regionId)
        .whereBetween('date', [`${year}-01-01`, `${year}-12-31`])
        .whereIn('confidence', ['provisional', 'single_source'])
        .update({ confidence: 'high' });
    }
  }
  await trx('calendar_years')
    .where('region_id', regionId)
    .whereIn(
      'year',
      touchedYears(change).filter((year) => !fresh.includes(year)),
    )
    .update({ version: trx.raw('version + 1'), updated_at: now });
}

async function storeDays(trx: Trx, regionId: number, change: CalendarChange): Promise<void> {
  for (const { date, kind, name } of change.remove) {
    await trx('holidays').where({ region_id: regionId, date, kind, name }).delete();
  }
  const rows = change.add.map(({ date, kind, name, tentative }) => {
    const confidence = tentative ? 'provisional' : 'entered';
    return { region_id: regionId, date, kind, name, decree: change.decree, confidence, note: null };
  });
  for (let i = 0; i < rows.length; i += 100) await trx('holidays').insert(rows.slice(i, i + 100));
}
