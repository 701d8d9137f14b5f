import type { DbOrTrx } from '../db/connect';
import type { ExemptionRow } from '../db/tables/exemptions';
import { lastWatched } from '../workflow/exemption-clocks';

/** Whatever waits is read as far as this and counted no further. */
export const MOST_TURNS = 50;

type Whose = { regionId: number; bodyIds: readonly number[] | null };

const some = (db: DbOrTrx, { regionId, bodyIds }: Whose, state: ExemptionRow['state']) => {
  const list = db('exemptions')
    .where({ region_id: regionId, state })
    .limit(MOST_TURNS + 1);
  return bodyIds ? list.whereIn('body_id', [...bodyIds]) : list;
};

/** Drafts that an agency handed in, the oldest first. */
export async function handedIn(db: DbOrTrx, regionId: number): Promise<Pick<ExemptionRow, 'number' | 'handed_on'>[]> {
  const list = some(db, { regionId, bodyIds: null }, 'draft').whereNotNull('handed_on');
  return list.orderBy(['handed_on', 'id']).select('number', 'handed_on');
}

/** Drafts that came back to their agency with a note. */
export async function returned(db: DbOrTrx, whose: Whose): Promise<Pick<ExemptionRow, 'number'>[]> {
  return some(db, whose, 'draft').whereNull('handed_on').whereNotNull('note').orderBy('id').select('number');
}

/** Tests that are complete and not enacted, the oldest first. */
export async function waitingTests(db: DbOrTrx, regionId: number): Promise<ExemptionRow[]> {
  return some(db, { regionId, bodyIds: null }, 'tested').orderBy('id');
}

/** Exemptions in force that end soon enough for an alert to have been reached, the first to end first. */
export async function endingSoon(db: DbOrTrx, whose: Whose, today: string): Promise<ExemptionRow[]> {
  return some(db, whose, 'decided')
    .whereBetween('ends_on', [today, lastWatched(today)])
    .whereNull('ended_by')
    .orderBy(['ends_on', 'id']);
}

export type Unmasked = Pick<ExemptionRow, 'number' | 'masking_due_on'>;

/** Items that are public while their files wait, those that are due first at the front. */
export async function unmasked(db: DbOrTrx, whose: Whose): Promise<Unmasked[]> {
  const lists = (['expired', 'revoked'] as const).map(async (state): Promise<Unmasked[]> => {
    const waiting = () => some(db, whose, state).whereNull('masked_on').select('number', 'masking_due_on');
    // One without a day waits for its calendar: it comes last on either engine.
    const dated = await waiting().whereNotNull('masking_due_on').orderBy(['masking_due_on', 'id']);
    return dated.length > MOST_TURNS ? dated : [...dated, ...(await waiting().whereNull('masking_due_on'))];
  });
  const all = (await Promise.all(lists)).flat();
  const day = ({ masking_due_on }: Unmasked) => masking_due_on ?? '9999';
  return all.sort((a, b) => (day(a) < day(b) ? -1 : 1)).slice(0, MOST_TURNS + 1);
}
