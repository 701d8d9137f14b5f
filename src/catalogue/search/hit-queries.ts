import { type DbOrTrx, isPostgres } from '../../db/connect';
import { asFts5, asTsquery, type Clause, type Tier } from './clauses';
import { BLOCK_BITS } from './tokens';

/** A question to the index: clauses and filters (as tokens), how near the top, and how many of the newest are wanted. */
export type Question = { clauses: readonly Clause[]; facets: readonly string[]; tier: Tier; limit: number };

/**
 * The keys of the newest documents that meet every clause, at most `limit`, the newest first. A broad word in a million
 * documents would take seconds to sort; the newest end of its list is read and no more.
 */
export async function newestHits(db: DbOrTrx, question: Question): Promise<number[]> {
  return isPostgres(db) ? postgresHits(db, question) : sqliteHits(db, question);
}

// FTS5 gives its hits from the newest on and stops at the limit. A thousand keys come as one text: a thousand rows would
// take longer to hand over than to find.
async function sqliteHits(db: DbOrTrx, { clauses, facets, tier, limit }: Question): Promise<number[]> {
  const [row] = await db.raw(
    `SELECT group_concat(id, ' ') AS ids FROM (SELECT rowid AS id FROM document_search
      WHERE document_search MATCH ? ORDER BY rowid DESC LIMIT ?)`,
    [asFts5(clauses, facets, tier), limit],
  );
  return keysIn(row.ids);
}

const keysIn = (text: string | null): number[] =>
  text
    ? text
        .split(' ')
        .map(Number)
        .sort((a, b) => b - a)
    : [];

// Read in one go when they are likely no more than this.
const FEW = 4_000;
const MOST_BLOCKS = 16;

/**
 * PostgreSQL reads all hits of its index before it can sort them. Every document therefore carries the number of its
 * block as a word, and the newest blocks are asked first; older ones only while hits are wanting, all that is left at
 * once where few are likely.
 */
async function postgresHits(db: DbOrTrx, { clauses, facets, tier, limit }: Question): Promise<number[]> {
  const asked = asTsquery(clauses, facets, tier);
  const newest = await db('document_search').max({ id: 'document_id' }).first();
  const hits: number[] = [];
  let block = Number(newest?.id ?? -1) >> BLOCK_BITS;
  let blocks = 2;
  let looked = 0;
  let all = false;
  while (block >= 0 && hits.length < limit && !all) {
    if (looked === 2) all = (await likely(db, asked)) <= FEW;
    const first = all ? 0 : Math.max(0, block - blocks + 1);
    const within = all || (looked === 0 && first === 0) ? null : blockTokens(first, block);
    hits.push(...(await hitsWithin(db, asked, within, (block + 1) << BLOCK_BITS, limit - hits.length)));
    looked += block - first + 1;
    block = first - 1;
    blocks = nextBlocks(limit, hits.length, looked);
  }
  return hits;
}

async function hitsWithin(
  db: DbOrTrx,
  asked: string,
  within: string | null,
  below: number,
  limit: number,
): Promise<number[]> {
  // `+ 0` keeps the planner to the index of words: walking back by key it would read every document for a rare word.
  const { rows } = await db.raw(
    `SELECT string_agg(id::text, ' ') AS ids FROM (SELECT document_id AS id FROM document_search
      WHERE tokens @@ ?::tsquery AND document_id + 0 < ? ORDER BY document_id + 0 DESC LIMIT ?) AS hits`,
    [within ? `(${asked}) & ${within}` : asked, below, limit],
  );
  return keysIn(rows[0].ids);
}

const blockTokens = (first: number, last: number): string =>
  `(${Array.from({ length: last - first + 1 }, (_, i) => `n${first + i}`).join('|')})`;

function nextBlocks(limit: number, found: number, looked: number): number {
  const wanting = ((limit - found) * looked) / Math.max(1, found);
  return Math.max(4, Math.min(MOST_BLOCKS, Math.ceil(wanting * 1.3)));
}

/** How many documents the planner thinks meet the question: it keeps how common the common words are. */
async function likely(db: DbOrTrx, asked: string): Promise<number> {
  const { rows } = await db.raw('EXPLAIN (FORMAT JSON) SELECT 1 FROM document_search WHERE tokens @@ ?::tsquery', [
    asked,
  ]);
  const [{ Plan }] = rows[0]['QUERY PLAN'];
  return Number(Plan['Plan Rows']);
}

/** Columns of many documents at once, each as a list of texts, null as ''. */
export async function columnsAt(
  db: DbOrTrx,
  ids: readonly number[],
  columns: readonly ('id' | 'published_at' | 'category' | 'body_id' | 'year' | 'format')[],
): Promise<string[][]> {
  if (ids.length === 0) return [];
  const text = columns.map((name) => `coalesce(CAST(${name} AS text), '')`).join(` || '|' || `);
  const sql = isPostgres(db)
    ? `SELECT string_agg(${text}, ' ') AS packed FROM documents WHERE id = ANY(?::int[])`
    : `SELECT group_concat(${text}, ' ') AS packed FROM documents WHERE id IN (SELECT value FROM json_each(?))`;
  const answer = await db.raw(sql, [isPostgres(db) ? `{${ids.join(',')}}` : JSON.stringify(ids)]);
  const { packed } = (isPostgres(db) ? answer.rows : answer)[0];
  return packed ? packed.split(' ').map((row: string) => row.split('|')) : [];
}
