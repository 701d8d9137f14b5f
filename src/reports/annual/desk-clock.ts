import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import type { DeskClock } from '../../requests/staff/desk-clock';
import { formatIn } from '../../web/format';
import { ANNUAL_AREAS } from './areas';
import { annualClockView, yearDue } from './clock';
import { clockFacts } from './desk-queries';

/** The report's clock for the PPID's first page, which an earlier slice draws; how it was counted stands on its own page. */
export const annualDeskClock =
  ({ db, regionId, clock, config, i18n }: Deps): DeskClock =>
  async (lang) => {
    const today = localDay(clock.now(), config.timezone);
    const t = i18n.for(lang);
    const facts = await clockFacts(db, regionId, yearDue(today));
    const view = annualClockView(
      { ...facts, today, href: ANNUAL_AREAS.ppid.path },
      t,
      formatIn(lang, t, config.timezone),
    );
    // While there is plenty of time, one quiet line.
    return { ...view, tone: view.tone === 'info' ? 'good' : view.tone, explain: null };
  };
