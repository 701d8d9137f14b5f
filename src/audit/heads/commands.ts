import { createHash } from 'node:crypto';
import { localDay } from '../../calendar/working-days';
import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail } from '../../mail/outbox';
import { keepSetting } from '../../settings/commands';
import { type AuditActor, appendEvent } from '../commands';
import { newestSeal } from '../export/queries';
import { headText, publicKeyOf, signText } from '../signing';
import { lostHead } from './lost-queries';
import { ADDRESSES_KEY, headAddresses } from './queries';

type HeadDeps = Pick<Deps, 'db' | 'clock' | 'config' | 'regionId' | 'keys' | 'i18n'>;

/**
 * Keeps the newest seal as the head of this day, signed, and mails it to the addresses that an administrator chose: what
 * lies elsewhere cannot be changed here. Once a day, also with two sweeps at once. Gives how many letters are new.
 */
export async function publishHead(deps: HeadDeps): Promise<number> {
  const { db, regionId, clock, config, keys } = deps;
  const now = clock.now().toISOString();
  const day = localDay(now, config.timezone);
  if (await db('audit_heads').where({ region_id: regionId, day }).first('day')) return 0;
  const seal = await newestSeal(db);
  if (!seal || (await lostHead(db))) return 0;
  const addresses = await headAddresses(db, regionId);
  const signature = signText(keys, headText(config.org.region, day, seal.seal));
  const row = {
    ...{ region_id: regionId, day, seal_id: seal.id, seal: seal.seal, last_event: seal.last_event, made_at: now },
    ...{ signature, public_key: publicKeyOf(keys), mailed: addresses.length },
  };
  const mails = addresses.map((to) => letter(deps, to, row));
  return writing(db, async (trx) => {
    const mine = await trx('audit_heads').insert(row).onConflict(['region_id', 'day']).ignore().returning('day');
    // Another sweep was faster by a moment: it has told everybody.
    return mine.length === 0 ? 0 : (await enqueueMails(trx, keys, now, mails)).length;
  });
}

type Said = { day: string; seal: string; seal_id: number; last_event: number; signature: string };

function letter({ regionId, config, i18n }: HeadDeps, to: string, said: Said): Mail {
  const t = i18n.for('id');
  const url = `${config.baseUrl}/catatan-audit`;
  const vars = { ...said, region: config.org.region, url };
  const text = ['about', 'facts', 'keep', 'check'].map((key) => t(`auditor:headMail.${key}`, vars)).join('\n\n');
  // An address is nobody's business in the clear.
  const whose = createHash('sha256').update(to).digest('hex').slice(0, 24);
  const dedupeKey = `audit-head:${regionId}:${said.day}:${whose}`;
  return { regionId, dedupeKey, kind: 'staff', to, subject: t('auditor:headMail.subject', vars), text };
}

/** Keeps the administrator's list of addresses, with an event. The same list again changes nothing. */
export async function keepHeadAddresses(
  { db, clock, regionId }: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  actor: AuditActor,
  addresses: readonly string[],
): Promise<void> {
  const at = clock.now().toISOString();
  await writing(db, async (trx) => {
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const before = await headAddresses(trx, regionId);
    if (JSON.stringify(before) === JSON.stringify(addresses)) return;
    await keepSetting(trx, regionId, { key: ADDRESSES_KEY, value: JSON.stringify(addresses), now: at });
    await appendEvent(trx, 'settings', {
      ...{ regionId, kind: 'audit_head_addresses_changed', occurredAt: at, recordedAt: at, actor },
      changes: { addresses: [before.length, addresses.length] },
    });
  });
}
