/** What is counted: a document's page was opened, or a file of it downloaded. */
export type Counted = 'opened' | 'downloaded';

export type Tally = Map<number, Record<Counted, number>>;

// By the settings object of a database: two databases of one process never mix.
const tallies = new WeakMap<object, Tally>();

/** What was counted of a database's documents and not stored yet. */
export function tallyOf(settings: object): Tally {
  const tally = tallies.get(settings) ?? new Map();
  tallies.set(settings, tally);
  return tally;
}

/** Adds one. Nothing is kept of who read, from where, or when. */
export function count(tally: Tally, documentId: number, what: Counted): void {
  const counts = tally.get(documentId) ?? { opened: 0, downloaded: 0 };
  counts[what] += 1;
  tally.set(documentId, counts);
}

/**
 * Whether a request is a person's: a browser says what it fetches a page for, programs and crawlers mostly do not; a part
 * of a download that was broken off is no second one.
 */
export function isReading(headers: Readonly<Record<string, string | string[] | undefined>>, method: string): boolean {
  if (method !== 'GET') return false;
  const range = headers.range;
  if (typeof range === 'string' && !/^bytes=0-/.test(range)) return false;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-site'] !== undefined;
}
