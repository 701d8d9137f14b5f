import { staffWithRole } from '../../accounts/queries';
import type { Gap } from '../../calendar/gaps';
import { calendarGaps } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import type { Translate } from '../../i18n/catalogue';
import { enqueueMails, type Mail } from '../../mail/outbox';

/**
 * Writes to every administrator, once a month, about each year that is needed and has no calendar or an unconfirmed one.
 * Gives how many mails are new. Reads only, in a pass in which nothing is wanting or everybody was told.
 */
export async function announceMissingYear(deps: Deps): Promise<number> {
  const { db, regionId, keys, config } = deps;
  const now = deps.clock.now().toISOString();
  const today = localDay(now, config.timezone);
  const gaps = await calendarGaps(db, regionId, today);
  if (gaps.length === 0) return 0;
  const t = deps.i18n.for('id');
  const admins = await staffWithRole(db, regionId, 'admin', null, today);
  const mails = gaps.flatMap((gap) =>
    admins.map(
      (admin): Mail => ({
        regionId,
        dedupeKey: `calendar-gap:${gap.year}:${gap.state}:${today.slice(0, 7)}:${admin.id}`,
        kind: 'staff',
        to: admin.email,
        ...gapMail(t, gap, admin.name, `${config.baseUrl}/admin/kalender`),
      }),
    ),
  );
  const keysOf = mails.map(({ dedupeKey }) => dedupeKey);
  const told: string[] = await db('outbox').whereIn('dedupe_key', keysOf).pluck('dedupe_key');
  const fresh = mails.filter(({ dedupeKey }) => !told.includes(dedupeKey));
  if (fresh.length === 0) return 0;
  return (await writing(db, (trx) => enqueueMails(trx, keys, now, fresh))).length;
}

function gapMail(t: Translate, { year, state }: Gap, name: string, url: string) {
  const vars = { year: String(year), name, url };
  return {
    subject: t(`holidays:gap_mail.${state}.subject`, vars),
    text: [
      t('holidays:gap_mail.greeting', vars),
      t(`holidays:gap_mail.${state}.text`, vars),
      t('holidays:gap_mail.open', vars),
    ].join('\n\n'),
  };
}
