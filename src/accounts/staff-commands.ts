import { type AuditEntry, appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { type Trx, writing } from '../db/connect';
import type { UserRow } from '../db/tables/accounts';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import type { CurrentUser, Role } from '../web/guards';
import { actorOf, eventNow, userChain } from './events';
import { mailLink } from './link-commands';
import { lastingAdminRoles, userByEmail, userByPublicId } from './queries';
import { endPassedOn, insertRole, lockAdmins, type RoleChange, type RoleRefusal, readyRole } from './role-commands';

type StaffDeps = Pick<Deps, 'db' | 'clock' | 'keys' | 'config' | 'i18n'>;

export type Invitation = {
  email: string;
  name: string;
  title: string | null;
  employeeNumber: string | null;
  role: Role;
  body: string | null;
};

export type Invited = { ok: true; publicId: string; link: string } | { ok: false; reason: 'exists' | RoleRefusal };

/** Makes a staff account with its first role and mails the link that sets its password. The link is for one showing. */
export async function inviteStaff(deps: StaffDeps, admin: CurrentUser, asked: Invitation): Promise<Invited> {
  const { regionId } = admin;
  const now = deps.clock.now();
  const { email, name, title } = asked;
  const profile = { email, name, title, employee_number: asked.employeeNumber };
  const row = { ...profile, public_id: newPublicId(now), region_id: regionId, created_at: now.toISOString() };
  return writing(deps.db, async (trx) => {
    if (await userByEmail(trx, regionId, email)) return { ok: false, reason: 'exists' };
    const role = { role: asked.role, body: asked.body, fromOn: null, untilOn: null, deputyFor: null };
    const ready = await readyRole(trx, regionId, null, role);
    if (!ready.ok) return ready;
    // A second click may have made the account since it was looked for.
    const [made] = await trx('users').insert(row).onConflict(['region_id', 'email']).ignore().returning('id');
    if (!made) return { ok: false, reason: 'exists' };
    const user = { ...row, id: made.id };
    await record(deps, trx, admin, user, { kind: 'user_invited', changes: changesOf({}, profile) });
    await insertRole(deps, trx, admin, user, ready.row);
    return { ok: true, publicId: row.public_id, link: await mailLink(deps, trx, user, 'invite', 'id') };
  });
}

/** Mails a fresh one-time link: the invitation again, or for an account in use a new password. Null: no such open account. */
export async function renewLink(deps: StaffDeps, admin: CurrentUser, publicId: string): Promise<string | null> {
  return writing(deps.db, async (trx) => {
    const user = await userByPublicId(trx, admin.regionId, publicId);
    if (!user || user.disabled_at !== null) return null;
    const letter = user.password_hash ? 'reset' : 'invite';
    await record(deps, trx, admin, user, { kind: 'link_made', detail: { letter } });
    return mailLink(deps, trx, user, letter, 'id');
  });
}

/** Changes what letters and lists call a member of staff. False: no such account. */
export async function editStaff(
  deps: Pick<Deps, 'db' | 'clock'>,
  admin: CurrentUser,
  publicId: string,
  to: { name: string; title: string | null; employeeNumber: string | null },
): Promise<boolean> {
  return writing(deps.db, async (trx) => {
    const user = await userByPublicId(trx, admin.regionId, publicId);
    if (!user) return false;
    const wanted = { name: to.name, title: to.title, employee_number: to.employeeNumber };
    const changes = changesOf(user, wanted);
    if (Object.keys(changes).length === 0) return true;
    await trx('users').where('id', user.id).update(wanted);
    await record(deps, trx, admin, user, { kind: 'user_edited', changes });
    return true;
  });
}

/** Closes or opens an account. Closing ends its sessions, its open links and its deputies' part; the last administrator stays open. */
export async function setDisabled(
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  admin: CurrentUser,
  publicId: string,
  disabled: boolean,
): Promise<RoleChange<'last_admin'>> {
  const now = deps.clock.now();
  return writing(deps.db, async (trx) => {
    await lockAdmins(trx, admin.regionId);
    const user = await userByPublicId(trx, admin.regionId, publicId);
    if (!user) return { ok: false, reason: 'not_found' };
    if ((user.disabled_at !== null) === disabled) return { ok: true };
    const today = localDay(now, deps.config.timezone);
    const lasting = await lastingAdminRoles(trx, admin.regionId, today);
    if (disabled && lasting.length > 0 && lasting.every((held) => held.user_id === user.id)) {
      return { ok: false, reason: 'last_admin' };
    }
    const disabled_at = disabled ? now.toISOString() : null;
    await trx('users')
      .where('id', user.id)
      .update({ disabled_at, session_epoch: trx.raw('session_epoch + 1') });
    const kind = disabled ? 'user_disabled' : 'user_enabled';
    await record(deps, trx, admin, user, { kind, changes: changesOf(user, { disabled_at }) });
    if (disabled) await endPassedOn(trx, { actor: actorOf(admin, 'admin'), at: now.toISOString() }, user, today);
    return { ok: true };
  });
}

async function record(
  deps: Pick<Deps, 'clock'>,
  trx: Trx,
  admin: CurrentUser,
  user: Pick<UserRow, 'id' | 'region_id'>,
  event: Pick<AuditEntry, 'kind' | 'changes' | 'detail'>,
): Promise<void> {
  const now = deps.clock.now().toISOString();
  await appendEvent(
    trx,
    userChain(user.id),
    eventNow(now, { regionId: user.region_id, actor: actorOf(admin, 'admin'), ...event }),
  );
}

/** Old and new value of each field of `to` that differs. */
export function changesOf(from: object, to: Record<string, unknown>): Record<string, [unknown, unknown]> {
  const before = from as Record<string, unknown>;
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [key, value] of Object.entries(to)) {
    const old = before[key] ?? null;
    if (old !== value) changes[key] = [old, value];
  }
  return changes;
}
