import type { Translate } from '../i18n/catalogue';
import type { Alerts } from '../web/alerts';
import type { Format } from '../web/format';
import type { Announcement } from './queries';
import { standingAt } from './standing';

/** How many warnings stand above a page; the others are a link away. */
export const MOST_SHOWN = 3;

/** The banner of every page: what is in force at `now`, the newest first. */
export function bannerOf(rows: readonly Announcement[], now: string, t: Translate, fmt: Format): Alerts {
  const current = rows.filter((row) => standingAt(row, now) === 'current');
  const count = current.length;
  return {
    items: current.slice(0, MOST_SHOWN).map((row) => ({
      kind: t(`catalogue:subkind.${row.subkind}`),
      title: row.title,
      href: `/peringatan/${row.public_id}`,
      since: t('announcements:banner.since', { when: fmt.shortDayTime(row.from_at) }),
    })),
    more: count > MOST_SHOWN ? { label: t('announcements:banner.more', { count }), href: '/peringatan' } : null,
  };
}
