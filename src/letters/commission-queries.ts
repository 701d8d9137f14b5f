import type { DbOrTrx } from '../db/connect';
import type { Commission } from './objection-facts';

export const COMMISSION_SETTING = 'information_commission';

/**
 * The commission a regency without one of its own goes to (Perki 1/2013 Pasal 6(3)–(5)). From memory in its address:
 * an administrator corrects it.
 */
export const DEFAULT_COMMISSION: Commission = {
  level: 'provinsi',
  name: 'Komisi Informasi Provinsi Jawa Tengah',
  address: '',
  email: '',
  phone: '',
  website: '',
};

/** The commission that is competent for this region's public bodies, as the setting names it. */
export async function commissionOf(db: DbOrTrx, regionId: number): Promise<Commission> {
  const row = await db('settings').where({ region_id: regionId, key: COMMISSION_SETTING }).first('value');
  return row ? { ...DEFAULT_COMMISSION, ...(JSON.parse(row.value) as Partial<Commission>) } : DEFAULT_COMMISSION;
}
