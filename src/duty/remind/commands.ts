import { staffWithRole } from '../../accounts/queries';
import { localDay } from '../../calendar/working-days';
import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail } from '../../mail/outbox';
import { freshness } from '../clock';
import { lastChecked } from '../queries';
import { DUTY_TEXTS } from '../texts';
import { textMail } from './mail';

/**
 * Writes to every PPID, once for each due day, about the texts that nobody has looked at in time (Perki 1/2021 Pasal 18).
 * Gives how many mails are new; in a pass without any it only reads.
 */
export async function remindOfTexts(deps: Deps): Promise<number> {
  const { db, regionId, keys, config } = deps;
  const now = deps.clock.now().toISOString();
  const today = localDay(now, config.timezone);
  const checked = await lastChecked(db, regionId);
  const due = DUTY_TEXTS.flatMap(({ code }) => {
    const at = checked.get(code);
    const fresh = freshness(at ? localDay(at, config.timezone) : null, today);
    return fresh.state === 'due' && fresh.due_on ? [{ code, due_on: fresh.due_on }] : [];
  });
  if (due.length === 0) return 0;
  const t = deps.i18n.for('id');
  const officers = await staffWithRole(db, regionId, 'ppid', null, today);
  const mails = due.flatMap(({ code, due_on }) =>
    officers.map(
      (officer): Mail => ({
        regionId,
        dedupeKey: `duty-text:${code}:${due_on}:${officer.id}`,
        kind: 'staff',
        to: officer.email,
        ...textMail(t, { code, due_on, name: officer.name, url: `${config.baseUrl}/teks-layanan/${code}/id` }),
      }),
    ),
  );
  const told: string[] = await db('outbox')
    .whereIn(
      'dedupe_key',
      mails.map(({ dedupeKey }) => dedupeKey),
    )
    .pluck('dedupe_key');
  const fresh = mails.filter(({ dedupeKey }) => !told.includes(dedupeKey));
  if (fresh.length === 0) return 0;
  return (await writing(db, (trx) => enqueueMails(trx, keys, now, fresh))).length;
}
