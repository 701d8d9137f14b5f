import { appendEvent } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { Deps } from '../deps';
import { requeue } from '../mail/outbox';
import { type OutboxItem, outboxLetter } from '../mail/queries';
import type { CurrentUser } from '../web/guards';
import { actorOf, eventNow } from './events';

/** What administrators do with letters that wait. */
export const OUTBOX_CHAIN = 'outbox';

/**
 * One letter for the administrator. Its text comes along only where no mail server carries letters; that opening is
 * recorded, since a letter may hold a code or a one-time link. Undefined when there is no such letter.
 */
export async function openOutboxLetter(
  deps: Pick<Deps, 'db' | 'clock' | 'keys' | 'mail'>,
  admin: CurrentUser,
  id: number,
): Promise<{ item: OutboxItem; text: string | null } | undefined> {
  const letter = await outboxLetter(deps.db, deps.keys, admin.regionId, id);
  if (!letter) return undefined;
  const { text, ...item } = letter;
  if (deps.mail.configured) return { item, text: null };
  await writing(deps.db, (trx) => record(deps, trx, admin, 'letter_opened', id));
  return { item, text };
}

/** Sends a failed or uncertain letter again. False when it is not there or not to be sent again. */
export async function sendAgain(deps: Pick<Deps, 'db' | 'clock'>, admin: CurrentUser, id: number): Promise<boolean> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    if (!(await requeue(trx, admin.regionId, id, now))) return false;
    await record(deps, trx, admin, 'letter_sent_again', id);
    return true;
  });
}

async function record(
  deps: Pick<Deps, 'clock'>,
  trx: Trx,
  admin: CurrentUser,
  kind: string,
  letter: number,
): Promise<void> {
  const event = { regionId: admin.regionId, kind, actor: actorOf(admin, 'admin'), detail: { letter } };
  await appendEvent(trx, OUTBOX_CHAIN, eventNow(deps.clock.now().toISOString(), event));
}
