import { type DbOrTrx, isPostgres } from '../../db/connect';
import { asFts5, asTsqueries, type Clause, type Tier } from './clauses';
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

/**
 * The same where it costs little: null where PostgreSQL would have to look far back, because the hits are many and yet not
 * among the newest. SQLite reads its lists from their end, and is always quick.
 */
export async function cheapHits(db: DbOrTrx, question: Question): Promise<number[] | null> {
  if (!isPostgres(db)) return sqliteHits(db, question);
  const { clauses, facets, tier, limit } = question;
  const asked = asTsqueries(clauses, facets, tier);
  if ((await likely(db, asked)) <= 2 * limit) return postgresHits(db, question);
  const { hits, rest } = await newestBlocks(db, asked);
  return rest < 0 || hits.length >= limit ? hits.slice(0, limit) : null;
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

// A part of the archive that holds more hits than this is looked at in halves, the newer first.
const MANY = 4_000;
const MOST_BLOCKS = 32;

/**
 * PostgreSQL reads all hits of its index before it can sort them. Every document therefore carries the number of its
 * block as a word, and the newest blocks are asked first; older ones only while hits are wanting, all that is left at
 * once where few are likely.
 */
async function postgresHits(db: DbOrTrx, { clauses, facets, tier, limit }: Question): Promise<number[]> {
  const asked = asTsqueries(clauses, facets, tier);
  const { hits, rest } = await newestBlocks(db, asked);
  if (hits.length >= limit || rest < 0) return hits.slice(0, limit);
  return db.transaction(async (trx) => {
    // A limit without an order makes a walk through the whole table look cheap to the planner, and it is not.
    await trx.raw('SET LOCAL enable_seqscan = off');
    const all = (await likely(trx, asked)) <= 5 * MANY;
    let next = rest;
    while (next >= 0 && hits.length < limit) {
      let from = all ? 0 : Math.max(0, next - MOST_BLOCKS + 1);
      let some = await hitsWithin(trx, asked, from, next, MANY);
      while (some.length === MANY && from < next) {
        from = Math.max(Math.ceil((from + next) / 2), next - MOST_BLOCKS + 1);
        some = await hitsWithin(trx, asked, from, next, from < next ? MANY : null);
      }
      hits.push(...some);
      next = from - 1;
    }
    return hits.slice(0, limit);
  });
}

/** The hits in the two newest blocks; `rest` is the block before them, -1 where there is none. */
async function newestBlocks(db: DbOrTrx, asked: readonly string[]): Promise<{ hits: number[]; rest: number }> {
  const newest = await db('document_search').max({ id: 'document_id' }).first();
  const last = Number(newest?.id ?? -1) >> BLOCK_BITS;
  const first = Math.max(0, last - 1);
  return { hits: await hitsWithin(db, asked, first, last, null), rest: first - 1 };
}

/** The hits in these blocks, the newest first; any `most` of them, where so many are there. */
async function hitsWithin(
  db: DbOrTrx,
  asked: readonly string[],
  first: number,
  last: number,
  most: number | null,
): Promise<number[]> {
  const blocks = Array.from({ length: last - first + 1 }, (_, i) => `n${first + i}`).join('|');
  const questions = first === 0 && last >= MOST_BLOCKS ? asked : [...asked, blocks];
  const where = questions.map(() => 'tokens @@ ?::tsquery').join(' AND ');
  const { rows } = await db.raw(
    `SELECT string_agg(id::text, ' ') AS ids FROM (SELECT document_id AS id FROM document_search
      WHERE ${where} AND document_id + 0 < ?${most === null ? '' : ' LIMIT ?'}) AS hits`,
    [...questions, (last + 1) << BLOCK_BITS, ...(most === null ? [] : [most])],
  );
  return keysIn(rows[0].ids);
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
