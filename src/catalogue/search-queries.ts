import { type DbOrTrx, isPostgres } from '../db/connect';
import type { Category } from '../db/tables';
import type { SearchWord } from './words';

/** What narrows a list of published documents. `bodyId` is a row of `bodies`; absent and null filter nothing. */
export type Filter = {
  category?: Category | null;
  bodyId?: number | null;
  year?: number | null;
  format?: string | null;
};

export type Hits = { sql: string; bindings: (string | number)[] };

/**
 * How many hits a search looks at, the newest first. A broad word in a million documents would take seconds to sort;
 * someone with 2,000 hits narrows the search and does not page through them.
 */
export const MOST_HITS = 2000;

type Query = { regionId: number; words: readonly SearchWord[]; filter: Filter; within: 'title' | 'all' };

/**
 * SQL giving `id` and `published_at` of published documents of a region that hold every word (in the title, or also the
 * summary) and pass the filter, at most `limit` of the newest. `words` must not be empty.
 */
export function hits(db: DbOrTrx, query: Query, limit = MOST_HITS): Hits {
  return isPostgres(db) ? postgresHits(query, limit) : sqliteHits(query, limit);
}

// Words hold letters and digits only, so that quoting them is all that either engine's search language needs. The hits
// lead the join: SQLite keeps the order of a cross join, and left to choose it would walk every document.
function sqliteHits({ regionId, words, filter, within }: Query, limit: number): Hits {
  const typed = words.map(({ text, prefix }) => `"${text}"${prefix ? ' *' : ''}`).join(' AND ');
  const facets = facetsOf(regionId, filter).map(([mark, value]) => `"${mark}${value.replace('-', '')}"`);
  const match = `{title${within === 'all' ? ' summary' : ''}} : (${typed}) AND facets : (${facets.join(' AND ')})`;
  return {
    sql: `SELECT d.id, d.published_at FROM document_search CROSS JOIN documents d ON d.id = document_search.rowid
      WHERE document_search MATCH ? ORDER BY document_search.rowid DESC LIMIT ?`,
    bindings: [match, limit],
  };
}

/** How many of the newest documents are looked through before the index is asked. */
const WINDOW = 20_000;

/**
 * PostgreSQL cannot guess how many documents hold the beginning of a word, and guessing wrong it reads them all. So the
 * newest are looked through first; where those hold enough, the word is broad and nothing else is done. Otherwise it is
 * rare enough for the index, which `+ 0` keeps the planner to.
 */
function postgresHits({ regionId, words, filter, within }: Query, limit: number): Hits {
  const typed = words.map(({ text, prefix }) => `'${text}'${prefix ? ':*' : ''}`).join(' & ');
  const facets = facetsOf(regionId, filter).map(([mark, value]) => `'${mark}=${value}'`);
  const match = `words @@ ?::tsquery${within === 'title' ? ' AND title @@ ?::tsquery' : ''}`;
  const asked = [[typed, ...facets].join(' & '), ...(within === 'title' ? [typed] : [])];
  const newest = `SELECT document_id, published_at, title, words FROM document_search ORDER BY document_id DESC LIMIT ${WINDOW}`;
  return {
    sql: `WITH near AS MATERIALIZED (SELECT document_id, published_at FROM (${newest}) AS newest WHERE ${match} LIMIT ?)
      SELECT document_id AS id, published_at FROM near WHERE (SELECT count(*) FROM near) >= ?
      UNION ALL (SELECT document_id, published_at FROM document_search
        WHERE ${match} AND (SELECT count(*) FROM near) < ? ORDER BY document_id + 0 DESC LIMIT ?)`,
    bindings: [...asked, limit, limit, ...asked, limit, limit],
  };
}

/** The filter as words of the index: region, body, category, year, format. */
function facetsOf(regionId: number, { category, bodyId, year, format }: Filter): [mark: string, value: string][] {
  const given: [string, string | number | null | undefined][] = [
    ['r', regionId],
    ['b', bodyId],
    ['k', category],
    ['y', year],
    ['f', format],
  ];
  return given.flatMap(([mark, value]) => (value ? [[mark, String(value)] as [string, string]] : []));
}
