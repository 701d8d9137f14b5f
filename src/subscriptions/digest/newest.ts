import type { Overview } from '../../catalogue/overview-queries';
import { type PublishedRow, publishedPage } from '../../catalogue/queries';
import { searchWords } from '../../catalogue/words';
import type { DbOrTrx } from '../../db/connect';
import type { SavedSearch } from '../searches';

/** How many items a letter lists. */
export const MOST_ITEMS = 20;
// What is younger than the digest's end is read past; so much of it at most.
const MOST_PAST = 200;

/** What a search has found that was published until an instant: the newest, one more than a letter lists. */
export type Found = { rows: PublishedRow[] } | 'busy';

/**
 * The newest documents of a saved search published up to `until`, through the same query as the public list: what the
 * list hides, an alert never tells. `busy`: so much was published this very moment that they lie beyond what is read.
 */
export async function newestOf(
  db: DbOrTrx,
  regionId: number,
  search: SavedSearch,
  known: Overview,
  until: string,
): Promise<Found> {
  const bodyId = search.badan ? known.bodies.find(({ slug }) => slug === search.badan)?.id : null;
  const words = search.q ? searchWords(search.q) : null;
  // A body that is closed, or words without a letter: the list would be empty, and so is the letter.
  if (bodyId === undefined || words?.length === 0) return { rows: [] };
  const { kategori, tahun, format } = search;
  const filter = { category: kategori || null, bodyId, year: tahun ? Number(tahun) : null, format: format || null };
  const query = { regionId, words, filter, sort: 'terbaru' as const };
  const rows: PublishedRow[] = [];
  let after: Awaited<ReturnType<typeof publishedPage>>['next'] = null;
  for (let seen = 0; seen < MOST_PAST; ) {
    const page: Awaited<ReturnType<typeof publishedPage>> = await publishedPage(db, {
      ...query,
      after,
      limit: MOST_ITEMS + 1,
    });
    seen += page.rows.length;
    rows.push(...page.rows.filter((row) => row.published_at <= until));
    if (rows.length > MOST_ITEMS || !page.next) return { rows };
    after = page.next;
  }
  return rows.length > 0 ? { rows } : 'busy';
}
