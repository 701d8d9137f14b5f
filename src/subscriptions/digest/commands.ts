import { overviewNow } from '../../catalogue/cached-queries';
import type { Overview } from '../../catalogue/overview-queries';
import { writing } from '../../db/connect';
import type { SubscriptionRow } from '../../db/tables/subscriptions';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail, PRIORITY } from '../../mail/outbox';
import { digestLetter } from '../letters';
import { stopLink } from '../links';
import { dueDigests } from '../queries';
import { nextDigestAt, settledAt } from '../schedule';
import { addressOf } from '../sealing';
import { readSearch } from '../searches';
import { type Found, MOST_ITEMS, newestOf } from './newest';

const BATCH = 200;
const LONGEST_PASS_MS = 30_000;
// Equal searches are asked once: thousands may want to hear of everything.
const MOST_KEPT = 500;

/**
 * Makes the digests that are due, a batch a transaction. What each search found is read before; then the batch claims
 * its subscriptions by moving them on, so that of two passes at once one writes, and a pass that dies in between has
 * written nothing. Gives how many letters were written: none where nothing is new.
 */
export async function runDigests(deps: Deps): Promise<number> {
  const stopAt = deps.clock.real().getTime() + LONGEST_PASS_MS;
  const now = deps.clock.now().toISOString();
  const found = new Map<string, Found>();
  let written = 0;
  // A fault here must not keep the sweep from sending what is written already.
  try {
    while (deps.clock.real().getTime() < stopAt) {
      const due = await dueDigests(deps.db, deps.regionId, now, BATCH);
      if (due.length === 0) break;
      const known = await overviewNow(deps);
      // Between two batches only: what a batch is written from must stay.
      if (found.size > MOST_KEPT) found.clear();
      for (const row of due) if (!found.has(row.search_key)) await look(deps, found, row, known, now);
      written += await write(deps, due, found, known, now);
    }
  } catch (error) {
    deps.log.error({ err: error }, 'the digests stand still');
  }
  return written;
}

async function look(
  { db, regionId }: Deps,
  found: Map<string, Found>,
  row: SubscriptionRow,
  known: Overview,
  now: string,
): Promise<void> {
  found.set(row.search_key, await newestOf(db, regionId, readSearch(row.search), known, settledAt(now)));
}

async function write(
  deps: Deps,
  due: readonly SubscriptionRow[],
  found: ReadonlyMap<string, Found>,
  known: Overview,
  now: string,
): Promise<number> {
  const seen_until = settledAt(now);
  return writing(deps.db, async (trx) => {
    const claimed = new Set<number>();
    const move = async (rows: readonly SubscriptionRow[], to: Partial<SubscriptionRow>) => {
      const ids = rows.map(({ id }) => id);
      const moved = trx('subscriptions').whereIn('id', ids).where('next_digest_at', '<=', now).update(to);
      for (const { id } of await moved.returning('id')) claimed.add(id);
    };
    const busy = due.filter((row) => found.get(row.search_key) === 'busy');
    await move(busy, { next_digest_at: later(now) });
    claimed.clear();
    for (const frequency of ['daily', 'weekly'] as const) {
      const rows = due.filter((row) => row.frequency === frequency && !busy.includes(row));
      await move(rows, { seen_until, next_digest_at: nextDigestAt(frequency, now, deps.config.timezone) });
    }
    const mails = due.flatMap((row) => (claimed.has(row.id) ? digestOf(deps, row, found, known, seen_until) : []));
    return (await enqueueMails(trx, deps.keys, now, mails)).length;
  });
}

/** Ten minutes on: so much is being published that the search could not be read to its end. */
const later = (now: string): string => new Date(Date.parse(now) + 600_000).toISOString();

function digestOf(
  { keys, config, i18n }: Deps,
  row: SubscriptionRow,
  found: ReadonlyMap<string, Found>,
  known: Overview,
  until: string,
): Mail[] {
  const hits = found.get(row.search_key);
  if (!hits || hits === 'busy') return [];
  const fresh = hits.rows.filter(({ published_at }) => published_at > (row.seen_until ?? until));
  const to = addressOf(keys, row);
  if (fresh.length === 0 || to === null) return [];
  const search = readSearch(row.search);
  const stop = stopLink(keys, config.baseUrl, row.public_id);
  const letter = digestLetter(i18n.for(row.language), {
    ...{ language: row.language, search, stop, office: config.org.name },
    ...{ baseUrl: config.baseUrl, timezone: config.timezone },
    bodyName: known.bodies.find(({ slug }) => slug === search.badan)?.name ?? '',
    items: fresh.slice(0, MOST_ITEMS),
    more: fresh.length > MOST_ITEMS,
  });
  const dedupeKey = `digest:${row.public_id}:${until}`;
  return [
    { regionId: row.region_id, dedupeKey, kind: 'digest', to, ...letter, unsubscribe: stop, priority: PRIORITY.digest },
  ];
}
