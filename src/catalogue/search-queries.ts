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
 * someone with 5,000 hits narrows the search and does not page through them.
 */
export const MOST_HITS = 5000;

/**
 * SQL giving the ids of published documents of a region that hold every word (in the title, or also the summary) and
 * pass the filter: a column `id`, newest first, at most `limit` of them. `words` must not be empty.
 */
export function hits(
  db: DbOrTrx,
  query: { regionId: number; words: readonly SearchWord[]; filter: Filter; within: 'title' | 'all' },
  limit = MOST_HITS,
): Hits {
  return isPostgres(db) ? postgresHits(query, limit) : sqliteHits(query, limit);
}

type Query = Parameters<typeof hits>[1];

// Words hold letters and digits only, so that quoting them is all that either engine's search language needs.
function sqliteHits({ regionId, words, filter, within }: Query, limit: number): Hits {
  const typed = words.map(({ text, prefix }) => `"${text}"${prefix ? ' *' : ''}`).join(' AND ');
  const { category, bodyId, year, format } = filter;
  const facets = [`r${regionId}`];
  if (bodyId) facets.push(`b${bodyId}`);
  if (category) facets.push(`k${category.replace('-', '')}`);
  if (year) facets.push(`y${year}`);
  if (format) facets.push(`f${format}`);
  const match = `{title${within === 'all' ? ' summary' : ''}} : (${typed}) AND facets : (${facets.map((f) => `"${f}"`).join(' AND ')})`;
  return {
    sql: 'SELECT rowid AS id FROM document_search WHERE document_search MATCH ? ORDER BY rowid DESC LIMIT ?',
    bindings: [match, limit],
  };
}

function postgresHits({ regionId, words, filter, within }: Query, limit: number): Hits {
  const typed = words.map(({ text, prefix }) => `'${text}'${prefix ? ':*' : ''}`).join(' & ');
  const { category, bodyId, year, format } = filter;
  const facets = [`'r=${regionId}'`];
  if (bodyId) facets.push(`'b=${bodyId}'`);
  if (category) facets.push(`'k=${category}'`);
  if (year) facets.push(`'y=${year}'`);
  if (format) facets.push(`'f=${format}'`);
  const inTitle = within === 'title' ? 'AND title @@ ?::tsquery' : '';
  return {
    sql: `SELECT document_id AS id FROM document_search WHERE words @@ ?::tsquery ${inTitle} ORDER BY document_id DESC LIMIT ?`,
    bindings: [`${typed} & ${facets.join(' & ')}`, ...(inTitle ? [typed] : []), limit],
  };
}
