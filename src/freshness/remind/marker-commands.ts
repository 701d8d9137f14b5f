import type { DbOrTrx } from '../../db/connect';

const KEY = 'freshness_reminded';

/** The day reminders were made last, and the Monday of the week rhythms were last looked at; '' for never. */
export type Marker = { day: string; week: string };

export async function reminded(db: DbOrTrx, regionId: number): Promise<Marker> {
  const row = await db('settings').where({ region_id: regionId, key: KEY }).first('value');
  const { day = '', week = '' }: Partial<Marker> = row ? JSON.parse(row.value) : {};
  return { day, week };
}

export async function noteReminded(trx: DbOrTrx, regionId: number, marker: Marker, now: string): Promise<void> {
  const row = { region_id: regionId, key: KEY, value: JSON.stringify(marker), updated_at: now };
  await trx('settings').insert(row).onConflict(['region_id', 'key']).merge(['value', 'updated_at']);
}
