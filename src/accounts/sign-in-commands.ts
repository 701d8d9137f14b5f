import { type AuditActor, appendEvent } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { UserRow } from '../db/tables/accounts';
import type { Deps } from '../deps';
import type { CurrentUser } from '../web/guards';
import { actorOf, eventNow, ownRole, SIGN_IN_CHAIN } from './events';
import { passwordMatches } from './passwords';
import { userByEmail } from './queries';

/** Failures in a row after which an account is closed for a while, and for how long (real time). */
export const FAILURES_ALLOWED = 5;
export const LOCKED_MINUTES = 15;

type Attempt = { email: string; password: string; ip: string };

/**
 * The account's id when address and password are right and it is neither disabled nor locked; else null. Every attempt
 * costs one hash and the same writes, so that neither answer nor time tells which addresses have accounts.
 */
export async function signIn(
  deps: Pick<Deps, 'db' | 'regionId' | 'clock'>,
  { email, password, ip }: Attempt,
): Promise<number | null> {
  const { regionId } = deps;
  const user = await userByEmail(deps.db, regionId, email.toLowerCase());
  const fits = await passwordMatches(user?.disabled_at === null ? user.password_hash : null, password);
  const now = deps.clock.now().toISOString();
  const real = deps.clock.real();
  return writing(deps.db, async (trx) => {
    // Read again under the write lock: guesses sent at once must not all pass before the first failure is counted.
    const fresh: UserRow | undefined = await trx('users')
      .where('id', user?.id ?? 0)
      .forUpdate()
      .first();
    const locked = (fresh?.locked_until ?? '') > real.toISOString();
    const opened = fits && fresh !== undefined && fresh.disabled_at === null && !locked;
    const kind = opened ? await countSuccess(trx, fresh, real) : await countFailure(trx, fresh, locked, real);
    const actor = await whoTried(trx, fresh, opened);
    await appendEvent(trx, SIGN_IN_CHAIN, eventNow(now, { regionId, kind, actor, from: { ip } }));
    return opened ? fresh.id : null;
  });
}

/**
 * Who is at the door: staff by name, also where the password was wrong, for the account is what was tried; a requester by
 * his id, as everywhere; somebody whose address has no account is a visitor.
 */
async function whoTried(trx: Trx, user: UserRow | undefined, opened: boolean): Promise<AuditActor> {
  // Asked for nobody, too: an address without an account is not to be told by the time it takes.
  const held = await trx('user_roles')
    .where('user_id', user?.id ?? 0)
    .orderBy('id')
    .first('role');
  if (!user) return { role: 'visitor', userId: null };
  const role = opened ? (held?.role ?? 'requester') : 'visitor';
  return { role, userId: user.id, name: held ? user.name : null };
}

async function countSuccess(trx: Trx, user: UserRow, real: Date): Promise<string> {
  const last_signed_in_at = real.toISOString();
  await trx('users').where('id', user.id).update({ failed_count: 0, locked_until: null, last_signed_in_at });
  return 'signed_in';
}

async function countFailure(trx: Trx, user: UserRow | undefined, locked: boolean, real: Date): Promise<string> {
  const failures = (user?.failed_count ?? 0) + 1;
  const closes = !locked && failures >= FAILURES_ALLOWED;
  const until = new Date(real.getTime() + LOCKED_MINUTES * 60_000).toISOString();
  await trx('users')
    .where('id', locked ? 0 : (user?.id ?? 0))
    .update(closes ? { failed_count: 0, locked_until: until } : { failed_count: failures });
  return closes ? 'account_locked' : 'sign_in_failed';
}

/** Records that someone ended his session. */
export async function signOut(deps: Pick<Deps, 'db' | 'clock'>, user: CurrentUser, ip: string): Promise<void> {
  const now = deps.clock.now().toISOString();
  const actor = actorOf(user, ownRole(user));
  await writing(deps.db, (trx) =>
    appendEvent(
      trx,
      SIGN_IN_CHAIN,
      eventNow(now, { regionId: user.regionId, kind: 'signed_out', actor, from: { ip } }),
    ),
  );
}
