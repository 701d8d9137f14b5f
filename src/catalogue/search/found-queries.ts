import type { DbOrTrx } from '../../db/connect';
import { type Filter, MOST_HITS } from '../search-queries';
import { type SearchWord, wordsIn } from '../words';
import { askedClauses } from './clause-queries';
import { type Clause, meets, type Tier } from './clauses';
import { type Hit, newestHits } from './hit-queries';
import { type Indexed, searchables } from './searchable-queries';
import { facetTokens, tokensOf } from './tokens';

// Documents that were changed a moment ago and wait for the index are looked at themselves, so many of them.
const MOST_WAITING = 200;

export type Found = Hit & { tier: Tier };
export type Search = { regionId: number; words: readonly SearchWord[]; filter: Filter };

/** A search that can be asked for several tiers: its clauses are found once. */
export type Asked = { clauses: readonly Clause[]; facets: readonly string[]; waiting: readonly Waiting[] };
type Waiting = { document: Indexed | null; id: number; tokens: ReadonlySet<string> };

/** Reads what a search needs to know before it looks: words, names, and what waits for the index. */
export async function askSearch(db: DbOrTrx, { regionId, words, filter }: Search): Promise<Asked> {
  const waiting = await waitingDocuments(db);
  const fresh = new Set(
    waiting.flatMap(({ document }) => (document ? wordsIn(`${document.title} ${document.summary ?? ''}`) : [])),
  );
  const clauses = await askedClauses(db, regionId, words, fresh);
  const { bodyId, category, year, format } = filter;
  return { clauses, facets: facetTokens({ region_id: regionId, body_id: bodyId, category, year, format }), waiting };
}

/** The newest documents of one tier and those above it, newest first by their key; at most `limit`. */
export async function hitsOf(db: DbOrTrx, asked: Asked, tier: Tier, limit = MOST_HITS): Promise<Hit[]> {
  const { clauses, facets, waiting } = asked;
  const hits = await newestHits(db, { clauses, facets, tier, limit });
  if (waiting.length === 0) return hits;
  const ids = new Set(waiting.map(({ id }) => id));
  const theirs = waiting.flatMap(({ document, tokens }) =>
    document && meets(tokens, clauses, facets, tier) ? [{ id: document.id, published_at: document.published_at }] : [],
  );
  return [...theirs, ...hits.filter(({ id }) => !ids.has(id))].slice(0, limit);
}

/** Hits in the title first, then those in the summary, then those in the text of files; within each the newest first. */
export async function bestFirst(db: DbOrTrx, asked: Asked): Promise<Found[]> {
  const [inTitle, inSummary, anywhere] = await Promise.all(([0, 1, 2] as const).map((tier) => hitsOf(db, asked, tier)));
  const seen = new Set<number>();
  return [inTitle, inSummary, anywhere].flatMap((hits = [], tier) => {
    const own = hits.filter(({ id }) => !seen.has(id));
    for (const { id } of own) seen.add(id);
    return newestFirst(own).map((hit) => ({ ...hit, tier: tier as Tier }));
  });
}

/** Newest first by the instant of publication, then by key. */
export function newestFirst<H extends Hit>(hits: readonly H[]): H[] {
  return [...hits].sort((a, b) =>
    a.published_at === b.published_at ? b.id - a.id : a.published_at < b.published_at ? 1 : -1,
  );
}

async function waitingDocuments(db: DbOrTrx): Promise<Waiting[]> {
  const queued: number[] = await db('document_index_queue')
    .orderBy('id', 'desc')
    .limit(MOST_WAITING)
    .pluck('document_id');
  if (queued.length === 0) return [];
  const ids = [...new Set(queued)];
  const documents = new Map((await searchables(db, ids, { texts: false })).map((document) => [document.id, document]));
  return ids.map((id) => {
    const document = documents.get(id) ?? null;
    return { id, document, tokens: document ? tokensOf(document) : new Set<string>() };
  });
}
