import { type AuditActor, appendEvent } from '../audit/commands';
import type { Trx } from '../db/connect';
import { type DayOffKind, isDate } from './working-days';

export type NewHoliday = { regionId: number; date: string; kind: DayOffKind; name: string; decree: string | null };

/**
 * Adds a day off and raises the version of its year, so that every later answer is counted with it. Refused as a value
 * when the date is impossible, its year has no calendar, or the same entry is there already. Open terms are not moved here.
 */
export async function addHoliday(
  trx: Trx,
  holiday: NewHoliday,
  by: { actor: AuditActor; now: string },
): Promise<{ added: true } | { added: false; because: 'impossible_date' | 'no_calendar' | 'already_there' }> {
  const { regionId, date, kind, name, decree } = holiday;
  if (!isDate(date)) return { added: false, because: 'impossible_date' };
  const year = { region_id: regionId, year: Number(date.slice(0, 4)) };
  const entry = { region_id: regionId, date, kind, name, decree, confidence: 'entered', note: null };
  const known = await trx('calendar_years').where(year).first('year');
  if (!known) return { added: false, because: 'no_calendar' };
  const [row] = await trx('holidays').insert(entry).onConflict().ignore().returning('id');
  if (!row) return { added: false, because: 'already_there' };
  const [{ version }] = await trx('calendar_years')
    .where(year)
    .update({ version: trx.raw('version + 1'), updated_at: by.now })
    .returning('version');
  await appendEvent(trx, 'calendar', {
    regionId,
    kind: 'holiday_added',
    occurredAt: by.now,
    recordedAt: by.now,
    actor: by.actor,
    detail: { date, kind, name, decree, version },
  });
  return { added: true };
}
