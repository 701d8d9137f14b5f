import type { DbOrTrx } from '../db/connect';
import type { BreachAddresseeRow, BreachRow } from '../db/tables/breaches';
import type { OutboxRow } from '../db/tables/mail';
import type { Tally } from '../workflow/breach-facts';
import { AGENCY_SETTING, type Agency, readAgency } from './agency';

/** One breach by its number; null when there is none. */
export async function breachByNumber(db: DbOrTrx, regionId: number, number: string): Promise<BreachRow | null> {
  return (await db('breaches').where({ region_id: regionId, number }).first()) ?? null;
}

/** Breaches that wait for a notice, the most urgent first. */
export async function openBreaches(db: DbOrTrx, regionId: number, limit: number): Promise<BreachRow[]> {
  return db('breaches').where({ region_id: regionId, state: 'open' }).orderBy(['due_at', 'id']).limit(limit);
}

/** The others, the newest first, after a place in that order. */
export async function settledBreaches(
  db: DbOrTrx,
  regionId: number,
  after: number | null,
  limit: number,
): Promise<BreachRow[]> {
  const query = db('breaches')
    .where('region_id', regionId)
    .whereNot('state', 'open')
    .orderBy('id', 'desc')
    .limit(limit);
  return after === null ? query : query.where('id', '<', after);
}

export const subjectMailKey = (publicId: string, addresseeId: number): string => `breach:${publicId}:${addresseeId}`;
export const agencyMailKey = (publicId: string): string => `breach:${publicId}:agency`;

/** An addressee with what became of his mail; null without one. */
export type Addressee = BreachAddresseeRow & { mail: OutboxRow['state'] | null; mail_sent_at: string | null };

/** The outbox knows a notice by its key alone. */
const withMail = (db: DbOrTrx, { id, public_id }: Pick<BreachRow, 'id' | 'public_id'>) =>
  db('breach_addressees as a')
    .joinRaw('LEFT JOIN outbox o ON o.dedupe_key = ? || CAST(a.id AS text)', [
      subjectMailKey(public_id, 0).slice(0, -1),
    ])
    .where('a.breach_id', id);

/** `sendable`: not told, or told by a mail that has not left, so that a letter on paper may take its place. */
export type AddresseeFilter = 'all' | 'waiting' | 'post' | 'sendable';

type Asked = { filter: AddresseeFilter; after: number | null; limit: number; ids?: readonly number[] };

/** One page of the people concerned, in the order they were written down. */
export async function addresseePage(
  db: DbOrTrx,
  breach: Pick<BreachRow, 'id' | 'public_id'>,
  { filter, after, limit, ids }: Asked,
): Promise<Addressee[]> {
  const query = withMail(db, breach).orderBy('a.id').limit(limit);
  if (filter === 'waiting' || filter === 'post') query.whereNull('a.told_at');
  if (filter === 'post') query.where('a.by_email', 0);
  if (filter === 'sendable') {
    query.whereRaw("(a.told_at IS NULL OR (a.way = 'email' AND COALESCE(o.state, '') <> 'sent'))");
  }
  if (after !== null) query.where('a.id', '>', after);
  if (ids) query.whereIn('a.id', ids);
  return query.select('a.*', 'o.state as mail', 'o.sent_at as mail_sent_at');
}

/** The marks of everybody written down for a case, so that nobody is written down twice. */
export async function knownContacts(db: DbOrTrx, breachId: number): Promise<Set<string>> {
  return new Set(await db('breach_addressees').where('breach_id', breachId).pluck('contact_index'));
}

/** How far the notices have come; `without` leaves chosen people out of the count. */
export async function tallyOf(
  db: DbOrTrx,
  breach: Pick<BreachRow, 'id' | 'public_id' | 'agency_way'>,
  without: readonly number[] = [],
): Promise<Tally> {
  const left = new Set(without);
  const rows: Omit<Addressee, 'breach_id' | 'contact_sealed' | 'contact_index'>[] = await withMail(db, breach).select(
    ...['a.id', 'a.by_email', 'a.way', 'a.told_at', 'o.state as mail', 'o.sent_at as mail_sent_at'],
  );
  const agency = await db('outbox').where('dedupe_key', agencyMailKey(breach.public_id)).first('state');
  const counted = rows.filter((row) => !left.has(row.id));
  const waiting = counted.filter((row) => row.told_at === null);
  const told = counted.flatMap((row) => toldAt(row) ?? []);
  return {
    addressees: counted.length,
    waiting_email: waiting.filter((row) => row.by_email === 1).length,
    waiting_post: waiting.filter((row) => row.by_email === 0).length,
    last_told_at: told.reduce((last: string | null, at) => (last === null || at > last ? at : last), null),
    unsent: counted.filter((row) => row.way === 'email' && row.mail !== 'sent').length,
    agency_unsent: breach.agency_way === 'email' && agency?.state !== 'sent',
  };
}

/** When somebody was told: the instant his mail left, once it has. */
export function toldAt({
  way,
  told_at,
  mail_sent_at,
}: Pick<Addressee, 'way' | 'told_at' | 'mail_sent_at'>): string | null {
  return way === 'email' && mail_sent_at !== null ? mail_sent_at : told_at;
}

/** The events of a case, the newest first, payload as stored text. */
export async function breachEvents(
  db: DbOrTrx,
  publicId: string,
): Promise<{ seq: number; kind: string; occurred_at: string; recorded_at: string; payload: string }[]> {
  return db('audit_events')
    .where('chain', `breach:${publicId}`)
    .orderBy('seq', 'desc')
    .limit(300)
    .select('seq', 'kind', 'occurred_at', 'recorded_at', 'payload');
}

/** The agency that must be told, as the office set it. */
export async function agencyOf(db: DbOrTrx, regionId: number): Promise<Agency> {
  const row = await db('settings').where({ region_id: regionId, key: AGENCY_SETTING }).first('value');
  return readAgency(row?.value);
}
