import type { Calendar } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import { subjectOf } from '../../requests/staff/case-pages';
import { remainingDays, type UrgencyView } from '../../requests/staff/deadline-pages';
import { countWords, MOST_COUNTED, PAGE_SIZE, type Pages, paged, type Tab } from '../../requests/staff/list-pages';
import type { Tone } from '../../requests/state-tones';
import { withQuery } from '../../web/pagination';
import { runningClock } from '../clocks';
import { disputeFacts } from '../facts';
import { disputeName } from '../names';
import { DISPUTE_TONE } from '../state-tones';
import { type DisputeArea, disputePath, listPath } from './areas';
import type { DisputeLine } from './list-queries';
import { DISPUTE_TABS, type DisputeTab } from './list-tabs';

export type DisputeListLine = {
  number: { text: string; href: string };
  subject: string;
  objection: string;
  body: string | null;
  state: { status: { label: string; tone: Tone } };
  /** Which date it waits for, and how near that is. */
  next: string | null;
  urgency: UrgencyView;
};

export type DisputeListView = {
  title: string;
  lead: string;
  tabs: Tab[];
  caption: string;
  empty: string;
  lines: DisputeListLine[];
  pages: Pages;
  home: { label: string; href: string };
};

/** How many rows a page asks for, one more than it shows, and how far its tabs are counted. */
export const ASKED = { rows: PAGE_SIZE + 1, counted: MOST_COUNTED };

type World = { area: DisputeArea; cal: Calendar; today: string; t: Translate };

/** The list of disputes of an area. Whoever petitions is not named in it. */
export function disputeListView(
  given: {
    tab: DisputeTab;
    rows: readonly (DisputeLine & { next_day: string })[];
    counts: Readonly<Record<DisputeTab, number>>;
    isFirst: boolean;
    home: { label: string; href: string };
  },
  world: World,
): DisputeListView {
  const { area, t } = world;
  const place = (row: DisputeLine & { next_day: string }) => ({ day: row.next_day, id: row.id });
  const { shown, pages } = paged(given.rows, place, listPath(area), { tab: given.tab }, given.isFirst);
  return {
    title: t('disputes:list.title'),
    lead: t('disputes:list.lead'),
    tabs: DISPUTE_TABS.map((tab) => ({
      label: t(`disputes:tab.${tab}`),
      href: withQuery(listPath(area), { tab }),
      current: tab === given.tab,
      count: countWords(given.counts[tab]),
    })),
    caption: t(`disputes:tab.${given.tab}`),
    empty: t(`disputes:empty.${given.tab}`),
    lines: shown.map((row) => lineOf(row, world)),
    pages,
    home: given.home,
  };
}

function lineOf(row: DisputeLine, { area, cal, today, t }: World): DisputeListLine {
  const facts = disputeFacts(row);
  const running = runningClock(facts);
  const due = running?.due_on ?? null;
  return {
    number: { text: disputeName(row, row.objection_number, t), href: disputePath(area, row.number) },
    subject: subjectOf(row.details, 90),
    objection: row.objection_number,
    body: row.body_name,
    state: { status: { label: t(`workflow:dispute.state.${facts.state}`), tone: DISPUTE_TONE[facts.state] } },
    next: running && t(`disputes:clock.${running.name}`),
    urgency: { remaining: due === null ? null : remainingDays(cal, today, due), due, done: false },
  };
}
