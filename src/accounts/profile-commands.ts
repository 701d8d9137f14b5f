import { appendEvent } from '../audit/commands';
import { writing } from '../db/connect';
import type { UserRow } from '../db/tables/accounts';
import type { Deps } from '../deps';
import { sealText } from '../secrets/keys';
import type { CurrentUser } from '../web/guards';
import { actorOf, eventNow, ownRole, userChain } from './events';
import { replacePassword } from './link-commands';
import { hashPassword, type PasswordProblem, passwordMatches, passwordProblem } from './passwords';

/** Changes one's own name. A requester's name is sealed in the event; a member of staff acts in public. */
export async function rename(
  deps: Pick<Deps, 'db' | 'clock' | 'keys'>,
  user: CurrentUser,
  name: string,
): Promise<void> {
  if (name === user.name) return;
  const { keys } = deps;
  const shown = (text: string) =>
    user.roles.length > 0 ? text : sealText(keys.id, keys.seal, text, `${userChain(user.id)}:name`);
  await writing(deps.db, async (trx) => {
    await trx('users').where('id', user.id).update({ name });
    const changes: Record<string, [unknown, unknown]> = { name: [shown(user.name), shown(name)] };
    const event = { regionId: user.regionId, kind: 'profile_changed', actor: actorOf(user, ownRole(user)), changes };
    await appendEvent(trx, userChain(user.id), eventNow(deps.clock.now().toISOString(), event));
  });
}

export type PasswordChanged = { ok: true } | { ok: false; reason: 'wrong' | PasswordProblem };

/** Changes one's own password, given the present one. Ends all sessions: the caller signs this browser in again. */
export async function changePassword(
  deps: Pick<Deps, 'db' | 'clock'>,
  user: CurrentUser,
  { present, fresh }: { present: string; fresh: string },
): Promise<PasswordChanged> {
  const row: UserRow = await deps.db('users').where('id', user.id).first();
  if (!(await passwordMatches(row.password_hash, present))) return { ok: false, reason: 'wrong' };
  const problem = passwordProblem(fresh, [user.email, user.name]);
  if (problem) return { ok: false, reason: problem };
  const password_hash = await hashPassword(fresh);
  await writing(deps.db, async (trx) => {
    await replacePassword(trx, user.id, password_hash);
    const event = { regionId: user.regionId, kind: 'password_changed', actor: actorOf(user, ownRole(user)) };
    await appendEvent(trx, userChain(user.id), eventNow(deps.clock.now().toISOString(), event));
  });
  return { ok: true };
}
