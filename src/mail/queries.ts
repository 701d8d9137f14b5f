import type { DbOrTrx } from '../db/connect';
import type { OutboxRow } from '../db/tables/mail';
import { type Keys, openText } from '../secrets/keys';
import { boundTo, maskAddress, openLetter } from './sealing';

export type OutboxState = OutboxRow['state'];

/** A row of the outbox as the administrator sees it. `recipient` is masked. */
export type OutboxItem = {
  id: number;
  kind: string;
  requestId: number | null;
  letterId: number | null;
  recipient: string;
  subject: string;
  state: OutboxState;
  attempts: number;
  nextAttemptAt: string | null;
  lastError: string | null;
  createdAt: string;
  sentAt: string | null;
};

const COLUMNS = [
  'id',
  'dedupe_key',
  'kind',
  'request_id',
  'letter_id',
  'recipient_sealed',
  'subject',
  'state',
  'attempts',
  'next_attempt_at',
  'last_error',
  'created_at',
  'sent_at',
] as const;

/** The outbox, newest first. `cursor` is the last id of the page before; `next` is null on the last page. */
export async function listOutbox(
  db: DbOrTrx,
  keys: Keys,
  regionId: number,
  asked: { states?: readonly OutboxState[]; cursor?: number | null; limit?: number },
): Promise<{ items: OutboxItem[]; next: number | null }> {
  const limit = asked.limit ?? 50;
  const rows = await db<OutboxRow>('outbox')
    .where('region_id', regionId)
    .modify((query) => {
      if (asked.states) query.whereIn('state', asked.states);
      if (asked.cursor) query.where('id', '<', asked.cursor);
    })
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .select(COLUMNS);
  const items = rows.slice(0, limit).map((row: OutboxRow) => itemOf(keys, row));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many letters are in each state. */
export async function countOutbox(db: DbOrTrx, regionId: number): Promise<Partial<Record<OutboxState, number>>> {
  const rows: { state: OutboxState; n: number }[] = await db('outbox')
    .where('region_id', regionId)
    .groupBy('state')
    .select('state', db.raw('count(*) AS n'));
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.n)]));
}

/** One letter with its text, for the administrator of an office without a mail server; the address stays masked. */
export async function outboxLetter(
  db: DbOrTrx,
  keys: Keys,
  regionId: number,
  id: number,
): Promise<(OutboxItem & { text: string }) | undefined> {
  const row = await db<OutboxRow>('outbox').where({ region_id: regionId, id }).first();
  return row && { ...itemOf(keys, row), text: openLetter(keys, row).text };
}

function itemOf(keys: Keys, row: Pick<OutboxRow, (typeof COLUMNS)[number]>): OutboxItem {
  return {
    id: row.id,
    kind: row.kind,
    requestId: row.request_id,
    letterId: row.letter_id,
    recipient: maskAddress(openText(keys.seal, row.recipient_sealed, boundTo(row.dedupe_key, 'to'))),
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    lastError: row.last_error,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
