import type { DbOrTrx } from '../db/connect';
import type { LetterRow } from '../db/tables/letters';
import { isLetterNumberFormat, LETTER_NUMBER_FORMAT } from './number';

/** One letter by its public id; null when there is none. Whose it is must be checked by the caller. */
export async function letterByPublicId(db: DbOrTrx, publicId: string): Promise<LetterRow | null> {
  return (await db('letters').where('public_id', publicId).first()) ?? null;
}

/** How the region numbers its letters; the default where none is set or the one set would give two letters one number. */
export async function letterNumberFormat(db: DbOrTrx, regionId: number): Promise<string> {
  const row = await db('settings').where({ region_id: regionId, key: 'letter_number_format' }).first('value');
  return row && isLetterNumberFormat(row.value) ? row.value : LETTER_NUMBER_FORMAT;
}
