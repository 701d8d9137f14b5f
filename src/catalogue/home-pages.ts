import type { Category } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { CATEGORIES } from './categories';
import { endedBy } from './ended';
import type { ServiceFigures } from './figures';
import { CATEGORY_LOOK, type ItemView, itemView } from './items';
import type { PublishedRow } from './queries';

export type HomeFacts = {
  byCategory: Record<Category, number>;
  /** More of both than are shown: an announcement that is over is no news. */
  latest: PublishedRow[];
  urgent: PublishedRow[];
  figures: ServiceFigures;
};

export type HomeView = {
  region: string;
  total: number;
  examples: { label: string; href: string }[];
  categories: { name: string; text: string; icon: string; href: string; count: string }[];
  urgent: ItemView[];
  urgentHref: string;
  latest: ItemView[];
  figures: { year: number; items: { label: string; value: string }[]; open: string } | null;
  noFigures: string;
};

const LATEST = 6;
const URGENT = 3;

/** The home page at `now`. */
export function homeView(
  facts: HomeFacts,
  { region, now }: { region: string; now: string },
  t: Translate,
  fmt: Format,
): HomeView {
  const { byCategory, figures } = facts;
  const news = (rows: readonly PublishedRow[], most: number) =>
    rows
      .filter((row) => endedBy(row, now) === null)
      .slice(0, most)
      .map((row) => itemView(row, now, t, fmt));
  return {
    region,
    total: CATEGORIES.reduce((n, category) => n + byCategory[category], 0),
    examples: t('catalogue:home.examples')
      .split(';')
      .map((label) => ({ label, href: `/informasi?q=${encodeURIComponent(label)}` })),
    categories: CATEGORIES.map((category) => ({
      name: t(`catalogue:category.${category}.name`),
      text: t(`catalogue:category.${category}.short`),
      icon: CATEGORY_LOOK[category].icon,
      href: `/informasi?kategori=${category}`,
      count: t('catalogue:home.items', { count: byCategory[category], number: fmt.number(byCategory[category]) }),
    })),
    urgent: news(facts.urgent, URGENT),
    urgentHref: '/informasi?kategori=serta-merta',
    latest: news(facts.latest, LATEST),
    figures: figures.received === 0 ? null : figuresOf(figures, t, fmt),
    noFigures: t('catalogue:home.noFigures', { year: figures.year }),
  };
}

/** The figures of a year as a page prints them. */
export function figuresOf(figures: ServiceFigures, t: Translate, fmt: Format): HomeView['figures'] {
  const { year, received, answered, onTime, open, medianDays } = figures;
  const share = answered === 0 ? t('catalogue:home.none') : fmt.percent(onTime / answered);
  return {
    year,
    items: [
      { label: t('catalogue:home.received', { year }), value: fmt.number(received) },
      { label: t('catalogue:home.answered'), value: fmt.number(answered) },
      { label: t('catalogue:home.onTime'), value: share },
      {
        label: t('catalogue:home.median'),
        value:
          medianDays === null
            ? t('catalogue:home.none')
            : t('catalogue:home.days', { count: medianDays, number: fmt.number(medianDays) }),
      },
    ],
    open: t('catalogue:home.open', { count: open, number: fmt.number(open) }),
  };
}
