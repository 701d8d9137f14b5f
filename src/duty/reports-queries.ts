import type { DbOrTrx } from '../db/connect';

/** A published report on information service. */
export type PublishedReport = { slug: string; title: string; year: number | null; published_at: string; body: string };

const REPORTS = ['akses-informasi', 'layanan-informasi'];
const MOST = 50;

/** Published reports on information service (Perki 1/2021 Pasal 14(2)e and 21(1)j), the newest first, at most 50. */
export async function publishedReports(db: DbOrTrx, regionId: number): Promise<PublishedReport[]> {
  const newest = (subkind: string): Promise<PublishedReport[]> =>
    db('documents as d')
      .join('bodies as b', 'b.id', 'd.body_id')
      .where({ 'd.region_id': regionId, 'd.state': 'published', 'd.subkind': subkind })
      .whereNot('d.category', 'dikecualikan')
      .orderBy([
        { column: 'd.published_at', order: 'desc' },
        { column: 'd.id', order: 'desc' },
      ])
      .limit(MOST)
      .select('d.slug', 'd.title', 'd.year', 'd.published_at', 'b.short_name as body');
  const found = (await Promise.all(REPORTS.map(newest))).flat();
  return found.sort((a, b) => (a.published_at < b.published_at ? 1 : -1)).slice(0, MOST);
}
