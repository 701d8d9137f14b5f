import type { RequestHandler } from 'express';
import { whileUnchanged } from '../catalogue/cached-queries';
import type { Deps } from '../deps';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { bannerOf } from './banner';
import { type Announcement, unendedAnnouncements } from './queries';

/** What has not ended, kept in memory while nothing in the portal is written: a page pays one look at an index for it. */
export function unendedNow(deps: Deps): Promise<Announcement[]> {
  const key = `announcements ${deps.regionId}`;
  return whileUnchanged(deps, key, () => unendedAnnouncements(deps.db, deps.regionId, deps.clock.now().toISOString()));
}

/**
 * Puts the warnings in force above every page that follows, error pages too. Reads no cookie but the language and sets
 * none. A fault of the database is the page's own to report: the banner stops nothing.
 */
export function announcementBanner(deps: Deps): RequestHandler {
  return async (req, _res, next) => {
    try {
      const rows = await unendedNow(deps);
      if (rows.length > 0) {
        const t = translate(req);
        const fmt = formatIn(languageOf(req), t, deps.config.timezone);
        req.alerts = bannerOf(rows, deps.clock.now().toISOString(), t, fmt);
      }
    } catch (error) {
      deps.log.error({ err: error }, 'the announcements in force could not be read');
    }
    next();
  };
}
