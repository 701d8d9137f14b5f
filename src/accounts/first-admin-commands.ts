import { appendEvent } from '../audit/commands';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { eventNow, userChain } from './events';
import { makeLink } from './link-commands';
import { userByEmail } from './queries';

/**
 * Makes the account an administrator, and the account itself where there is none, and gives a one-time link to set its
 * password. For whoever may run commands on the server: the way into a new installation, and back into one that
 * nobody can sign in to. Nothing is mailed.
 */
export async function makeAdmin(
  deps: Pick<Deps, 'db' | 'clock' | 'config' | 'regionId'>,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const { regionId } = deps;
  const now = deps.clock.now();
  const at = now.toISOString();
  const actor = { role: 'operator' };
  return writing(deps.db, async (trx) => {
    const row = { public_id: newPublicId(now), region_id: regionId, email, name, created_at: at };
    await trx('users').insert(row).onConflict(['region_id', 'email']).ignore();
    const user = await userByEmail(trx, regionId, email);
    if (!user) throw new Error('The account was not made');
    const lasting = { role: 'admin', body_id: null, from_on: null, until_on: null, deputy_for: null };
    const held = await trx('user_roles')
      .where({ user_id: user.id, ...lasting })
      .first('id');
    if (!held) await trx('user_roles').insert({ user_id: user.id, ...lasting });
    await trx('users').where('id', user.id).update({ disabled_at: null });
    const changes: Record<string, [unknown, unknown]> = {
      role: [held ? lasting : null, lasting],
      disabled_at: [user.disabled_at, null],
    };
    await appendEvent(trx, userChain(user.id), eventNow(at, { regionId, kind: 'admin_made', actor, changes }));
    return makeLink(deps, trx, user.id, user.password_hash ? 'reset' : 'invite');
  });
}
