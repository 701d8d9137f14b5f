import { appendEvent } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { UserRow } from '../db/tables/accounts';
import type { Deps } from '../deps';
import type { Language } from '../i18n/catalogue';
import { enqueueMail } from '../mail/outbox';
import { newPublicId, newToken, tokenHash } from '../secrets/keys';
import { eventNow, userChain } from './events';
import { LINK_MINUTES, LINKS_PER_HOUR, type LinkLetter, type LinkPurpose, linkLetter, linkTo } from './links';
import { hashPassword, type PasswordProblem, passwordProblem } from './passwords';
import { openToken, tokensSince, userByEmail } from './queries';

type LinkDeps = Pick<Deps, 'db' | 'regionId' | 'clock' | 'keys' | 'config' | 'i18n'>;

/** Stores a one-time link for an account and gives its address; only the hash of its token is kept. */
export async function makeLink(
  deps: Pick<Deps, 'clock' | 'config'>,
  trx: Trx,
  userId: number,
  purpose: LinkPurpose,
): Promise<string> {
  const { token, hash } = newToken();
  const real = deps.clock.real();
  await trx('user_tokens').insert({
    user_id: userId,
    purpose,
    token_hash: hash,
    expires_at: new Date(real.getTime() + LINK_MINUTES[purpose] * 60_000).toISOString(),
    created_at: real.toISOString(),
  });
  return linkTo(deps.config.baseUrl, token);
}

type Addressee = Pick<UserRow, 'id' | 'region_id' | 'name' | 'email'>;

/** Makes a one-time link and puts the letter that carries it into the outbox; gives the link. */
export async function mailLink(
  deps: Omit<LinkDeps, 'db' | 'regionId'>,
  trx: Trx,
  user: Addressee,
  letter: LinkLetter,
  language: Language,
): Promise<string> {
  const link = await makeLink(deps, trx, user.id, letter === 'known' ? 'reset' : letter);
  const site = deps.config.org.name;
  await enqueueMail(trx, deps.keys, deps.clock.now().toISOString(), {
    regionId: user.region_id,
    dedupeKey: `account-${letter}:${tokenHash(link)}`,
    kind: `account_${letter}`,
    to: user.email,
    ...linkLetter(deps.i18n.for(language), letter, { name: user.name, link, site }),
  });
  return link;
}

/** Mails a link to set a new password, if there is such an account. The caller answers the same either way. */
export async function requestReset(
  deps: LinkDeps,
  { email, language }: { email: string; language: Language },
): Promise<void> {
  const user = await userByEmail(deps.db, deps.regionId, email);
  if (!user || user.disabled_at !== null) return;
  await mailIfNotTooMany(deps, user, 'reset', language);
}

/**
 * Makes a requester's account that opens when its owner has followed the mailed link and set a password. An address
 * that has an account gets a letter that says so. The caller answers the same either way.
 */
export async function register(
  deps: LinkDeps,
  { name, email, language }: { name: string; email: string; language: Language },
): Promise<void> {
  const { regionId } = deps;
  const found = await userByEmail(deps.db, regionId, email);
  if (found) {
    if (found.disabled_at === null)
      await mailIfNotTooMany(deps, found, found.password_hash ? 'known' : 'verify', language);
    return;
  }
  const now = deps.clock.now();
  await writing(deps.db, async (trx) => {
    const row = { public_id: newPublicId(now), region_id: regionId, email, name, created_at: now.toISOString() };
    const [made] = await trx('users').insert(row).onConflict(['region_id', 'email']).ignore().returning('id');
    // Two forms sent at once: the other one made the account and mailed its link.
    if (!made) return;
    const event = { regionId, kind: 'account_registered', actor: { role: 'requester', userId: made.id } };
    await appendEvent(trx, userChain(made.id), eventNow(now.toISOString(), event));
    await mailLink(deps, trx, unconfirmed(deps, { ...row, id: made.id }, language), 'verify', language);
  });
}

/**
 * An account whose address nobody has confirmed was named by whoever typed the address: the letter does not repeat that
 * name, or strangers could have the office mail anybody a text of theirs.
 */
function unconfirmed(deps: Pick<Deps, 'i18n'>, user: Addressee, language: Language): Addressee {
  return { ...user, name: deps.i18n.for(language)('accounts:mail.unconfirmed') };
}

async function mailIfNotTooMany(deps: LinkDeps, user: UserRow, letter: LinkLetter, language: Language): Promise<void> {
  const hourAgo = new Date(deps.clock.real().getTime() - 3_600_000).toISOString();
  const now = deps.clock.now().toISOString();
  await writing(deps.db, async (trx) => {
    if ((await tokensSince(trx, user.id, hourAgo)) >= LINKS_PER_HOUR) return;
    const addressee = user.password_hash === null ? unconfirmed(deps, user, language) : user;
    await mailLink(deps, trx, addressee, letter, language);
    const event = { regionId: user.region_id, kind: 'link_requested', actor: { role: 'visitor' }, detail: { letter } };
    await appendEvent(trx, userChain(user.id), eventNow(now, event));
  });
}

export type PasswordSet = { ok: true } | { ok: false; reason: 'expired' | PasswordProblem };

/**
 * Sets a password by a one-time link, which is used up with every other link of the account. Opens the account again
 * after a lock-out and ends all its sessions.
 */
export async function setPasswordByLink(
  deps: Pick<Deps, 'db' | 'clock'>,
  { token, password }: { token: string; password: string },
): Promise<PasswordSet> {
  const hash = tokenHash(token);
  const real = deps.clock.real().toISOString();
  const opened = await openToken(deps.db, hash, real);
  if (!opened) return { ok: false, reason: 'expired' };
  const problem = passwordProblem(password, [opened.user.email, opened.user.name]);
  if (problem) return { ok: false, reason: problem };
  const password_hash = await hashPassword(password);
  return writing(deps.db, async (trx) => {
    const { token: row, user } = opened;
    const used = await trx('user_tokens').where('id', row.id).whereNull('used_at').update({ used_at: real });
    if (used !== 1) return { ok: false, reason: 'expired' };
    await trx('user_tokens').where('user_id', user.id).whereNull('used_at').update({ used_at: real });
    await replacePassword(trx, user.id, password_hash);
    const actor = { role: 'self', userId: user.id };
    const event = { regionId: user.region_id, kind: 'password_set', actor, detail: { by: row.purpose } };
    await appendEvent(trx, userChain(user.id), eventNow(deps.clock.now().toISOString(), event));
    return { ok: true };
  });
}

/** Stores a new hash, forgets failures, and ends every session of the account. */
export async function replacePassword(trx: Trx, userId: number, password_hash: string): Promise<void> {
  await trx('users')
    .where('id', userId)
    .update({ password_hash, failed_count: 0, locked_until: null, session_epoch: trx.raw('session_epoch + 1') });
}
