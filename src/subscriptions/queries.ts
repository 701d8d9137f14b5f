import type { DbOrTrx } from '../db/connect';
import type { SubscriptionRow } from '../db/tables/subscriptions';

export type Reader = Pick<SubscriptionRow, 'id' | 'public_id' | 'email_sealed' | 'language'>;

/** The next people who want to hear of announcements and said so before `asOf`, by key. */
export async function readersAfter(
  db: DbOrTrx,
  regionId: number,
  asOf: string,
  after: number,
  limit: number,
): Promise<Reader[]> {
  return db('subscriptions')
    .where({ region_id: regionId, kind: 'announcements', state: 'active' })
    .where('id', '>', after)
    .where('confirmed_at', '<=', asOf)
    .orderBy('id')
    .limit(limit)
    .select('id', 'public_id', 'email_sealed', 'language');
}

/** The subscription a confirming link belongs to; undefined when it has expired at `real` or was never made. */
export async function subscriptionByToken(
  db: DbOrTrx,
  tokenHash: string,
  real: string,
): Promise<SubscriptionRow | undefined> {
  return db('subscriptions').where({ token_hash: tokenHash }).where('token_expires_at', '>', real).first();
}

/** A subscription by its public id; undefined once it was ended. */
export async function subscriptionOf(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<SubscriptionRow | undefined> {
  return db('subscriptions').where({ region_id: regionId, public_id: publicId }).first();
}

/** Subscriptions whose digest is due at `now`, the longest due first. */
export async function dueDigests(
  db: DbOrTrx,
  regionId: number,
  now: string,
  limit: number,
): Promise<SubscriptionRow[]> {
  return db('subscriptions')
    .where({ region_id: regionId, state: 'active' })
    .where('next_digest_at', '<=', now)
    .orderBy(['next_digest_at', 'id'])
    .limit(limit);
}

/** How many subscriptions are in force, by kind. */
export async function activeSubscriptions(
  db: DbOrTrx,
  regionId: number,
): Promise<Partial<Record<SubscriptionRow['kind'], number>>> {
  const rows: { kind: SubscriptionRow['kind']; n: number }[] = await db('subscriptions')
    .where({ region_id: regionId, state: 'active' })
    .groupBy('kind')
    .select('kind', db.raw('count(*) AS n'));
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)]));
}
