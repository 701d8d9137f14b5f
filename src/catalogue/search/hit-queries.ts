import { type DbOrTrx, isPostgres } from '../../db/connect';
import { asFts5, asTsqueries, type Clause, type Tier } from './clauses';
import { BLOCK_BITS, ERA_BITS } from './tokens';

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
  const { hits, before } = await newestBlocks(db, asked);
  return before === 0 || hits.length >= limit ? hits.slice(0, limit) : null;
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

// So many parts of the archive are asked in the first statement, then twice as many: to plan a part costs a millisecond.
const FIRST_PARTS = 4;
const NEAR_BLOCKS = 8;
// So many hits beyond those that are wanted are read, rather than asking again for the newest of them.
const MORE = 1_500;
const FEW = 4_000;

/**
 * PostgreSQL reads all hits of its index before it can sort them. Every document therefore carries the numbers of its block
 * and of its era as words. The newest blocks are asked first, then era after era; the era in which the hits become too many
 * is looked at again, block after block.
 */
async function postgresHits(db: DbOrTrx, { clauses, facets, tier, limit }: Question): Promise<number[]> {
  const asked = asTsqueries(clauses, facets, tier);
  const { hits, before: first } = await newestBlocks(db, asked);
  if (hits.length >= limit || first === 0) return hits.slice(0, limit);
  // A word that is neither common nor rare has enough a little further back.
  const last = first >> BLOCK_BITS;
  const near = Math.max(0, last - NEAR_BLOCKS);
  hits.push(...(await hitsIn(db, asked, [parts('n', last - 1, near).join('|')], null, null)));
  const before = near << BLOCK_BITS;
  if (hits.length >= limit || before === 0) return hits.slice(0, limit);
  return db.transaction(async (trx) => {
    // A limit without an order makes a walk through the whole table look cheap to the planner, and it is not.
    await trx.raw('SET LOCAL enable_seqscan = off');
    // Few hits are found at once.
    if ((await likely(trx, asked)) <= FEW) {
      const all = await hitsIn(trx, asked, [], before, limit + MORE);
      if (all.length < limit + MORE) return [...hits, ...all].slice(0, limit);
    }
    let count = FIRST_PARTS;
    for (let era = (before - 1) >> ERA_BITS; era >= 0 && hits.length < limit; era -= count, count *= 2) {
      const eras = parts('e', era, Math.max(0, era - count + 1));
      const some = await hitsIn(trx, asked, eras, before, limit + MORE);
      if (some.length < limit + MORE) {
        hits.push(...some);
        continue;
      }
      // Of the last of them only some were read, and not the newest.
      const cut = Math.min(...some) >> ERA_BITS;
      hits.push(...some.filter((id) => id >> ERA_BITS > cut));
      const end = Math.min(before, (cut + 1) << ERA_BITS);
      const blocks = parts('n', (end - 1) >> BLOCK_BITS, (cut << ERA_BITS) >> BLOCK_BITS);
      hits.push(...(await hitsIn(trx, asked, blocks, end, limit + (1 << BLOCK_BITS))));
      break;
    }
    return hits.slice(0, limit);
  });
}

/** The words of neighbouring blocks or eras, the newest first. */
const parts = (mark: 'n' | 'e', from: number, to: number): string[] =>
  Array.from({ length: from - to + 1 }, (_, i) => `${mark}${from - i}`);

/** The hits in the two newest blocks, the newest first; all others have a key below `before`. */
async function newestBlocks(db: DbOrTrx, asked: readonly string[]): Promise<{ hits: number[]; before: number }> {
  const newest = await db('document_search').max({ id: 'document_id' }).first();
  const last = Number(newest?.id ?? 0) >> BLOCK_BITS;
  const first = Math.max(0, last - 1);
  return { hits: await hitsIn(db, asked, [`n${last}|n${first}`], null, null), before: first << BLOCK_BITS };
}

/**
 * The hits in these parts, or anywhere where none is named, part after part until there are `most`, below a key; the newest
 * first. A part after the last one that was needed is not looked at. The word of the part comes first: the index walks the
 * first list and skips in the others.
 */
async function hitsIn(
  db: DbOrTrx,
  asked: readonly string[],
  within: readonly string[],
  before: number | null,
  most: number | null,
): Promise<number[]> {
  const marks = within.length === 0 ? [[]] : within.map((mark) => [mark]);
  const part = (questions: readonly string[]) =>
    `(SELECT document_id AS id FROM document_search WHERE ${questions.map(() => 'tokens @@ ?::tsquery').join(' AND ')}${
      before === null ? '' : ' AND document_id + 0 < ?'
    })`;
  const questions = marks.map((mark) => [...mark, ...asked]);
  const { rows } = await db.raw(
    `SELECT string_agg(id::text, ' ') AS ids FROM (${questions.map(part).join(' UNION ALL ')}${most === null ? '' : ' LIMIT ?'}) AS hits`,
    [...questions.flatMap((ones) => [...ones, ...(before === null ? [] : [before])]), ...(most === null ? [] : [most])],
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
