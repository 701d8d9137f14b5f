import type { DbOrTrx } from '../../db/connect';
import { keepSetting } from '../../settings/commands';

const KEY = 'freshness_reminded';

/** The day reminders were made last, and the Monday of the week rhythms were last looked at; '' for never. */
export type Marker = { day: string; week: string };

export async function reminded(db: DbOrTrx, regionId: number): Promise<Marker> {
  const row = await db('settings').where({ region_id: regionId, key: KEY }).first('value');
  const { day = '', week = '' }: Partial<Marker> = row ? JSON.parse(row.value) : {};
  return { day, week };
}

export async function noteReminded(trx: DbOrTrx, regionId: number, marker: Marker, now: string): Promise<void> {
  await keepSetting(trx, regionId, { key: KEY, value: JSON.stringify(marker), now });
}
