import type { DbOrTrx } from '../../db/connect';
import type { Filter } from '../search-queries';
import { type SearchWord, wordsIn } from '../words';
import { askedClauses } from './clause-queries';
import { type Clause, meets, type Tier } from './clauses';
import { cheapHits, newestHits, type Question } from './hit-queries';
import { MOST_HITS } from './most-hits';
import { type Indexed, searchables } from './searchable-queries';
import { askedFacets, tokensOf } from './tokens';

// So few hits are read themselves to rank them.
const FEW = 200;
// Documents that were changed a moment ago and wait for the index are looked at themselves, so many of them.
const MOST_WAITING = 200;

export type Search = { regionId: number; words: readonly SearchWord[]; filter: Filter };

/** A search that can be asked for several tiers and filters: what it means is found once. Where there is one region, it is all. */
export type Asked = {
  regionId: number | null;
  clauses: readonly Clause[];
  filter: Filter;
  waiting: readonly Waiting[];
};
type Waiting = { document: Indexed | null; id: number; tokens: ReadonlySet<string> };

/** Reads what a search needs to know before it looks: words, names, and what waits for the index. */
export async function askSearch(db: DbOrTrx, { regionId, words, filter }: Search): Promise<Asked> {
  const [waiting, regions] = await Promise.all([waitingDocuments(db), db('regions').limit(2).pluck('id')]);
  const fresh = waiting.flatMap(({ document }) => (document ? [document.title, document.summary ?? ''] : []));
  const clauses = await askedClauses(db, regionId, words, new Set(wordsIn(fresh.join(' '))));
  const alone = regions.length === 1 && clauses.length > 0;
  return { regionId: alone ? null : regionId, clauses, filter, waiting };
}

/**
 * The keys of the newest documents of one tier and those above it, the newest first; at most `limit`. `newest`: where it is
 * known that no later one is among them.
 */
export async function hitsOf(
  db: DbOrTrx,
  asked: Asked,
  tier: Tier,
  limit = MOST_HITS,
  newest?: number,
): Promise<number[]> {
  const question = { ...questionOf(asked, tier, limit), newest };
  return withWaiting(asked, question, await newestHits(db, question));
}

/** All hits of a search up to `MOST_HITS`, where finding them costs little; else null. */
export async function cheapHitsOf(db: DbOrTrx, asked: Asked): Promise<number[] | null> {
  const question = questionOf(asked, 2, MOST_HITS);
  const hits = await cheapHits(db, question);
  return hits && withWaiting(asked, question, hits);
}

function questionOf({ regionId, clauses, filter }: Asked, tier: Tier, limit: number): Question {
  const { bodyId, category, year, format } = filter;
  const facets = askedFacets({ region_id: regionId, body_id: bodyId, category, year, format });
  return { clauses, facets, tier, limit };
}

/** The index's hits with those that it has not seen yet, and without those that it saw differently. */
function withWaiting(
  { waiting }: Asked,
  { clauses, facets, tier, limit }: Question,
  hits: readonly number[],
): number[] {
  if (waiting.length === 0) return [...hits];
  const ids = new Set(waiting.map(({ id }) => id));
  const theirs = waiting.filter(({ document, tokens }) => document && meets(tokens, clauses, facets, tier));
  return [...theirs.map(({ id }) => id), ...hits.filter((id) => !ids.has(id))].sort((a, b) => b - a).slice(0, limit);
}

/**
 * Hits in the title, those in the summary that are not among them, and those in the text of files alone. Few hits are
 * looked at themselves; where many fill the list in one tier, the next is not asked for.
 */
export async function hitsByTier(db: DbOrTrx, asked: Asked): Promise<number[][]> {
  const all = await hitsOf(db, asked, 2);
  if (all.length <= FEW) return tiersOf(db, asked, all);
  const tiers: number[][] = [];
  const seen = new Set<number>();
  for (const tier of [0, 1, 2] as const) {
    if (seen.size >= MOST_HITS) break;
    const own = (tier === 2 ? all : await hitsOf(db, asked, tier, MOST_HITS, all[0])).filter((id) => !seen.has(id));
    for (const id of own) seen.add(id);
    tiers.push(own);
  }
  return tiers;
}

/** To ask the index again for words that seldom meet would walk their long lists twice more. */
async function tiersOf(db: DbOrTrx, { clauses }: Asked, ids: readonly number[]): Promise<number[][]> {
  const tiers: [number[], number[], number[]] = [[], [], []];
  if (ids.length === 0) return tiers;
  const spoken = new Map((await searchables(db, ids, { texts: false })).map((one) => [one.id, tokensOf(one)]));
  for (const id of ids) {
    const tokens = spoken.get(id) ?? new Set<string>();
    tiers[meets(tokens, clauses, [], 0) ? 0 : meets(tokens, clauses, [], 1) ? 1 : 2].push(id);
  }
  return tiers;
}

async function waitingDocuments(db: DbOrTrx): Promise<Waiting[]> {
  const queued: number[] = await db('document_index_queue')
    .orderBy('id', 'desc')
    .limit(MOST_WAITING)
    .pluck('document_id');
  if (queued.length === 0) return [];
  const ids = [...new Set(queued)];
  const found = await searchables(db, ids, { texts: false });
  const documents = new Map(found.map((document) => [document.id, document]));
  return ids.map((id) => {
    const document = documents.get(id) ?? null;
    return { id, document, tokens: document ? tokensOf(document) : new Set<string>() };
  });
}
