import type { Config } from '../config';
import type { AnnouncementRow } from '../db/tables/announcements';
import type { Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';

/** Asks whether an announcement that has no end still holds. */
export function reviewMail(
  t: Translate,
  row: Pick<AnnouncementRow, 'title' | 'made_at' | 'public_id'>,
  name: string,
  { baseUrl, timezone }: Pick<Config, 'baseUrl' | 'timezone'>,
) {
  const since = formatIn('id', t, timezone).dayTime(row.made_at);
  const url = `${baseUrl}/opd/peringatan/${row.public_id}`;
  return {
    subject: t('announcements:review.subject'),
    text: t('announcements:review.text', { name, title: row.title, since, url }),
  };
}
