import { randomBytes } from 'node:crypto';
import type { DbOrTrx, Trx } from '../db/connect';
import type { OutboxRow } from '../db/tables/mail';
import { type Keys, sealText } from '../secrets/keys';
import { boundTo, type LetterContent } from './sealing';

/** A letter to be sent. `dedupeKey` names the occasion: a second letter with the same key is not stored. */
export type Mail = {
  regionId: number;
  dedupeKey: string;
  kind: string;
  requestId?: number | null;
  letterId?: number | null;
  /** One address. */
  to: string;
  /** Stands in the clear in the database: no names, no codes. */
  subject: string;
  text: string;
  html?: string;
  /** For alerts only: the https address at which one POST ends them (RFC 8058). */
  unsubscribe?: string;
  /** `PRIORITY.case` unless said otherwise. */
  priority?: number;
};

/** What leaves first. Letters of cases and accounts are few, and must not wait behind a hundred thousand alerts. */
export const PRIORITY = { case: 0, warning: 1, digest: 2 } as const;

/**
 * Puts a letter into the outbox, in the transaction of the change it tells of. `now` is an ISO instant of legal time,
 * from which on it may leave. False when a letter with this key is there already. Without SMTP_URL the letter waits as
 * `pending` until a server is set, and the administrator reads it meanwhile.
 */
export async function enqueueMail(trx: Trx, keys: Keys, now: string, mail: Mail): Promise<boolean> {
  return (await enqueueMails(trx, keys, now, [mail])).length === 1;
}

/** The same for many letters in one statement; gives the keys of those that are new. */
export async function enqueueMails(trx: Trx, keys: Keys, now: string, mails: readonly Mail[]): Promise<string[]> {
  const stored: string[] = [];
  for (let i = 0; i < mails.length; i += CHUNK) {
    const rows = mails.slice(i, i + CHUNK).map((mail) => rowOf(keys, now, mail));
    const kept = await trx('outbox').insert(rows).onConflict('dedupe_key').ignore().returning('dedupe_key');
    stored.push(...kept.map((row: { dedupe_key: string }) => row.dedupe_key));
  }
  return stored;
}

// knex writes many rows for SQLite as a compound select, which takes 500 parts at most.
const CHUNK = 200;

function rowOf(keys: Keys, now: string, mail: Mail): Omit<OutboxRow, 'id'> {
  const seal = (plain: string, part: 'to' | 'content') =>
    sealText(keys.id, keys.seal, plain, boundTo(mail.dedupeKey, part));
  return {
    region_id: mail.regionId,
    dedupe_key: mail.dedupeKey,
    kind: mail.kind,
    request_id: mail.requestId ?? null,
    letter_id: mail.letterId ?? null,
    recipient_sealed: seal(mail.to, 'to'),
    subject: mail.subject,
    content_sealed: seal(JSON.stringify(contentOf(mail)), 'content'),
    state: 'pending',
    attempts: 0,
    next_attempt_at: now,
    claimed_at: null,
    claim: null,
    // Made once: a letter that is sent again by hand is the same letter to every mail program.
    message_id: randomBytes(18).toString('hex'),
    last_error: null,
    created_at: now,
    sent_at: null,
    priority: mail.priority ?? PRIORITY.case,
  };
}

function contentOf({ text, html, unsubscribe }: Mail): LetterContent {
  return { text, ...(html ? { html } : {}), ...(unsubscribe ? { unsubscribe } : {}) };
}

/**
 * Deletes alerts that left before `before`, at most `most` of them: their sealed addresses have no business here any
 * longer. Letters of cases stay. Gives how many went.
 */
export async function forgetAlerts(trx: Trx, before: string, most: number): Promise<number> {
  return trx('outbox').whereIn('id', leftAlerts(trx, before).orderBy('sent_at').limit(most).select('id')).delete();
}

/** The same for alerts that were given up: nobody was reached under their addresses, or the letters were refused. */
export async function forgetGivenUp(trx: Trx, before: string, most: number): Promise<number> {
  return trx('outbox').whereIn('id', givenUpAlerts(trx, before).orderBy('id').limit(most).select('id')).delete();
}

export const leftAlerts = (db: DbOrTrx, before: string) =>
  db('outbox').where('priority', '>', 0).where('sent_at', '<', before);

export const givenUpAlerts = (db: DbOrTrx, before: string) =>
  db('outbox').where('state', 'failed').where('priority', '>', 0).where('created_at', '<', before);

/**
 * Sends a letter again that failed or whose fate is uncertain, with the same Message-ID; the administrator's decision.
 * Also brings a waiting one forward. False when the letter is being sent, was sent, or is not there.
 */
export async function requeue(trx: Trx, regionId: number, id: number, now: string): Promise<boolean> {
  const changed = await trx('outbox')
    .where({ id, region_id: regionId })
    .whereIn('state', ['failed', 'uncertain', 'pending'])
    .update({ state: 'pending', attempts: 0, next_attempt_at: now, claim: null, claimed_at: null });
  return changed === 1;
}
