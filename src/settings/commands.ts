import type { DbOrTrx } from '../db/connect';

/** Keeps one setting of a region in the place of what it was. `now` is an instant; what an event says of it is the caller's. */
export async function keepSetting(
  db: DbOrTrx,
  regionId: number,
  { key, value, now }: { key: string; value: string; now: string },
): Promise<void> {
  await db('settings')
    .insert({ region_id: regionId, key, value, updated_at: now })
    .onConflict(['region_id', 'key'])
    .merge(['value', 'updated_at']);
}
