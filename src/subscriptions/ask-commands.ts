import { type Trx, writing } from '../db/connect';
import type { SubscriptionRow } from '../db/tables/subscriptions';
import type { Deps } from '../deps';
import type { Language } from '../i18n/catalogue';
import { enqueueMail } from '../mail/outbox';
import { newPublicId, newToken } from '../secrets/keys';
import { confirmLetter } from './letters';
import { CONFIRM_DAYS, confirmLink, stopLink } from './links';
import { addressIndex, sealAddress } from './sealing';
import { type SavedSearch, searchKey, storedSearch } from './searches';

export type Asked = {
  kind: SubscriptionRow['kind'];
  email: string;
  search: SavedSearch;
  frequency: SubscriptionRow['frequency'];
  language: Language;
};

type AskDeps = Pick<Deps, 'db' | 'clock' | 'keys' | 'config' | 'i18n' | 'regionId'>;

/** One address may hold so many subscriptions, and is written to so often in an hour: nobody is flooded by another's joke. */
const MOST = 20;
const LETTERS_AN_HOUR = 3;
const HOUR_MS = 3_600_000;

/**
 * Somebody asks for alerts: writes a letter with the link that confirms. Nothing is sent to an address before its owner
 * has confirmed. The same for a new address, one that waits and one that has subscribed already; the caller answers the
 * same in any case, also when nothing is written because the address was written to a moment ago.
 */
export async function askForAlerts(deps: AskDeps, asked: Asked): Promise<void> {
  const { regionId, keys, clock } = deps;
  const real = clock.real();
  const hourAgo = new Date(real.getTime() - HOUR_MS).toISOString();
  const email_index = addressIndex(keys, regionId, asked.email);
  const search = storedSearch(asked.search);
  const same = { kind: asked.kind, search_key: searchKey(search) };
  await writing(deps.db, async (trx) => {
    const rows: SubscriptionRow[] = await trx('subscriptions')
      .where({ region_id: regionId, email_index })
      .limit(MOST + 1);
    const known = rows.find((row) => row.kind === same.kind && row.search_key === same.search_key);
    const lately = rows.filter((row) => row.asked_at > hourAgo).length;
    if (lately >= LETTERS_AN_HOUR || (known && known.asked_at > hourAgo) || (!known && rows.length >= MOST)) return;
    const { token, hash } = newToken();
    const link = {
      token_hash: hash,
      token_expires_at: new Date(real.getTime() + CONFIRM_DAYS * 24 * HOUR_MS).toISOString(),
      asked_at: real.toISOString(),
      asked_frequency: asked.frequency,
    };
    if (known) {
      await trx('subscriptions').where('id', known.id).update(link);
      return writeLetter(deps, trx, asked, known.public_id, token);
    }
    const now = clock.now();
    const public_id = newPublicId(now);
    const row = {
      ...{ public_id, region_id: regionId, email_index, search, ...same, ...link },
      email_sealed: sealAddress(keys, public_id, asked.email),
      language: asked.language,
      frequency: asked.frequency,
      state: 'waiting',
      created_at: now.toISOString(),
    };
    const key = ['region_id', 'email_index', 'kind', 'search_key'];
    const [made] = await trx('subscriptions').insert(row).onConflict(key).ignore().returning('id');
    // The same form sent twice at once: the other one has written the letter.
    if (made) await writeLetter(deps, trx, asked, public_id, token);
  });
}

async function writeLetter(deps: AskDeps, trx: Trx, asked: Asked, publicId: string, token: string): Promise<void> {
  const { config, keys, regionId, i18n } = deps;
  const letter = confirmLetter(i18n.for(asked.language), {
    kind: asked.kind,
    search: asked.search,
    bodyName: await nameOf(trx, regionId, asked.search.badan),
    frequency: asked.frequency,
    link: confirmLink(config.baseUrl, token),
    stop: stopLink(keys, config.baseUrl, publicId),
    office: config.org.name,
  });
  await enqueueMail(trx, keys, deps.clock.now().toISOString(), {
    regionId,
    // Not the token itself: the outbox keeps this in the clear.
    dedupeKey: `subscription-confirm:${publicId}:${newPublicId(deps.clock.real())}`,
    kind: 'subscription_confirm',
    to: asked.email,
    ...letter,
  });
}

async function nameOf(trx: Trx, regionId: number, slug: string): Promise<string> {
  if (!slug) return '';
  const body = await trx('bodies').where({ region_id: regionId, slug }).first('name');
  return body?.name ?? slug;
}
