import { type DbOrTrx, isPostgres } from '../../db/connect';
import { asFts5, asTsquery, type Clause, type Tier } from './clauses';
import { BLOCK_BITS } from './tokens';

export type Hit = { id: number; published_at: string };

/** A question to the index: clauses and filters (as tokens), how near the top, and how many of the newest are wanted. */
export type Question = { clauses: readonly Clause[]; facets: readonly string[]; tier: Tier; limit: number };

/**
 * The newest documents (by their key) that meet every clause, at most `limit`. A broad word in a million documents would
 * take seconds to sort; the newest end of its list is read and no more.
 */
export async function newestHits(db: DbOrTrx, question: Question): Promise<Hit[]> {
  return isPostgres(db) ? postgresHits(db, question) : sqliteHits(db, question);
}

// FTS5 gives its hits from the newest on and stops at the limit. The hits lead the join: SQLite keeps the order of a cross
// join, and left to choose it would walk every document.
async function sqliteHits(db: DbOrTrx, { clauses, facets, tier, limit }: Question): Promise<Hit[]> {
  return db.raw(
    `SELECT d.id, d.published_at FROM document_search CROSS JOIN documents d ON d.id = document_search.rowid
      WHERE document_search MATCH ? ORDER BY document_search.rowid DESC LIMIT ?`,
    [asFts5(clauses, facets, tier), limit],
  );
}

// Read in one go when they are likely no more than this.
const FEW = 4_000;
const MOST_BLOCKS = 16;

/**
 * PostgreSQL reads all hits of its index before it can sort them. Every document therefore carries the number of its
 * block as a word, and the newest blocks are asked first; older ones only while hits are wanting, all that is left at
 * once where few are likely.
 */
async function postgresHits(db: DbOrTrx, { clauses, facets, tier, limit }: Question): Promise<Hit[]> {
  const asked = asTsquery(clauses, facets, tier);
  const newest = await db('document_search').max({ id: 'document_id' }).first();
  const hits: Hit[] = [];
  let block = Number(newest?.id ?? -1) >> BLOCK_BITS;
  let blocks = 2;
  let looked = 0;
  let all = false;
  while (block >= 0 && hits.length < limit && !all) {
    if (looked === 2) all = (await likely(db, asked)) <= FEW;
    const first = all ? 0 : Math.max(0, block - blocks + 1);
    const within = first === 0 && block < 2 ? null : all ? null : blockTokens(first, block);
    hits.push(...(await hitsWithin(db, asked, within, (block + 1) << BLOCK_BITS, limit - hits.length)));
    looked += block - first + 1;
    block = first - 1;
    blocks = nextBlocks(limit, hits.length, looked);
  }
  return hits;
}

function hitsWithin(db: DbOrTrx, asked: string, within: string | null, below: number, limit: number): Promise<Hit[]> {
  // `+ 0` keeps the planner to the index of words: walking back by key it would read every document for a rare word.
  return db('document_search')
    .whereRaw('tokens @@ ?::tsquery', [within ? `(${asked}) & ${within}` : asked])
    .whereRaw('document_id + 0 < ?', [below])
    .orderByRaw('document_id + 0 DESC')
    .limit(limit)
    .select('document_id as id', 'published_at');
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
