import type { DbOrTrx } from '../db/connect';
import type { AnnouncementRow, AnnouncementUpdateRow } from '../db/tables/announcements';

/** An announcement with its body and its item in the catalogue. */
export type Announcement = AnnouncementRow & {
  body_name: string;
  body_slug: string;
  document_public_id: string | null;
  /** Its address, while it is published. */
  document_slug: string | null;
};

export type EndedPlace = { untilAt: string; id: number };
export type MadePlace = { madeAt: string; id: number };

const MOST_CURRENT = 100;

/** What anyone may see: not what went with an item that became exempt. */
const shown = (db: DbOrTrx, regionId: number) => announcements(db, regionId).whereNull('a.withdrawn_at');

function announcements(db: DbOrTrx, regionId: number) {
  return db('announcements as a')
    .join('bodies as b', 'b.id', 'a.body_id')
    .leftJoin('documents as d', 'd.id', 'a.document_id')
    .where('a.region_id', regionId)
    .select('a.*', 'b.name as body_name', 'b.slug as body_slug')
    .select('d.public_id as document_public_id')
    .select(db.raw("CASE WHEN d.state = 'published' THEN d.slug END AS document_slug"));
}

/** What has not ended at `now`, that which is yet to begin included: the newest first, at most a hundred. */
export async function unendedAnnouncements(db: DbOrTrx, regionId: number, now: string): Promise<Announcement[]> {
  return shown(db, regionId)
    .where((open) => open.whereNull('a.until_at').orWhere('a.until_at', '>', now))
    .orderBy([
      { column: 'a.made_at', order: 'desc' },
      { column: 'a.id', order: 'desc' },
    ])
    .limit(MOST_CURRENT);
}

/** One page of what has ended at `now`, the latest end first. */
export async function endedPage(
  db: DbOrTrx,
  regionId: number,
  { now, after, limit }: { now: string; after: EndedPlace | null; limit: number },
): Promise<{ rows: Announcement[]; next: EndedPlace | null }> {
  const list = shown(db, regionId)
    .where('a.until_at', '<=', now)
    .orderBy([
      { column: 'a.until_at', order: 'desc' },
      { column: 'a.id', order: 'desc' },
    ]);
  if (after) list.whereRaw('(a.until_at, a.id) < (?, ?)', [after.untilAt, after.id]);
  const found: Announcement[] = await list.limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last?.until_at ? { untilAt: last.until_at, id: last.id } : null };
}

/** One page of the announcements an editor may write, the newest first; `bodyIds` null for every body. */
export async function deskAnnouncements(
  db: DbOrTrx,
  regionId: number,
  { bodyIds, after, limit }: { bodyIds: readonly number[] | null; after: MadePlace | null; limit: number },
): Promise<{ rows: Announcement[]; next: MadePlace | null }> {
  const list = announcements(db, regionId).orderBy([
    { column: 'a.made_at', order: 'desc' },
    { column: 'a.id', order: 'desc' },
  ]);
  if (bodyIds) list.whereIn('a.body_id', [...bodyIds]);
  if (after) list.whereRaw('(a.made_at, a.id) < (?, ?)', [after.madeAt, after.id]);
  const found: Announcement[] = await list.limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { madeAt: last.made_at, id: last.id } : null };
}

/** The newest announcements, ended or not: for the feeds. */
export async function newestAnnouncements(db: DbOrTrx, regionId: number, limit: number): Promise<Announcement[]> {
  return shown(db, regionId)
    .orderBy([
      { column: 'a.made_at', order: 'desc' },
      { column: 'a.id', order: 'desc' },
    ])
    .limit(limit);
}

/** An announcement by its public id, one that was withdrawn too. */
export async function announcementOf(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<Announcement | undefined> {
  return announcements(db, regionId).where('a.public_id', publicId).first();
}

/** The newest developments of some announcements, the newest first, at most 500 in all. */
export async function updatesOf(db: DbOrTrx, ids: readonly number[]): Promise<AnnouncementUpdateRow[]> {
  if (ids.length === 0) return [];
  return db('announcement_updates')
    .whereIn('announcement_id', [...ids])
    .orderBy('id', 'desc')
    .limit(500);
}

/** What a letter says of an announcement, inside the transaction that writes it. */
export async function mailedAnnouncement(
  db: DbOrTrx,
  id: number,
): Promise<(AnnouncementRow & { body_name: string }) | undefined> {
  return db('announcements as a')
    .join('bodies as b', 'b.id', 'a.body_id')
    .where('a.id', id)
    .first('a.*', 'b.name as body_name');
}

/** One development. */
export async function mailedUpdate(db: DbOrTrx, id: number): Promise<AnnouncementUpdateRow | null> {
  return (await db('announcement_updates').where({ id }).first()) ?? null;
}

/** How far the letters about an announcement have come. */
export async function mailingsOf(db: DbOrTrx, id: number): Promise<{ going: number; told: number }> {
  const row = await db('announcement_mailings')
    .where('announcement_id', id)
    .first(db.raw("sum(CASE WHEN state = 'going' THEN 1 ELSE 0 END) AS going"), db.raw('sum(told) AS told'));
  return { going: Number(row?.going ?? 0), told: Number(row?.told ?? 0) };
}
