import { type DbOrTrx, isPostgres } from '../db/connect';
import type { UserRoleRow, UserRow, UserTokenRow } from '../db/tables/accounts';
import type { CurrentUser, Grant, Role } from '../web/guards';
import { inForce, officesHeld } from './office-queries';

/** A user with the roles in force, and the number that a session must carry to still be good. */
export type SessionUser = CurrentUser & { epoch: number };

export type StaffMember = { id: number; name: string; email: string; title: string | null };

/** A role as the administrator sees it: with the names behind the ids, in force or not. */
export type HeldRole = UserRoleRow & { body_name: string | null; deputy_for_name: string | null };

/**
 * The user with the roles in force on `today` (office date), in one statement; null when unknown or disabled.
 * Roles hold from `from_on` to `until_on`, both days included.
 */
export async function sessionUser(db: DbOrTrx, id: number, today: string): Promise<SessionUser | null> {
  const rows = await db('users as u')
    .leftJoin('user_roles as r', (on) => on.on('r.user_id', 'u.id').andOn(inForce(db, today)))
    .leftJoin('bodies as b', 'b.id', 'r.body_id')
    .where('u.id', id)
    .whereNull('u.disabled_at')
    .orderBy('r.id')
    .select('u.*', 'r.role', 'r.body_id', 'r.deputy_for', 'b.slug as body_slug');
  const [row] = rows;
  if (!row) return null;
  const roles = rows.filter((r) => r.role !== null).map(grantOf);
  const { public_id: publicId, email, name, title, region_id: regionId, session_epoch: epoch } = row;
  return { id, publicId, email, name, title, roles, regionId, epoch };
}

/** The user as pages and commands know them; null when unknown or disabled. `today` is an office date. */
export async function currentUser(db: DbOrTrx, id: number, today: string): Promise<CurrentUser | null> {
  const found = await sessionUser(db, id, today);
  if (!found) return null;
  const { epoch: _, ...user } = found;
  return user;
}

const grantOf = (row: {
  role: Role;
  body_id: number | null;
  body_slug: string | null;
  deputy_for: number | null;
}): Grant => ({
  role: row.role,
  bodyId: row.body_id,
  bodySlug: row.body_slug,
  deputyFor: row.deputy_for,
});

/**
 * Who holds a role on `today`, deputies included, active and able to sign in or invited; by name. `bodyId` narrows to
 * one public body; null asks for the role wherever it is held.
 */
export async function staffWithRole(
  db: DbOrTrx,
  regionId: number,
  role: Role,
  bodyId: number | null,
  today: string,
): Promise<StaffMember[]> {
  return officesHeld(db, regionId, today)
    .where(bodyId === null ? { 'r.role': role } : { 'r.role': role, 'r.body_id': bodyId })
    .orderBy(['u.name', 'u.id'])
    .distinct('u.id', 'u.name', 'u.email', 'u.title');
}

/** The account of an address (already in lower case), disabled ones too. */
export async function userByEmail(db: DbOrTrx, regionId: number, email: string): Promise<UserRow | null> {
  return (await db('users').where({ region_id: regionId, email }).first()) ?? null;
}

/** The account with this public id, disabled ones too. */
export async function userByPublicId(db: DbOrTrx, regionId: number, publicId: string): Promise<UserRow | null> {
  return (await db('users').where({ region_id: regionId, public_id: publicId }).first()) ?? null;
}

/** A one-time link that still opens, with its account; null when used, expired at `now` (real time), or disabled. */
export async function openToken(
  db: DbOrTrx,
  tokenHash: string,
  now: string,
): Promise<{ token: UserTokenRow; user: UserRow } | null> {
  const token = await db('user_tokens')
    .where('token_hash', tokenHash)
    .whereNull('used_at')
    .where('expires_at', '>', now)
    .first();
  if (!token) return null;
  const user = await db('users').where('id', token.user_id).whereNull('disabled_at').first();
  return user ? { token, user } : null;
}

/** How many one-time links an account was sent since `since` (instant). */
export async function tokensSince(db: DbOrTrx, userId: number, since: string): Promise<number> {
  const row = await db('user_tokens')
    .where('user_id', userId)
    .where('created_at', '>=', since)
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}

/** All roles of a user, past and future too, oldest first. */
export async function rolesOf(db: DbOrTrx, userId: number): Promise<HeldRole[]> {
  return db('user_roles as r')
    .leftJoin('bodies as b', 'b.id', 'r.body_id')
    .leftJoin('users as d', 'd.id', 'r.deputy_for')
    .where('r.user_id', userId)
    .orderBy('r.id')
    .select('r.*', 'b.name as body_name', 'd.name as deputy_for_name');
}

/**
 * The admin roles that keep an office from locking itself out: of people who can sign in, in their own name, without an
 * end date. At least one must remain.
 */
export async function lastingAdminRoles(
  db: DbOrTrx,
  regionId: number,
  today: string,
): Promise<{ user_id: number; role_id: number }[]> {
  return db('users as u')
    .join('user_roles as r', 'r.user_id', 'u.id')
    .where({ 'u.region_id': regionId, 'r.role': 'admin' })
    .whereNull('u.disabled_at')
    .whereNotNull('u.password_hash')
    .whereNull('r.until_on')
    .whereNull('r.deputy_for')
    .whereRaw("coalesce(r.from_on, '') <= ?", [today])
    .select('u.id as user_id', 'r.id as role_id');
}

export type Person = Pick<
  UserRow,
  'id' | 'public_id' | 'name' | 'email' | 'title' | 'disabled_at' | 'last_signed_in_at'
> & {
  /** The name as the list is ordered by it: the cursor's first part. */
  by_name: string;
  /** No password yet: the invitation was not taken up, or the address not confirmed. */
  waiting: boolean;
  roles: { role: Role; body_name: string | null }[];
};

type Page = { q: string; staffOnly: boolean; after: { name: string; id: number } | null; limit: number };

/**
 * One page of accounts by name and id, after the place `after`. `q` is looked for in name and address, letter case
 * aside. Gives up to `limit` rows; ask for one more than you show to know whether another page follows.
 */
export async function people(db: DbOrTrx, regionId: number, page: Page): Promise<Person[]> {
  const query = db('users as u')
    .where('u.region_id', regionId)
    .orderByRaw(`${ordered(db)}, u.id`)
    .limit(page.limit);
  if (page.q) {
    const like = `%${page.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.whereRaw("(lower(u.name) like ? escape '\\' or u.email like ? escape '\\')", [like, like]);
  }
  if (page.staffOnly) query.whereExists(db('user_roles as r').whereRaw('r.user_id = u.id'));
  if (page.after) query.whereRaw(`(${ordered(db)}, u.id) > (?, ?)`, [page.after.name, page.after.id]);
  const rows = await query.select('u.*', db.raw('lower(u.name) as by_name'));
  const roles = await db('user_roles as r')
    .leftJoin('bodies as b', 'b.id', 'r.body_id')
    .whereIn(
      'r.user_id',
      rows.map((row) => row.id),
    )
    .orderBy('r.id')
    .select('r.user_id', 'r.role', 'b.name as body_name');
  return rows.map((row) => ({
    ...row,
    waiting: row.password_hash === null,
    roles: roles.filter((role) => role.user_id === row.id),
  }));
}

// PostgreSQL would sort names by the database's locale, and the cursor compares bytes.
const ordered = (db: DbOrTrx): string => (isPostgres(db) ? 'lower(u.name) COLLATE "C"' : 'lower(u.name)');

/** True when demonstration accounts are in the database: production refuses to start on it. */
export async function hasExampleAccounts(db: DbOrTrx): Promise<boolean> {
  return (await db('users').where('example', 1).first('id')) !== undefined;
}

/** The active public bodies to choose from, by name. */
export async function bodyChoices(db: DbOrTrx, regionId: number): Promise<{ slug: string; name: string }[]> {
  const rows = await db('bodies').where({ region_id: regionId, active: 1 }).select('slug', 'name');
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export type Principal = { public_id: string; name: string; role: Role; body_name: string | null };

/** Whom somebody may stand in for: active people with a role of their own, by name. */
export async function principals(db: DbOrTrx, regionId: number): Promise<Principal[]> {
  return db('user_roles as r')
    .join('users as u', 'u.id', 'r.user_id')
    .leftJoin('bodies as b', 'b.id', 'r.body_id')
    .where('u.region_id', regionId)
    .whereNull('u.disabled_at')
    .whereNull('r.deputy_for')
    .orderBy(['u.name', 'r.id'])
    .select('u.public_id', 'u.name', 'r.role', 'b.name as body_name');
}
