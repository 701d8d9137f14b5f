import type { Trx } from '../db/connect';
import type { OutboxRow } from '../db/tables/mail';
import type { SubscriptionRow } from '../db/tables/subscriptions';
import type { Deps } from '../deps';
import { endedEvents } from './commands';

/** How the key of a letter names the subscription it went to, by the letter's kind. */
const NAMED_IN: Readonly<Record<string, number>> = { announcement: 2, digest: 1, subscription_confirm: 1 };

/**
 * The mail server said that nobody is reached under the address of an alert: every subscription of that address ends, each
 * with an event that names nobody, in the transaction that gave the letter up. Gives how many ended.
 */
export async function endUnreachable(
  trx: Trx,
  { clock }: Pick<Deps, 'clock'>,
  letter: Pick<OutboxRow, 'region_id' | 'kind' | 'dedupe_key'>,
): Promise<number> {
  const part = NAMED_IN[letter.kind];
  const publicId = part === undefined ? undefined : letter.dedupe_key.split(':')[part];
  if (publicId === undefined) return 0;
  const of = { region_id: letter.region_id };
  const row: SubscriptionRow | undefined = await trx('subscriptions')
    .where({ ...of, public_id: publicId })
    .first();
  if (!row) return 0;
  const gone: SubscriptionRow[] = await trx('subscriptions')
    .where({ ...of, email_index: row.email_index })
    .forUpdate();
  await trx('subscriptions')
    .whereIn(
      'id',
      gone.map(({ id }) => id),
    )
    .delete();
  const actor = { role: 'system', name: 'peladen surat' };
  await endedEvents(trx, { kind: 'subscription_unreachable', actor, now: clock.now().toISOString() }, gone);
  return gone.length;
}
