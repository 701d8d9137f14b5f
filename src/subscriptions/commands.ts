import { type AuditActor, appendEvent } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { SubscriptionRow } from '../db/tables/subscriptions';
import type { Deps } from '../deps';
import { forgetAlerts, forgetGivenUp, givenUpAlerts, leftAlerts } from '../mail/outbox';
import { tokenHash } from '../secrets/keys';
import { nextDigestAt } from './schedule';

type SubscriptionDeps = Pick<Deps, 'db' | 'clock' | 'config' | 'regionId'>;

const BATCH = 500;
const KEEP_ALERTS_MS = 30 * 86_400_000;

/**
 * Confirms a subscription by the token of its link; the same link may be pressed again. Digests begin with what is
 * published from now on. Undefined when the link has expired.
 */
export async function confirmSubscription(deps: SubscriptionDeps, token: string): Promise<SubscriptionRow | undefined> {
  const now = deps.clock.now().toISOString();
  const real = deps.clock.real().toISOString();
  return writing(deps.db, async (trx) => {
    const row: SubscriptionRow | undefined = await trx('subscriptions')
      .where({ region_id: deps.regionId, token_hash: tokenHash(token) })
      .where('token_expires_at', '>', real)
      .forUpdate()
      .first();
    if (!row || (row.state === 'active' && row.frequency === row.asked_frequency)) return row;
    const frequency = row.asked_frequency;
    const begins = { confirmed_at: now, seen_until: now };
    const update = {
      state: 'active' as const,
      frequency,
      next_digest_at: frequency === 'at_once' ? null : nextDigestAt(frequency, now, deps.config.timezone),
      ...(row.state === 'waiting' ? begins : {}),
    };
    await trx('subscriptions').where('id', row.id).update(update);
    await note(trx, 'subscription_confirmed', [row], now);
    return { ...row, ...update };
  });
}

/**
 * Ends a subscription by deleting it, address and all; with `all`, every one of the same address. Gives how many ended:
 * none when it had ended before, which is as good.
 */
export async function stopSubscription(deps: SubscriptionDeps, publicId: string, all = false): Promise<number> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    const one = { region_id: deps.regionId, public_id: publicId };
    const row: SubscriptionRow | undefined = await trx('subscriptions').where(one).first();
    if (!row) return 0;
    const which = all ? { region_id: deps.regionId, email_index: row.email_index } : one;
    const gone: SubscriptionRow[] = await trx('subscriptions').where(which).forUpdate();
    const ids = gone.map(({ id }) => id);
    await trx('subscriptions').whereIn('id', ids).delete();
    await note(trx, 'subscription_stopped', gone, now);
    return gone.length;
  });
}

/** Deletes what was never confirmed, and alerts that left or were given up a month ago: batch by batch, until nothing is left. */
export async function forgetOld({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const real = clock.real().toISOString();
  const waiting = () => db('subscriptions').where('state', 'waiting').where('token_expires_at', '<=', real);
  while (await waiting().first('id')) {
    const some = () => waiting().orderBy('token_expires_at').limit(BATCH).select('id');
    await writing(db, (trx) => trx('subscriptions').whereIn('id', some().transacting(trx)).delete());
  }
  const before = new Date(clock.now().getTime() - KEEP_ALERTS_MS).toISOString();
  while (await leftAlerts(db, before).first('id')) await writing(db, (trx) => forgetAlerts(trx, before, BATCH));
  while (await givenUpAlerts(db, before).first('id')) await writing(db, (trx) => forgetGivenUp(trx, before, BATCH));
}

async function note(trx: Trx, kind: string, rows: readonly SubscriptionRow[], now: string): Promise<void> {
  await endedEvents(trx, { kind, actor: { role: 'visitor' }, now }, rows);
}

/** The log knows that alerts were asked for and ended, never whose. */
export async function endedEvents(
  trx: Trx,
  { kind, actor, now }: { kind: string; actor: AuditActor; now: string },
  rows: readonly SubscriptionRow[],
): Promise<void> {
  for (const row of rows) {
    await appendEvent(trx, 'subscriptions', {
      ...{ regionId: row.region_id, kind, occurredAt: now, recordedAt: now, actor },
      detail: { subscription: row.public_id, kind: row.kind, frequency: row.asked_frequency },
    });
  }
}
