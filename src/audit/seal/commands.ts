import { type Db, isPostgres, type Trx, writing } from '../../db/connect';
import { GENESIS, rootOf, sealHash } from '../chain';
import { lostHead } from '../heads/lost-queries';

// One seal reads this many events at most, so that writers wait for milliseconds only.
const MOST_EVENTS = 10_000;

/**
 * Seals the events since the last seal, so that the loss of a whole case shows. `now` is the ISO instant written on the
 * seal. Gives how many events were sealed; 0 when there are none, or writers were too busy (the next pass seals them).
 * Seals nothing once a signed head has lost its seal: a gap would be covered for good.
 */
export async function sealEvents(db: Db, now: string): Promise<number> {
  const upTo = await settledUpTo(db);
  if (upTo === null || (await lostHead(db))) return 0;
  for (let total = 0; ; ) {
    const count = await writing(db, (trx) => sealNext(trx, upTo, now));
    if (count === 0) return total;
    total += count;
  }
}

/**
 * The highest id below which nothing can appear any more; null when there is nothing new.
 *
 * On PostgreSQL an id is taken before its transaction commits, so a lower id may turn up after a higher one, and an age
 * or a snapshot says nothing certain about ids (an id may be taken by a transaction that has no xid yet). An inserting
 * transaction holds its lock on the table from before it takes the id until it ends; a SHARE lock therefore waits for all
 * of them and keeps new ones out for the one read. It is given up after half a second, before anybody notices.
 */
async function settledUpTo(db: Db): Promise<number | null> {
  const newest = async (trx: Db | Trx) => (await trx('audit_events').max({ id: 'id' }).first())?.id ?? 0;
  const sealed = (await db('audit_seals').max({ id: 'last_event' }).first())?.id ?? 0;
  if ((await newest(db)) <= sealed) return null;
  // SQLite has one writer, so ids are committed in their order.
  if (!isPostgres(db)) return newest(db);
  try {
    return await db.transaction(async (trx) => {
      await trx.raw("SET LOCAL lock_timeout = '500ms'");
      await trx.raw('LOCK TABLE audit_events IN SHARE MODE');
      return newest(trx);
    });
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return null;
    throw error;
  }
}

const LOCK_NOT_AVAILABLE = '55P03';

async function sealNext(trx: Trx, upTo: number, sealed_at: string): Promise<number> {
  // Two sweeps at once would otherwise both follow the same seal.
  if (isPostgres(trx)) await trx.raw('LOCK TABLE audit_seals IN SHARE ROW EXCLUSIVE MODE');
  const last = await trx('audit_seals').orderBy('id', 'desc').first('last_event', 'seal');
  const events: { id: number; hash: string }[] = await trx('audit_events')
    .where('id', '>', last?.last_event ?? 0)
    .where('id', '<=', upTo)
    .orderBy('id')
    .limit(MOST_EVENTS)
    .select('id', 'hash');
  const [first, final] = [events[0], events.at(-1)];
  if (!first || !final) return 0;
  const root = rootOf();
  for (const event of events) root.add(event.hash);
  const range = {
    first_event: first.id,
    last_event: final.id,
    root: root.digest(),
    prev_seal: last?.seal ?? GENESIS,
    sealed_at,
  };
  await trx('audit_seals').insert({ ...range, seal: sealHash(range) });
  return events.length;
}
