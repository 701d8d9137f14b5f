import { type Db, isPostgres, type Trx, writing } from '../../db/connect';
import { wordsIn } from '../words';
import { type Indexed, searchables } from './searchable-queries';
import { BLOCK_BITS, isKnowable, tokensOf } from './tokens';

/** How many documents are looked at in one transaction, so that other writers get their turn. */
const BATCH = 200;
// Bounds what one document adds to the list of known words.
const MOST_NEW_WORDS = 5_000;

/**
 * Brings the index up to date with what the queue names, batch by batch, for about `ms`. Gives how many documents were
 * looked at. Safe to run at once on several machines: a row of the queue belongs to the one that took it away, and is
 * back in the queue when its transaction ends in nothing.
 */
export async function workIndexQueue(db: Db, ms: number): Promise<number> {
  const until = performance.now() + ms;
  let done = 0;
  while (performance.now() < until) {
    const some = await db('document_index_queue').first('id');
    if (!some) break;
    done += await writing(db, indexBatch);
  }
  return done;
}

async function indexBatch(trx: Trx): Promise<number> {
  // First away from the queue, then looked at: a change that comes in between has a row of its own.
  const next = trx('document_index_queue').orderBy('id').limit(BATCH).select('id', 'document_id');
  const rows: { id: number; document_id: number }[] = await (isPostgres(trx) ? next.forUpdate().skipLocked() : next);
  if (rows.length === 0) return 0;
  await trx('document_index_queue')
    .whereIn(
      'id',
      rows.map(({ id }) => id),
    )
    .delete();
  const ids = [...new Set(rows.map(({ document_id }) => document_id))].sort((a, b) => a - b);
  await indexDocuments(trx, ids);
  return ids.length;
}

/** Writes the index of these documents anew; of those that are not public, takes it away. */
export async function indexDocuments(trx: Trx, ids: readonly number[]): Promise<void> {
  const key = isPostgres(trx) ? 'document_id' : 'rowid';
  const documents = await searchables(trx, ids);
  await trx('document_search').whereIn(key, ids).delete();
  if (documents.length === 0) return;
  const rows = documents.map((document) => ({ document, tokens: [...tokensOf(document)] }));
  await (isPostgres(trx) ? insertPostgres(trx, rows) : insertSqlite(trx, rows));
  await knowWords(trx, documents);
}

type Tokens = { document: Indexed; tokens: string[] };

async function insertSqlite(trx: Trx, rows: readonly Tokens[]): Promise<void> {
  const values = rows.map(() => '(?, ?)').join(', ');
  await trx.raw(
    `INSERT INTO document_search (rowid, tokens) VALUES ${values}`,
    rows.flatMap(({ document, tokens }) => [document.id, tokens.join(' ')]),
  );
}

async function insertPostgres(trx: Trx, rows: readonly Tokens[]): Promise<void> {
  const values = rows.map(() => "(?, ?, array_to_tsvector(string_to_array(?, ' ')))").join(', ');
  await trx.raw(
    `INSERT INTO document_search (document_id, published_at, tokens) VALUES ${values}`,
    rows.flatMap(({ document: { id, published_at }, tokens }) => [
      id,
      published_at,
      `${tokens.join(' ')} n${id >> BLOCK_BITS}`,
    ]),
  );
}

/**
 * Remembers the words that stand in the index, for finishing a word that is half typed and for finding what a slip of
 * the finger meant. A word stays when its last document leaves: it is offered only when it finds something.
 */
async function knowWords(trx: Trx, documents: readonly Indexed[]): Promise<void> {
  const byRegion = new Map<number, Set<string>>();
  for (const { region_id, title, summary, texts } of documents) {
    const words = byRegion.get(region_id) ?? new Set<string>();
    byRegion.set(region_id, words);
    let fresh = 0;
    for (const text of [title, summary ?? '', ...texts]) {
      for (const word of wordsIn(text)) {
        if (fresh >= MOST_NEW_WORDS) break;
        if (isKnowable(word) && !words.has(word)) {
          words.add(word);
          fresh += 1;
        }
      }
    }
  }
  for (const [region_id, words] of byRegion) {
    // In one order everywhere: two machines that add the same words wait for each other and never in a circle.
    const sorted = [...words].sort();
    for (let i = 0; i < sorted.length; i += 400) {
      const piece = sorted.slice(i, i + 400);
      const there: string[] = await trx('search_words').where({ region_id }).whereIn('word', piece).pluck('word');
      const known = new Set(there);
      const rows = piece.filter((word) => !known.has(word)).map((word) => ({ region_id, word }));
      if (rows.length > 0) await trx('search_words').insert(rows).onConflict(['region_id', 'word']).ignore();
    }
  }
}

/** Puts every public document into the queue again, page by page: after the rules of stems have changed. */
export async function queueAll(db: Db): Promise<number> {
  let after = 0;
  let queued = 0;
  for (;;) {
    const ids: number[] = await db('documents')
      .where('id', '>', after)
      .where('state', 'published')
      .orderBy('id')
      .limit(5_000)
      .pluck('id');
    const last = ids.at(-1);
    if (last === undefined) return queued;
    await writing(db, (trx) =>
      trx.batchInsert(
        'document_index_queue',
        ids.map((document_id) => ({ document_id })),
        500,
      ),
    );
    queued += ids.length;
    after = last;
  }
}
