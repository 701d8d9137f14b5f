import { type DbOrTrx, isPostgres } from '../../db/connect';
import { asFts5, asTsqueries, type Clause, type Tier } from './clauses';
import { BLOCK_BITS, isRegion } from './tokens';

/**
 * A question to the index: clauses and filters (as tokens), how near the top, and how many of the newest are wanted.
 * `newest`: no later document can meet it.
 */
export type Question = {
  clauses: readonly Clause[];
  facets: readonly string[];
  tier: Tier;
  limit: number;
  newest?: number | undefined;
};

/**
 * The keys of the newest documents that meet every clause, at most `limit`, the newest first. A broad word in a million
 * documents would take seconds to sort; the newest end of its list is read and no more.
 */
export async function newestHits(db: DbOrTrx, question: Question): Promise<number[]> {
  return isPostgres(db) ? postgresHits(db, question) : sqliteHits(db, question);
}

/**
 * The same where it costs little: null where PostgreSQL would have to look far back, because the hits are many and yet not
 * among the newest. SQLite reads its lists from their end, and is always quick.
 */
export async function cheapHits(db: DbOrTrx, question: Question): Promise<number[] | null> {
  if (!isPostgres(db)) return sqliteHits(db, question);
  const { clauses, facets, tier, limit } = question;
  const asked = asTsqueries(clauses, facets, tier);
  if ((await likely(db, asked)) <= limit) return postgresHits(db, question);
  const last = await newestBlock(db);
  const hits = await walk(db, asked, last, last - 1, limit);
  return last < 2 || hits.length >= limit ? hits : null;
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

// So many of the newest blocks are walked before anything is known of how common the hits are.
const NEAR_BLOCKS = 4;
// With fewer hits among those the walk would be long, and there are hardly more in all than are read at once.
const THIN = 40;
const FEW = 4_000;

/**
 * PostgreSQL reads all hits of its index before it can sort them. Every document therefore carries the number of its block
 * as a word, and one block after another is asked until there are enough. Words that seldom or never meet would be sought
 * in every block: they are asked for once, in the whole archive, which takes half the time.
 */
async function postgresHits(db: DbOrTrx, { clauses, facets, tier, limit, newest }: Question): Promise<number[]> {
  const asked = asTsqueries(clauses, facets, tier);
  const last = newest === undefined ? await newestBlock(db) : newest >> BLOCK_BITS;
  const near = Math.max(0, last - NEAR_BLOCKS + 1);
  const hits = await walk(db, asked, last, near, limit);
  if (hits.length >= limit || near === 0) return hits;
  // How common one word is the planner knows; of words together it knows nothing.
  const single = clauses.length === 1 && facets.every(isRegion);
  if (hits.length < THIN && !(single && (await likely(db, asked)) > FEW)) {
    const all = await anywhere(db, asked, near << BLOCK_BITS);
    if (all.length <= FEW) return [...hits, ...all].slice(0, limit);
  }
  return [...hits, ...(await walk(db, asked, near - 1, 0, limit - hits.length))];
}

async function newestBlock(db: DbOrTrx): Promise<number> {
  const newest = await db('document_search').max({ id: 'document_id' }).first();
  return Number(newest?.id ?? 0) >> BLOCK_BITS;
}

/**
 * The newest `limit` hits from block `last` back to block `first`; no block is looked at once there are enough. The word of
 * the block comes first: the index walks the first list and skips in the others. `+ 0` keeps the planner from walking the
 * table by its key.
 */
async function walk(
  db: DbOrTrx,
  asked: readonly string[],
  last: number,
  first: number,
  limit: number,
): Promise<number[]> {
  const met = asked.map(() => 'AND tokens @@ ?::tsquery').join(' ');
  const { rows } = await db.raw(
    `SELECT string_agg(id::text, ' ') AS ids FROM (
      SELECT hit.id FROM generate_series(?::int, ?::int, -1) AS block CROSS JOIN LATERAL (
        SELECT document_id AS id FROM document_search WHERE tokens @@ ('n' || block)::tsquery ${met}
        ORDER BY document_id + 0 DESC LIMIT ?) AS hit
      LIMIT ?) AS hits`,
    [last, Math.max(0, first), ...asked, limit, limit],
  );
  return keysIn(rows[0].ids);
}

/** Hits with a key below `before`, in no order: all of them, or `FEW` and one more. */
async function anywhere(db: DbOrTrx, asked: readonly string[], before: number): Promise<number[]> {
  return db.transaction(async (trx) => {
    // A limit without an order makes a walk through the whole table look cheap to the planner, and it is not.
    await trx.raw('SET LOCAL enable_seqscan = off');
    const { rows } = await trx.raw(
      `SELECT string_agg(id::text, ' ') AS ids FROM (
        SELECT document_id AS id FROM document_search WHERE tokens @@ ?::tsquery AND document_id + 0 < ? LIMIT ?) AS hits`,
      [asked.join(' & '), before, FEW + 1],
    );
    return keysIn(rows[0].ids);
  });
}

/** How many documents the planner thinks meet the question: it keeps how common the common words are. */
async function likely(db: DbOrTrx, asked: readonly string[]): Promise<number> {
  const where = asked.map(() => 'tokens @@ ?::tsquery').join(' AND ');
  const { rows } = await db.raw(`EXPLAIN (FORMAT JSON) SELECT 1 FROM document_search WHERE ${where}`, [...asked]);
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
