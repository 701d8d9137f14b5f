import { type AuditActor, appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { type DbOrTrx, type Trx, writing } from '../db/connect';
import type { UserRoleRow, UserRow } from '../db/tables/accounts';
import type { Deps } from '../deps';
import type { CurrentUser, Role } from '../web/guards';
import { clashOf, type RoleClash } from './deputies';
import { actorOf, eventNow, userChain } from './events';
import { lastingAdminRoles, rolesOf, userByPublicId } from './queries';
import { needsBody } from './roles';

/**
 * A role to be given. `body` is a slug, for roles held within one body. Dates are office dates, both included;
 * `deputyFor` is the public id of whom it stands in for.
 */
export type RoleAsked = {
  role: Role;
  body: string | null;
  fromOn: string | null;
  untilOn: string | null;
  deputyFor: string | null;
};

export type RoleRefusal =
  | 'body_needed'
  | 'body_unknown'
  | 'dates_reversed'
  | 'already_held'
  | 'deputy_needs_dates'
  | 'deputy_of_nobody'
  | RoleClash;

export type RoleChange<R extends string> = { ok: true } | { ok: false; reason: 'not_found' | R };

type RoleDeps = Pick<Deps, 'db' | 'clock' | 'config'>;

/** Gives a role, for good or for stated dates; a deputy's always has both dates. Recorded on the user's chain. */
export async function giveRole(
  deps: RoleDeps,
  admin: CurrentUser,
  publicId: string,
  asked: RoleAsked,
): Promise<RoleChange<RoleRefusal>> {
  return writing(deps.db, async (trx) => {
    const user = await userByPublicId(trx, admin.regionId, publicId);
    if (!user) return { ok: false, reason: 'not_found' };
    const ready = await readyRole(trx, admin.regionId, user.id, asked);
    if (!ready.ok) return ready;
    await insertRole(deps, trx, admin, user, ready.row);
    return { ok: true };
  });
}

/** Takes a role away, and from whoever stands in for it, and ends their sessions. The last lasting administrator's is not taken. */
export async function removeRole(
  deps: RoleDeps,
  admin: CurrentUser,
  publicId: string,
  roleId: number,
): Promise<RoleChange<'last_admin'>> {
  const now = deps.clock.now();
  return writing(deps.db, async (trx) => {
    await lockAdmins(trx, admin.regionId);
    const user = await userByPublicId(trx, admin.regionId, publicId);
    const role = user && (await trx('user_roles').where({ id: roleId, user_id: user.id }).first());
    if (!role) return { ok: false, reason: 'not_found' };
    const today = localDay(now, deps.config.timezone);
    const lasting = await lastingAdminRoles(trx, admin.regionId, today);
    if (lasting.length > 0 && lasting.every((held) => held.role_id === roleId))
      return { ok: false, reason: 'last_admin' };
    await trx('user_roles').where('id', roleId).delete();
    const by = { actor: actorOf(admin, 'admin'), at: now.toISOString() };
    await endSessions(trx, [user.id]);
    await recordRole(trx, by.actor, user, 'role_removed', [termsOf(role), null], by.at);
    if (role.deputy_for === null) await removeFromDeputies(trx, by, user, role, today);
    return { ok: true };
  });
}

type By = { actor: AuditActor; at: string };

/** What somebody no longer holds nobody holds in his place. */
async function removeFromDeputies(
  trx: Trx,
  by: By,
  { id, region_id }: Holder,
  { role, body_id }: UserRoleRow,
  today: string,
): Promise<void> {
  if (await trx('user_roles').where({ user_id: id, role, body_id, deputy_for: null }).first('id')) return;
  const passed: UserRoleRow[] = await trx('user_roles')
    .where({ deputy_for: id, role, body_id })
    .where('until_on', '>=', today);
  await takeBack(trx, by, region_id, passed);
}

/** A closed account has no deputies: what was passed on from it ends, and is not given back when it is opened again. */
export async function endPassedOn(trx: Trx, by: By, { id, region_id }: Holder, today: string): Promise<void> {
  const passed: UserRoleRow[] = await trx('user_roles').where('deputy_for', id).where('until_on', '>=', today);
  await takeBack(trx, by, region_id, passed);
}

async function takeBack(trx: Trx, by: By, regionId: number, passed: readonly UserRoleRow[]): Promise<void> {
  const ids = passed.map((held) => held.id);
  await trx('user_roles').whereIn('id', ids).delete();
  const deputies = passed.map((held) => held.user_id);
  await endSessions(trx, deputies);
  for (const held of passed) {
    const holder = { id: held.user_id, region_id: regionId };
    await recordRole(trx, by.actor, holder, 'role_removed', [termsOf(held), null], by.at);
  }
}

/** Ends every session of these accounts. */
export async function endSessions(trx: Trx, userIds: readonly number[]): Promise<void> {
  await trx('users')
    .whereIn('id', userIds)
    .update({ session_epoch: trx.raw('session_epoch + 1') });
}

export type RoleRow = Omit<UserRoleRow, 'id' | 'user_id'>;

/** The row for a role asked for, or why it cannot be given. `userId` is null for an account that is still to be made. */
export async function readyRole(
  trx: Trx,
  regionId: number,
  userId: number | null,
  asked: RoleAsked,
): Promise<{ ok: true; row: RoleRow } | { ok: false; reason: RoleRefusal }> {
  const body = needsBody(asked.role) ? asked.body : null;
  if (needsBody(asked.role) && body === null) return { ok: false, reason: 'body_needed' };
  const found = body === null ? null : await trx('bodies').where({ slug: body, region_id: regionId }).first('id');
  if (body !== null && !found) return { ok: false, reason: 'body_unknown' };
  const body_id: number | null = found?.id ?? null;
  const { role, fromOn: from_on, untilOn: until_on } = asked;
  if (from_on && until_on && from_on > until_on) return { ok: false, reason: 'dates_reversed' };
  const deputy_for = asked.deputyFor === null ? null : await principal(trx, regionId, asked.deputyFor, role, body_id);
  if (asked.deputyFor !== null) {
    if (!from_on || !until_on) return { ok: false, reason: 'deputy_needs_dates' };
    if (deputy_for === null || deputy_for === userId) return { ok: false, reason: 'deputy_of_nobody' };
  }
  const row = { role, body_id, from_on, until_on, deputy_for };
  const clash = deputy_for !== null && userId !== null ? clashOf([row], await rolesOf(trx, userId)) : null;
  if (clash) return { ok: false, reason: clash };
  const same =
    userId !== null &&
    (await trx('user_roles')
      .where({ ...row, user_id: userId })
      .first('id'));
  return same ? { ok: false, reason: 'already_held' } : { ok: true, row };
}

/** The id of an active account that holds the very role in its own name, or null. */
async function principal(
  trx: DbOrTrx,
  regionId: number,
  publicId: string,
  role: Role,
  bodyId: number | null,
): Promise<number | null> {
  const found = await trx('users as u')
    .join('user_roles as r', 'r.user_id', 'u.id')
    .where({ 'u.region_id': regionId, 'u.public_id': publicId, 'r.role': role, 'r.body_id': bodyId })
    .whereNull('u.disabled_at')
    .whereNull('r.deputy_for')
    .first('u.id');
  return found?.id ?? null;
}

type Holder = Pick<UserRow, 'id' | 'region_id'>;

/** Stores a role that `readyRole` found good, with its event. */
export async function insertRole(
  deps: Pick<Deps, 'clock'>,
  trx: Trx,
  admin: CurrentUser,
  user: Holder,
  row: RoleRow,
): Promise<void> {
  await trx('user_roles').insert({ ...row, user_id: user.id });
  await recordRole(trx, actorOf(admin, 'admin'), user, 'role_given', [null, row], deps.clock.now().toISOString());
}

/** The event of a role, on the chain of who has it. */
export async function recordRole(
  trx: Trx,
  actor: AuditActor,
  user: Holder,
  kind: 'role_given' | 'role_removed',
  [from, to]: readonly [unknown, unknown],
  now: string,
): Promise<void> {
  const changes: Record<string, [unknown, unknown]> = { role: [from, to] };
  const event = { regionId: user.region_id, kind, actor, changes };
  await appendEvent(trx, userChain(user.id), eventNow(now, event));
}

/** What the log says of a role: its terms, without the keys of its row. */
export function termsOf({ role, body_id, from_on, until_on, deputy_for }: UserRoleRow): RoleRow {
  return { role, body_id, from_on, until_on, deputy_for };
}

/** Two administrators who remove each other at once must follow one another: whoever comes second sees the first. */
export async function lockAdmins(trx: Trx, regionId: number): Promise<void> {
  const admins = trx('user_roles').where('role', 'admin').select('user_id');
  await trx('users').where('region_id', regionId).whereIn('id', admins).orderBy('id').forUpdate().select('id');
}
