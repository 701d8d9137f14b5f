import { type DbOrTrx, isPostgres, type Trx } from '../db/connect';
import type { DipFileRow, DipVersionRow } from '../db/tables/dip';

/** A version with the names of those who acted. */
export type DipVersion = DipVersionRow & {
  proposed_by_name: string | null;
  decided_by_name: string | null;
  enacted_by_name: string | null;
};

/** States of a proposal that somebody still works on; there is one at a time. */
export const OPEN_STATES = ['compiling', 'proposed', 'returned', 'approved'] as const;

const named = (db: DbOrTrx, regionId: number) =>
  db('dip_versions as v')
    .leftJoin('users as p', 'p.id', 'v.proposed_by')
    .leftJoin('users as d', 'd.id', 'v.decided_by')
    .leftJoin('users as e', 'e.id', 'v.enacted_by')
    .where('v.region_id', regionId)
    .select('v.*', 'p.name as proposed_by_name', 'd.name as decided_by_name', 'e.name as enacted_by_name');

const enacted = (db: DbOrTrx, regionId: number) => named(db, regionId).where('v.state', 'enacted');

/** The newest enacted version by its decree's day, of those enacted on or before `day`; null where there was none. */
export async function versionOn(db: DbOrTrx, regionId: number, day: string): Promise<DipVersion | null> {
  const query = enacted(db, regionId).where('v.decree_on', '<=', day);
  return (
    (await query
      .orderBy([
        { column: 'v.decree_on', order: 'desc' },
        { column: 'v.number', order: 'desc' },
      ])
      .first()) ?? null
  );
}

/** The version that was enacted last; null before the first enactment. */
export async function newestEnacted(db: DbOrTrx, regionId: number): Promise<DipVersion | null> {
  return (await enacted(db, regionId).orderBy('v.number', 'desc').first()) ?? null;
}

/** An enacted version by its number. */
export async function versionNumbered(db: DbOrTrx, regionId: number, number: number): Promise<DipVersion | null> {
  return (await enacted(db, regionId).where('v.number', number).first()) ?? null;
}

/** Any version by its public id. */
export async function versionByPublicId(db: DbOrTrx, regionId: number, publicId: string): Promise<DipVersion | null> {
  return (await named(db, regionId).where('v.public_id', publicId).first()) ?? null;
}

/** The proposal that is being worked on, if there is one. */
export async function openVersion(db: DbOrTrx, regionId: number): Promise<DipVersion | null> {
  return (await named(db, regionId).whereIn('v.state', OPEN_STATES).first()) ?? null;
}

/** Enacted versions, the newest first, below the number `before`. */
export async function enactedPage(
  db: DbOrTrx,
  regionId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<DipVersion[]> {
  const query = enacted(db, regionId).orderBy('v.number', 'desc').limit(limit);
  return before === null ? query : query.where('v.number', '<', before);
}

/** Every version, proposals that came to nothing too, the newest first, below the id `before`. */
export async function versionsPage(
  db: DbOrTrx,
  regionId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<DipVersion[]> {
  const query = named(db, regionId).orderBy('v.id', 'desc').limit(limit);
  return before === null ? query : query.where('v.id', '<', before);
}

/** Proposals whose snapshot is not whole yet, and withdrawn ones that still have rows. */
export async function unfinishedVersions(
  db: DbOrTrx,
  regionId: number,
): Promise<Pick<DipVersionRow, 'id' | 'state'>[]> {
  return db('dip_versions as v')
    .where('v.region_id', regionId)
    .where((some) =>
      some
        .where('v.state', 'compiling')
        .orWhere((gone) =>
          gone
            .where('v.state', 'withdrawn')
            .whereExists((rows) => rows.from('dip_rows as r').whereRaw('r.version_id = v.id')),
        ),
    )
    .orderBy('v.id')
    .select('v.id', 'v.state');
}

/** A version for its writer alone until the transaction ends; null while another has it. */
export async function heldVersion(trx: Trx, id: number): Promise<DipVersionRow | null> {
  const query = trx('dip_versions').where({ id });
  return (await (isPostgres(trx) ? query.forUpdate().skipLocked() : query).first()) ?? null;
}

/** The decree's file that was filed last; undefined where there is none. */
export async function decreeFile(db: DbOrTrx, versionId: number): Promise<DipFileRow | undefined> {
  return db('dip_files').where('version_id', versionId).orderBy('id', 'desc').first();
}

/** The number that the next enacted version gets. */
export async function nextNumber(trx: Trx, regionId: number): Promise<number> {
  const row = await trx('dip_versions').where('region_id', regionId).max({ last: 'number' }).first();
  return Number(row?.last ?? 0) + 1;
}

/** One event of a version's log; `words` are what an officer wrote. */
export type LoggedEvent = { kind: string; at: string; who: string | null; words: string | null };

const MOST_EVENTS = 100;

/** What happened to a version, the oldest first. */
export async function eventsOf(db: DbOrTrx, publicId: string): Promise<LoggedEvent[]> {
  const rows: { kind: string; occurred_at: string; payload: string }[] = await db('audit_events')
    .where('chain', `dip:${publicId}`)
    .orderBy('seq')
    .limit(MOST_EVENTS)
    .select('kind', 'occurred_at', 'payload');
  return rows.map(({ kind, occurred_at, payload }) => {
    const { actor, detail }: { actor: { name: string | null }; detail: Record<string, string | null> } =
      JSON.parse(payload);
    return { kind, at: occurred_at, who: actor.name, words: detail.note ?? detail.reason ?? detail.name ?? null };
  });
}
