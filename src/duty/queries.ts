import type { DbOrTrx } from '../db/connect';
import type { DutyTextRow } from '../db/tables/duty';
import type { Language } from '../i18n/catalogue';

export type TextVersion = { version: number; body: string; made_at: string };
export type TextEntry = Omit<DutyTextRow, 'region_id' | 'code' | 'made_by'> & { made_by_name: string };
export type Which = { code: string; lang: Language };

const ofRegion = (db: DbOrTrx, regionId: number) => db<DutyTextRow>('duty_texts').where('region_id', regionId);

/** The words the office wrote last, or those of one version; undefined while it has written none. */
export async function writtenText(
  db: DbOrTrx,
  regionId: number,
  { code, lang }: Which,
  version?: number,
): Promise<TextVersion | undefined> {
  const query = ofRegion(db, regionId).where({ code, lang }).whereNotNull('body').orderBy('version', 'desc');
  if (version !== undefined) query.where('version', version);
  return (await query.first('version', 'body', 'made_at')) as TextVersion | undefined;
}

/** When each version of a text was written, the newest first, at most 100. */
export async function textVersions(
  db: DbOrTrx,
  regionId: number,
  { code, lang }: Which,
): Promise<Pick<TextVersion, 'version' | 'made_at'>[]> {
  return ofRegion(db, regionId)
    .where({ code, lang })
    .whereNotNull('body')
    .orderBy('version', 'desc')
    .limit(100)
    .select('version', 'made_at');
}

/** The number of the newest row of a text, a version or a word that it is right; 0 when there is none. */
export async function newestVersion(db: DbOrTrx, regionId: number, { code, lang }: Which): Promise<number> {
  const row = await ofRegion(db, regionId).where({ code, lang }).orderBy('version', 'desc').first('version');
  return row?.version ?? 0;
}

/** What was done to a text, the newest first, at most 100. */
export async function textHistory(db: DbOrTrx, regionId: number, { code, lang }: Which): Promise<TextEntry[]> {
  return db('duty_texts as d')
    .join('users as u', 'u.id', 'd.made_by')
    .where({ 'd.region_id': regionId, 'd.code': code, 'd.lang': lang })
    .orderBy('d.version', 'desc')
    .limit(100)
    .select('d.id', 'd.lang', 'd.version', 'd.body', 'd.note', 'd.made_at', 'u.name as made_by_name');
}

/** When each text was last written or found right, by code; in any language. */
export async function lastChecked(db: DbOrTrx, regionId: number): Promise<Map<string, string>> {
  const rows: { code: string; at: string }[] = await ofRegion(db, regionId)
    .groupBy('code')
    .select('code', db.raw('max(made_at) as at'));
  return new Map(rows.map(({ code, at }) => [code, at]));
}
