import { z } from 'zod';

/** The agency (*lembaga*) that must be told: UU 27/2022 Pasal 46 ayat (1) huruf b. */
export type Agency = { name: string; address: string; email: string | null };

export const AGENCY_SETTING = 'data_protection_agency';

/**
 * Until the agency of Pasal 58 is set up its tasks lie with the ministry. Remembered, not read in a decree: pages ask to
 * check it, and an office sets its own under `AGENCY_SETTING`.
 */
export const USUAL_AGENCY: Agency = {
  name: 'Lembaga Pelindungan Data Pribadi, u.p. Kementerian Komunikasi dan Digital',
  address: 'Jalan Medan Merdeka Barat Nomor 9, Jakarta Pusat 10110',
  email: null,
};

const kept = z.object({ name: z.string(), address: z.string(), email: z.string().nullable() });

/** What the setting holds; the usual one where it is empty or cannot be read. */
export function readAgency(value: string | null | undefined): Agency {
  try {
    return kept.parse(JSON.parse(value ?? ''));
  } catch {
    return USUAL_AGENCY;
  }
}
