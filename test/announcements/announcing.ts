import { addressIndex, sealAddress } from '../../src/subscriptions/sealing';
import { NOTHING_SOUGHT, searchKey, storedSearch } from '../../src/subscriptions/searches';
import type { Agent, TestApp } from '../support/app';

let keys = 0;
const key = () => {
  keys += 1;
  return `kunci-peringatan-${String(keys).padStart(6, '0')}`;
};

export const FLOOD = {
  subkind: 'bencana-alam',
  title: 'Banjir di Kecamatan Sayung & sekitarnya',
  happening: 'Tanggul Sungai Wulan jebol di Desa Ngemplik. Air setinggi 80 cm.',
  'standard[d]': 'Naik ke lantai dua atau ke balai desa. Matikan listrik.',
};

/** Announces through the page; gives the path of the announcement at the desk. */
export async function announced(agent: Agent, over: Record<string, string> = {}): Promise<string> {
  const sent = { ...FLOOD, body: 'dinkominfo', key: key(), ...over };
  const made = await agent.post('/opd/peringatan/baru').type('form').send(sent).expect(303);
  return made.headers.location as string;
}

export const idOf = (path: string): string => path.split('/').at(-1) as string;

/** People who want to hear of warnings and have confirmed it, `reader<n>@contoh.test`, from `from` on. */
export async function readers({ db, deps, regionId }: TestApp, count: number, from = 0): Promise<void> {
  const at = deps.clock.now().toISOString();
  const search = storedSearch(NOTHING_SOUGHT);
  const rows = Array.from({ length: count }, (_, i) => {
    const email = `reader${from + i}@contoh.test`;
    const public_id = `reader${String(from + i).padStart(8, '0')}`;
    return {
      ...{ public_id, region_id: regionId, kind: 'announcements', search, search_key: searchKey(search) },
      email_sealed: sealAddress(deps.keys, public_id, email),
      email_index: addressIndex(deps.keys, regionId, email),
      ...{ language: i % 10 === 9 ? 'en' : 'id', frequency: 'at_once', asked_frequency: 'at_once', state: 'active' },
      ...{ asked_at: at, created_at: at, confirmed_at: at },
    };
  });
  for (let i = 0; i < rows.length; i += 50) await db('subscriptions').insert(rows.slice(i, i + 50));
}
