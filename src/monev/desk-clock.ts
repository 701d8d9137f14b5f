import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import type { DeskClock } from '../requests/staff/desk-clock';
import { formatIn } from '../web/format';
import { clockView } from './clock';
import { awaitedRound } from './queries';
import { roundPath } from './rounds';

/** The day by which a commission wants the answers, for the PPID's first page, which an earlier slice draws; null without one. */
export const monevDeskClock =
  ({ db, regionId, clock, config, i18n }: Deps): DeskClock =>
  async (lang) => {
    const round = await awaitedRound(db, regionId);
    if (!round) return null;
    const t = i18n.for(lang);
    const words = { t, fmt: formatIn(lang, t, config.timezone) };
    const view = clockView(round, localDay(clock.now(), config.timezone), words);
    if (!view) return null;
    const text = t(`monev:clock.text.${round.state === 'proposed' ? 'proposed' : 'draft'}`, {
      ...{ year: String(round.year), commission: round.commission_name },
    });
    // While there is plenty of time, one quiet line.
    const tone = view.tone === 'info' ? 'good' : view.tone;
    return { tone, title: view.title, text, href: roundPath(round), action: t('monev:clock.open'), explain: null };
  };
