import { officesHeld } from '../accounts/office-queries';
import { type DbOrTrx, isPostgres, type Trx } from '../db/connect';
import type { LadderRecountRow, LadderVersionRow } from '../db/tables/ladder';

export type VersionEntry = Omit<LadderVersionRow, 'rungs'> & {
  made_by_name: string;
  state: LadderRecountRow['state'];
  seen: number;
  changed: number;
  stalled_at: string | null;
};

const entries = (db: DbOrTrx, regionId: number) =>
  db('ladder_versions as v')
    .join('users as u', 'u.id', 'v.made_by')
    .join('ladder_recounts as r', 'r.version_id', 'v.id')
    .where('v.region_id', regionId)
    .select('v.id', 'v.public_id', 'v.region_id', 'v.reason', 'v.made_by', 'v.made_at', 'u.name as made_by_name')
    .select('r.state', 'r.seen', 'r.changed', 'r.stalled_at');

/** The versions of the ladder, the newest first. */
export async function versionsPage(
  db: DbOrTrx,
  regionId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<VersionEntry[]> {
  const query = entries(db, regionId).orderBy('v.id', 'desc').limit(limit);
  return before === null ? query : query.where('v.id', '<', before);
}

/** One version with its rungs and those of the version before it (null for the first); null when there is none. */
export async function versionByPublicId(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<(VersionEntry & { rungs: string; rungs_before: string | null }) | null> {
  const found = await entries(db, regionId).where('v.public_id', publicId).select('v.rungs').first();
  if (!found) return null;
  const before = await db('ladder_versions')
    .where('region_id', regionId)
    .where('id', '<', found.id)
    .orderBy('id', 'desc')
    .first('rungs');
  return { ...found, rungs_before: before?.rungs ?? null };
}

/** The versions for which open cases are still to be counted anew: at most one, since a newer one overtakes. */
export async function unfinishedRecounts(db: DbOrTrx, regionId: number): Promise<LadderRecountRow[]> {
  return db('ladder_recounts').where({ region_id: regionId, state: 'counting' }).orderBy('version_id');
}

/**
 * How far a version's cases are counted, for one sweep alone until the transaction ends; null while another sweep has it.
 * On SQLite a write transaction is alone anyway.
 */
export async function heldRecount(trx: Trx, versionId: number): Promise<LadderRecountRow | null> {
  const query = trx('ladder_recounts').where('version_id', versionId);
  return (await (isPostgres(trx) ? query.forUpdate().skipLocked() : query).first()) ?? null;
}

/** Offices that a rung may be meant for and that nobody holds today. */
export type Vacancies = { roles: string[]; bodies: number; withoutHead: number; withoutOfficer: number };

const ROLES = ['petugas', 'ppid', 'atasan', 'auditor', 'admin'];

/** Who could not be told today: roles without anybody, bodies whose head has no e-mail, bodies without an officer. */
export async function vacancies(db: DbOrTrx, regionId: number, today: string): Promise<Vacancies> {
  const held = officesHeld(db, regionId, today);
  const roles: string[] = await held.clone().distinct().pluck('r.role');
  const officers = held.clone().where('r.role', 'opd').whereNotNull('r.body_id').select('r.body_id');
  const bodies = () => db('bodies').where({ region_id: regionId, active: 1 });
  const count = async (query: ReturnType<typeof bodies>) => Number((await query.count({ n: '*' }).first())?.n ?? 0);
  return {
    roles: ROLES.filter((role) => !roles.includes(role)),
    bodies: await count(bodies()),
    withoutHead: await count(bodies().where((q) => q.whereNull('head_email').orWhere('head_email', ''))),
    withoutOfficer: await count(bodies().whereNotIn('id', officers)),
  };
}
