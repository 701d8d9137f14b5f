import type { DbOrTrx } from '../../db/connect';
import type { SearchWord } from '../words';
import type { Clause } from './clauses';
import { clausesOf, type NameForms, nameForms } from './forms-of-names';

// So many ways to end a word are looked for, the shortest words first.
const MOST_ENDINGS = 60;

/** What a search asks, with the words known in the region and the names of its bodies; `more`: words not yet known. */
export async function askedClauses(
  db: DbOrTrx,
  regionId: number,
  words: readonly SearchWord[],
  more: ReadonlySet<string> = new Set(),
): Promise<Clause[]> {
  const begun = words.find(({ prefix }) => prefix)?.text;
  const [names, endings] = await Promise.all([
    namesIn(db, regionId),
    begun ? endingsOf(db, regionId, begun, more) : [],
  ]);
  return clausesOf(words, names, endings);
}

async function endingsOf(db: DbOrTrx, regionId: number, begun: string, more: ReadonlySet<string>): Promise<string[]> {
  const known: string[] = await db('search_words')
    .where('region_id', regionId)
    .where('word', '>=', begun)
    .where('word', '<', `${begun}\u{10FFFF}`)
    .orderByRaw('length(word), word')
    .limit(MOST_ENDINGS)
    .pluck('word');
  return [...known, ...[...more].filter((word) => word.startsWith(begun))];
}

type Body = { id: number; name: string; short_name: string };
const kept = new WeakMap<object, Map<number, { rows: string; names: NameForms[] }>>();

/** Names of the region's bodies with their abbreviations; computed anew only when a body changed. */
async function namesIn(db: DbOrTrx, regionId: number): Promise<NameForms[]> {
  const rows: Body[] = await db('bodies').where('region_id', regionId).select('id', 'name', 'short_name');
  const byRegion = kept.get(db.client.config) ?? new Map<number, { rows: string; names: NameForms[] }>();
  kept.set(db.client.config, byRegion);
  const text = JSON.stringify(rows);
  const found = byRegion.get(regionId);
  if (found?.rows === text) return found.names;
  const names = nameForms(rows);
  byRegion.set(regionId, { rows: text, names });
  return names;
}
