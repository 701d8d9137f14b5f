import { isRegion, phraseTokens, rootToken, type Scope } from './tokens';

/** How near the top a hit stands: 0 every word in the title, 1 in title or summary, 2 in the text of the files too. */
export type Tier = 0 | 1 | 2;

/** One way to meet a clause: all these tokens (without their place), or being a document of this body. */
export type Alternative = { tokens: readonly string[] } | { bodyId: number };

/** What a search asks: every clause is met, each by one of its alternatives. */
export type Clause = readonly Alternative[];

export const phrase = (words: readonly string[]): Alternative => ({ tokens: phraseTokens(words) });
export const stems = (roots: readonly string[]): Alternative => ({ tokens: roots.map(rootToken) });

const PLACES: Readonly<Record<Tier, readonly Scope[]>> = { 0: ['t'], 1: ['t', 's'], 2: ['a'] };

type Dialect = { and: string; or: string; token: (token: string) => string };
const SQLITE: Dialect = { and: ' AND ', or: ' OR ', token: (token) => `"${token}"` };
const POSTGRES: Dialect = { and: ' & ', or: ' | ', token: (token) => `'${token}'` };

/** The clauses as FTS5 reads them. Tokens hold letters, digits and `_` only, so quoting them is enough. */
export const asFts5 = (clauses: readonly Clause[], facets: readonly string[], tier: Tier): string =>
  narrowFirst(SQLITE, clauses, facets, tier).join(SQLITE.and);

/** The same for PostgreSQL, each clause by itself: it intersects several questions many times faster than it judges one. */
export const asTsqueries = (clauses: readonly Clause[], facets: readonly string[], tier: Tier): string[] =>
  narrowFirst(POSTGRES, clauses, facets, tier);

// Both walk the first list and look each entry up in the others: the region, which holds every document, comes last.
const narrowFirst = (say: Dialect, clauses: readonly Clause[], facets: readonly string[], tier: Tier): string[] => [
  ...facets.filter((facet) => !isRegion(facet)).map(say.token),
  ...clausesIn(say, clauses, tier),
  ...facets.filter(isRegion).map(say.token),
];

function clausesIn(say: Dialect, clauses: readonly Clause[], tier: Tier): string[] {
  const places = PLACES[tier];
  const anywhere = (token: string) =>
    group(
      places.map((place) => say.token(place + token)),
      say.or,
    );
  const alternative = (one: Alternative) =>
    'bodyId' in one ? say.token(`fb${one.bodyId}`) : group(one.tokens.map(anywhere), say.and);
  return clauses.flatMap((clause) => {
    const ways = usable(clause, tier);
    const [only] = ways;
    // One way with several words is several questions.
    if (ways.length === 1 && only && 'tokens' in only) return only.tokens.map(anywhere);
    return [group(ways.map(alternative), say.or)];
  });
}

const group = (parts: readonly string[], by: string): string =>
  parts.length === 1 ? (parts[0] as string) : `(${parts.join(by)})`;

/** That a body published it says nothing about its title. */
const usable = (clause: Clause, tier: Tier) => (tier === 2 ? clause : clause.filter((one) => 'tokens' in one));

/** The same question put to one document: for those that the index has not seen yet. */
export function meets(tokens: ReadonlySet<string>, clauses: readonly Clause[], facets: readonly string[], tier: Tier) {
  const places = PLACES[tier];
  const has = (token: string) => places.some((place) => tokens.has(place + token));
  return (
    facets.every((facet) => tokens.has(facet)) &&
    clauses.every((clause) =>
      usable(clause, tier).some((one) => ('bodyId' in one ? tokens.has(`fb${one.bodyId}`) : one.tokens.every(has))),
    )
  );
}
