import { type AuditActor, appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { type Trx, writing } from '../db/connect';
import type { UserRoleRow } from '../db/tables/accounts';
import type { Deps } from '../deps';
import { enqueueMail } from '../mail/outbox';
import type { CurrentUser, Role } from '../web/guards';
import { clashOf, type Leave, leaveProblem, overlap, passedOn, type RoleClash } from './deputies';
import { deputyMail } from './deputy-mail';
import { type Colleague, colleagues, deputiesOf } from './deputy-queries';
import { actorOf, eventNow, userChain } from './events';
import { rolesOf } from './queries';
import { endSessions, recordRole, termsOf } from './role-commands';
import { roleWords } from './role-words';

type DeputyDeps = Pick<Deps, 'db' | 'clock' | 'keys' | 'config' | 'i18n'>;

export type DeputyRefusal =
  | NonNullable<ReturnType<typeof leaveProblem>>
  | RoleClash
  | 'deputy_self'
  | 'deputy_unknown'
  | 'deputy_there'
  | 'deputy_away'
  | 'nothing_to_pass';

export type DeputyNamed = { ok: true } | { ok: false; reason: DeputyRefusal };

/**
 * Somebody on leave names who holds his roles meanwhile. Only what he holds in his own name is passed on, so that a
 * deputy has no deputy. The roles are recorded on the deputy's chain, the naming on his own, and the deputy is told.
 */
export async function nameDeputy(
  deps: DeputyDeps,
  user: CurrentUser,
  asked: Leave & { deputy: string },
): Promise<DeputyNamed> {
  const at = deps.clock.now().toISOString();
  const today = localDay(at, deps.config.timezone);
  const wrong = leaveProblem(asked, today);
  if (wrong) return { ok: false, reason: wrong };
  if (asked.deputy === user.publicId) return { ok: false, reason: 'deputy_self' };
  return writing(deps.db, async (trx) => {
    const deputy = (await colleagues(trx, user.regionId, today)).find(({ public_id }) => public_id === asked.deputy);
    if (!deputy) return { ok: false, reason: 'deputy_unknown' };
    await lockUsers(trx, [user.id, deputy.id]);
    const passed = passedOn(await rolesOf(trx, user.id), asked);
    const refused = await refusalOf(trx, user, deputy, { passed, asked, today });
    if (refused) return { ok: false, reason: refused };
    const rows = passed.map((role) => ({ ...role, user_id: deputy.id, deputy_for: user.id }));
    await trx('user_roles').insert(rows);
    const given = (await deputiesOf(trx, user.id, today)).filter(
      (role) => role.user_id === deputy.id && overlap(role, { from_on: asked.fromOn, until_on: asked.untilOn }),
    );
    await tell(deps, trx, { user, deputy, kind: 'named', leave: asked, roles: given, at });
    return { ok: true };
  });
}

/** Ends a deputy's part before its time: all roles that were passed on with the one of this id. False: none of his. */
export async function endDeputy(deps: DeputyDeps, user: CurrentUser, roleId: number): Promise<boolean> {
  const at = deps.clock.now().toISOString();
  const today = localDay(at, deps.config.timezone);
  return writing(deps.db, async (trx) => {
    await lockUsers(trx, [user.id]);
    const all = await deputiesOf(trx, user.id, today);
    const one = all.find(({ id }) => id === roleId);
    if (!one) return false;
    const roles = all.filter(
      ({ user_id, from_on, until_on }) =>
        user_id === one.user_id && from_on === one.from_on && until_on === one.until_on,
    );
    const ids = roles.map(({ id }) => id);
    await trx('user_roles').whereIn('id', ids).delete();
    await endSessions(trx, [one.user_id]);
    const deputy = await trx('users').where('id', one.user_id).first();
    const leave = { fromOn: String(one.from_on), untilOn: String(one.until_on) };
    await tell(deps, trx, { user, deputy, kind: 'ended', leave, roles, at });
    return true;
  });
}

type Naming = { passed: ReturnType<typeof passedOn>; asked: Leave; today: string };

async function refusalOf(
  trx: Trx,
  user: CurrentUser,
  deputy: Colleague,
  { passed, asked, today }: Naming,
): Promise<DeputyRefusal | null> {
  if (passed.length === 0) return 'nothing_to_pass';
  const given = await deputiesOf(trx, user.id, today);
  const same = (a: { role: string; body_id: number | null }, b: typeof a) =>
    a.role === b.role && a.body_id === b.body_id;
  if (passed.some((role) => given.some((other) => same(role, other) && overlap(role, other)))) return 'deputy_there';
  const away = await deputiesOf(trx, deputy.id, today);
  if (away.some((role) => overlap(role, { from_on: asked.fromOn, until_on: asked.untilOn }))) return 'deputy_away';
  return clashOf(passed, await rolesOf(trx, deputy.id));
}

type Told = {
  user: CurrentUser;
  deputy: Colleague;
  kind: 'named' | 'ended';
  leave: Leave;
  roles: readonly (UserRoleRow & { body_name: string | null })[];
  at: string;
};

/** Events on both chains, and the letter to the deputy. */
async function tell(deps: DeputyDeps, trx: Trx, { user, deputy, kind, leave, roles, at }: Told): Promise<void> {
  const t = deps.i18n.for('id');
  const first = roles[0] as UserRoleRow;
  const actor: AuditActor = actorOf(user, first.role as Role, first.body_id);
  const terms = roles.map(termsOf);
  for (const term of terms) {
    const change = kind === 'named' ? ([null, term] as const) : ([term, null] as const);
    await recordRole(trx, actor, deputy, kind === 'named' ? 'role_given' : 'role_removed', change, at);
  }
  const detail = { deputy: deputy.id, deputy_name: deputy.name, roles: terms };
  const event = { regionId: user.regionId, kind: `deputy_${kind}`, actor, detail };
  await appendEvent(trx, userChain(user.id), eventNow(at, event));
  await enqueueMail(trx, deps.keys, at, {
    regionId: user.regionId,
    dedupeKey: `deputy-${kind}:${first.id}`,
    kind: `deputy_${kind}`,
    to: deputy.email,
    ...deputyMail(t, kind, {
      name: deputy.name,
      principal: user.name,
      roles: roles.map((role) => roleWords(t, role)),
      ...leave,
      url: `${deps.config.baseUrl}/masuk`,
      timezone: deps.config.timezone,
    }),
  });
}

/** Two who name the same deputy at once, or one who names two, must follow one another. */
async function lockUsers(trx: Trx, ids: readonly number[]): Promise<void> {
  await trx('users').whereIn('id', ids).orderBy('id').forUpdate().select('id');
}
