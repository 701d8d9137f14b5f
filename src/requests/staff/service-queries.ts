import type { DbOrTrx } from '../../db/connect';
import { servicesFrom, type UsualService } from './services';

/** The services the desk may redirect to with one click; the region's own list when it keeps one. */
export async function usualServices(db: DbOrTrx, regionId: number): Promise<readonly UsualService[]> {
  const row = await db('settings').where({ region_id: regionId, key: 'usual_services' }).first('value');
  return servicesFrom(row?.value ?? null);
}
