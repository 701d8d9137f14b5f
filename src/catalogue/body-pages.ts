import type { Category } from '../db/tables/catalogue';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { CATEGORIES } from './categories';
import { isWebAddress } from './document-forms';
import type { FreshnessLine, FreshnessPanel } from './freshness-door';
import { CATEGORY_LOOK, type ItemView, itemView, requestHref } from './items';
import type { BodyActivity } from './overview-queries';
import type { PublishedRow } from './queries';

export type BodiesView = {
  total: string;
  groups: {
    name: string;
    bodies: {
      name: string;
      href: string;
      documents: string;
      last: string;
      fresh: string | null;
      late: string | null;
    }[];
  }[];
};

const GROUPS: readonly (readonly [name: string, kinds: readonly string[]])[] = [
  ['secretariat', ['sekretariat', 'inspektorat']],
  ['office', ['dinas']],
  ['agency', ['badan']],
  ['special', ['rsud', 'kantor', 'satuan']],
  ['district', ['kecamatan']],
];

/** The page `/badan-publik`: every body by kind, with what it has published. */
export function bodiesView(
  bodies: readonly BodyActivity[],
  fresh: ReadonlyMap<number, FreshnessLine>,
  t: Translate,
  fmt: Format,
): BodiesView {
  const named = new Set(GROUPS.flatMap(([, kinds]) => kinds));
  const groups = GROUPS.map(([name, kinds]) => ({ name, members: bodies.filter((body) => kinds.includes(body.kind)) }));
  groups.push({ name: 'other', members: bodies.filter((body) => !named.has(body.kind)) });
  return {
    total: t('catalogue:bodies.total', { count: bodies.length, number: fmt.number(bodies.length) }),
    groups: groups
      .filter(({ members }) => members.length > 0)
      .map(({ name, members }) => ({
        name: t(`catalogue:bodies.group.${name}`),
        bodies: members.map((body) => bodyLine(body, fresh.get(body.id), t, fmt)),
      })),
  };
}

function bodyLine(body: BodyActivity, fresh: FreshnessLine | undefined, t: Translate, fmt: Format) {
  return {
    name: body.name,
    href: `/badan-publik/${body.slug}`,
    documents: t('catalogue:home.items', { count: body.documents, number: fmt.number(body.documents) }),
    last: body.last_published_at
      ? t('catalogue:bodies.last', { day: fmt.dayOf(body.last_published_at) })
      : t('catalogue:body.never'),
    fresh: fresh ? t('catalogue:bodies.score', { score: fresh.score }) : null,
    late: fresh && fresh.overdue > 0 ? t('catalogue:bodies.late', { count: fresh.overdue }) : null,
  };
}

export type BodyView = {
  name: string;
  shortName: string | null;
  note: string | null;
  documents: string;
  last: string | null;
  contact: { label: string; value: string | null | { text: string; href: string } }[];
  categories: {
    name: string;
    text: string;
    icon: string;
    count: string;
    items: ItemView[];
    allHref: string | null;
    allLabel: string;
  }[];
  empty: boolean;
  freshness: FreshnessPanel | null;
  listHref: string;
  requestHref: string;
};

/** The page of one body. `newest` holds the newest documents of each category. */
export function bodyView(
  body: BodyActivity,
  newest: Record<Category, PublishedRow[]>,
  freshness: FreshnessPanel | null,
  now: string,
  t: Translate,
  fmt: Format,
): BodyView {
  return {
    name: body.name,
    shortName: body.short_name === body.name ? null : body.short_name,
    note: body.note,
    documents: t('catalogue:body.documents', { count: body.documents, number: fmt.number(body.documents) }),
    last: body.last_published_at ? fmt.dayOf(body.last_published_at) : null,
    contact: contactOf(body, t),
    categories: CATEGORIES.filter((category) => body.byCategory[category] > 0).map((category) => {
      const count = body.byCategory[category];
      const number = fmt.number(count);
      return {
        name: t(`catalogue:category.${category}.name`),
        text: t(`catalogue:category.${category}.short`),
        icon: CATEGORY_LOOK[category].icon,
        count: t('catalogue:home.items', { count, number }),
        items: newest[category].map((row) => itemView(row, now, t, fmt)),
        allHref: count > newest[category].length ? `/informasi?badan=${body.slug}&kategori=${category}` : null,
        allLabel: t('catalogue:body.all', { count, number, category: t(`catalogue:category.${category}.name`) }),
      };
    }),
    empty: body.documents === 0,
    freshness,
    listHref: `/informasi?badan=${body.slug}`,
    requestHref: requestHref('', body.slug),
  };
}

function contactOf(body: BodyActivity, t: Translate): BodyView['contact'] {
  const fact = (name: string, value: BodyView['contact'][number]['value']) => ({
    label: t(`catalogue:body.${name}`),
    value,
  });
  const head = [body.head_name, body.head_title].filter(Boolean).join(', ');
  const facts = [
    fact('head', head || null),
    fact('address', body.address),
    fact('phone', body.phone && { text: body.phone, href: `tel:${body.phone.replace(/[^+\d]/g, '')}` }),
    fact('email', body.email && { text: body.email, href: `mailto:${body.email}` }),
    // An address an officer typed is a link only when it is one.
    fact(
      'website',
      body.website && isWebAddress(body.website) ? { text: body.website, href: body.website } : body.website,
    ),
  ];
  return facts.filter(({ value }) => value !== null);
}
