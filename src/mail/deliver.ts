import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { isPostgres, type Trx, writing } from '../db/connect';
import type { OutboxRow } from '../db/tables/mail';
import type { Deps } from '../deps';
import type { Keys } from '../secrets/keys';
import { type Delivery, givenUpAfter, waitAfter } from './delivery';
import { PRIORITY } from './outbox';
import { maskAddress, openLetter } from './sealing';
import type { MailSession } from './transport';

/** `uncertain` letters are in none of the three: nobody knows whether they left. */
export type Delivered = { sent: number; retried: number; failed: number };

/** A letter that the mail server took, and the instant (legal time) it did: the day that terms count from. */
export type SentMail = { outboxId: number; requestId: number | null; letterId: number | null; sentAt: string };

export type DeliverOptions = {
  /** At most this many letters in this pass. */
  limit?: number;
  /** Runs in the transaction that marks a letter as sent, for the register that notes its day. */
  onSent?: (trx: Trx, sent: SentMail) => Promise<void>;
  /** Runs in the transaction that gives a letter up because nobody can be reached under its address. */
  onNoSuchAddress?: (trx: Trx, letter: Pick<OutboxRow, 'id' | 'region_id' | 'kind' | 'dedupe_key'>) => Promise<void>;
};

type MailDeps = Pick<Deps, 'db' | 'clock' | 'mail' | 'keys' | 'log'>;

const STALE_MS = 5 * 60_000;
// A server that answers slowly must not keep the sweep from its deadlines: the next pass goes on.
const LONGEST_PASS_MS = 2 * 60_000;

/**
 * One pass over the outbox: claims a due letter, sends it, writes down what became of it, takes the next. Any number of
 * passes may run at once, in any number of processes; a letter is claimed by one of them.
 *
 * A letter goes from `claimed` to `handing_over` right before its first byte. Until then it has certainly not been sent
 * and a dead pass' claim goes back to `pending`; after that, an end without the server's answer leaves it `uncertain`,
 * and it is never sent again by itself, only by the administrator (`requeue`).
 *
 * When a letter is due is legal time (`clock.now`), so that a simulated clock moves the retries; the age of a claim is
 * real time (`clock.real`), because it is about a process being alive.
 */
export async function deliverOutbox(deps: MailDeps, options: DeliverOptions = {}): Promise<Delivered> {
  const done: Delivered = { sent: 0, retried: 0, failed: 0 };
  if (!deps.mail.configured) return done;
  await takeOverStale(deps);
  const session = deps.mail.session();
  const until = deps.clock.real().getTime() + LONGEST_PASS_MS;
  try {
    for (let n = 0; n < (options.limit ?? 500) && deps.clock.real().getTime() < until; n++) {
      const row = await claimNext(deps);
      if (!row) break;
      const delivery = await sendOne(deps, session, row);
      await record(deps, row, delivery, options, done);
      // Every other letter would wait for the same dead server: the next pass tries again.
      if (delivery.outcome === 'unreachable') break;
    }
  } finally {
    session.close();
  }
  return done;
}

async function takeOverStale({ db, clock }: MailDeps): Promise<void> {
  const before = new Date(clock.real().getTime() - STALE_MS).toISOString();
  const stale = (state: OutboxRow['state']) => db('outbox').where({ state }).where('claimed_at', '<', before);
  if (!(await stale('claimed').first('id')) && !(await stale('handing_over').first('id'))) return;
  await writing(db, async (trx) => {
    await stale('claimed').transacting(trx).update({ state: 'pending', claim: null, claimed_at: null });
    await stale('handing_over')
      .transacting(trx)
      .update({ state: 'uncertain', last_error: 'the delivery did not come back' });
  });
}

async function claimNext({ db, clock }: MailDeps): Promise<OutboxRow | undefined> {
  const due = () => db('outbox').where('state', 'pending').where('next_attempt_at', '<=', clock.now().toISOString());
  const priority = await firstPriority(due);
  if (priority === undefined) return undefined;
  const claim = randomBytes(12).toString('hex');
  return writing(db, async (trx) => {
    const next = due().transacting(trx).where({ priority }).orderBy(['next_attempt_at', 'id']).limit(1).select('id');
    if (isPostgres(db)) next.forUpdate().skipLocked();
    const [row] = await trx('outbox')
      .where('id', next)
      .update({ state: 'claimed', claim, claimed_at: clock.real().toISOString() })
      .returning('*');
    return row;
  });
}

/** The first priority of which a letter is due: each asked by itself, so that the index answers however many wait. */
async function firstPriority(due: () => Knex.QueryBuilder): Promise<number | undefined> {
  for (const priority of Object.values(PRIORITY)) {
    if (await due().where({ priority }).first('id')) return priority;
  }
  return undefined;
}

async function sendOne(deps: MailDeps, session: MailSession, row: OutboxRow): Promise<Delivery> {
  const letter = opened(deps.keys, row);
  if (!letter) return { outcome: 'refused', reason: 'sealed with another DATA_KEY', noSuchAddress: false };
  const { to, ...content } = letter;
  const mail = { messageId: row.message_id, to, subject: row.subject, ...content, date: deps.clock.now() };
  const delivery = await session.send(mail, () => markHandingOver(deps, row));
  // Servers repeat the address in their answers; it is a personal value and stands nowhere in the clear.
  return delivery.outcome === 'sent'
    ? delivery
    : { ...delivery, reason: delivery.reason.replaceAll(to, maskAddress(to)) };
}

function opened(keys: Keys, row: OutboxRow): ReturnType<typeof openLetter> | undefined {
  try {
    return openLetter(keys, row);
  } catch {
    return undefined;
  }
}

async function markHandingOver({ db, clock }: MailDeps, row: OutboxRow): Promise<void> {
  const changed = await writing(db, (trx) =>
    trx('outbox')
      .where({ id: row.id, claim: row.claim, state: 'claimed' })
      .update({ state: 'handing_over', claimed_at: clock.real().toISOString() }),
  );
  if (changed !== 1) throw new Error('the claim was taken over');
}

async function record(
  { db, clock, log }: MailDeps,
  row: OutboxRow,
  delivery: Delivery,
  { onSent, onNoSuchAddress }: DeliverOptions,
  done: Delivered,
): Promise<void> {
  const now = clock.now();
  const change = changeAfter(row, delivery, now);
  if (change.state === 'sent') done.sent++;
  else if (change.state === 'pending') done.retried++;
  else if (change.state === 'failed') done.failed++;
  if (delivery.outcome !== 'sent')
    log.warn({ outbox: row.id, state: change.state, reason: delivery.reason }, 'mail not sent');
  await writing(db, async (trx) => {
    // A pass that was given up for dead still knows better, unless the administrator has decided meanwhile.
    const changed = await trx('outbox').where({ id: row.id, claim: row.claim }).update(change);
    if (changed === 1 && change.state === 'sent' && onSent) {
      await onSent(trx, {
        outboxId: row.id,
        requestId: row.request_id,
        letterId: row.letter_id,
        sentAt: now.toISOString(),
      });
    }
    if (changed === 1 && delivery.outcome === 'refused' && delivery.noSuchAddress) await onNoSuchAddress?.(trx, row);
  });
}

/** What is written to the row of a letter after an attempt at `now`. */
function changeAfter(
  row: OutboxRow,
  delivery: Delivery,
  now: Date,
): Partial<OutboxRow> & { state: OutboxRow['state'] } {
  const attempts = row.attempts + 1;
  if (delivery.outcome === 'sent') {
    return { state: 'sent', attempts, sent_at: now.toISOString(), next_attempt_at: null, last_error: null };
  }
  const last_error = delivery.reason;
  if (delivery.outcome === 'uncertain') return { state: 'uncertain', attempts, next_attempt_at: null, last_error };
  if (delivery.outcome === 'refused' || givenUpAfter(attempts, delivery.outcome)) {
    return { state: 'failed', attempts, next_attempt_at: null, last_error };
  }
  const next_attempt_at = new Date(now.getTime() + waitAfter(attempts, delivery.outcome)).toISOString();
  return { state: 'pending', attempts, next_attempt_at, last_error, claim: null, claimed_at: null };
}
