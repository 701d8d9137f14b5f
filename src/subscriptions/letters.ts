import type { SubscriptionRow } from '../db/tables/subscriptions';
import type { Language, Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';
import { withQuery } from '../web/pagination';
import { CONFIRM_DAYS } from './links';
import type { SavedSearch } from './searches';

type Office = { office: string; stop: string };

export type ConfirmFacts = Office & {
  kind: SubscriptionRow['kind'];
  search: SavedSearch;
  /** Name of the body of the search, '' without one. */
  bodyName: string;
  frequency: SubscriptionRow['frequency'];
  link: string;
};

/** What a subscription is about, in words: `kata "anggaran", Berkala, Dinas Kesehatan, tahun 2026`. */
export function aboutWords(t: Translate, kind: SubscriptionRow['kind'], search: SavedSearch, bodyName: string): string {
  if (kind === 'announcements') return t('subscriptions:about.announcements');
  const { q, kategori, tahun, format } = search;
  const parts = [
    q && t('subscriptions:about.words', { q }),
    kategori && t('subscriptions:about.category', { category: t(`catalogue:category.${kategori}.name`) }),
    bodyName && t('subscriptions:about.body', { body: bodyName }),
    tahun && t('subscriptions:about.year', { year: tahun }),
    format && t('subscriptions:about.format', { format: format.toUpperCase() }),
  ].filter(Boolean);
  return parts.length === 0
    ? t('subscriptions:about.everything')
    : t('subscriptions:about.some', { parts: parts.join(', ') });
}

/** Asks the owner of an address to confirm. Its subject names nothing that was sought: it stands in the clear. */
export function confirmLetter(t: Translate, facts: ConfirmFacts) {
  const about = aboutWords(t, facts.kind, facts.search, facts.bodyName);
  const { office, link, stop } = facts;
  const often = t(`subscriptions:frequency.${facts.frequency}`);
  return {
    subject: t('subscriptions:confirmMail.subject', { office }),
    text: t('subscriptions:confirmMail.text', { office, about, often, link, stop, days: CONFIRM_DAYS }),
  };
}

export type DigestItem = { title: string; body_name: string; slug: string; published_at: string };

export type DigestFacts = Office & {
  language: Language;
  search: SavedSearch;
  bodyName: string;
  items: readonly DigestItem[];
  /** True when there is more than the letter lists. */
  more: boolean;
  baseUrl: string;
  timezone: string;
};

/** The address of a saved search, newest first. */
export const searchPath = (search: SavedSearch): string =>
  withQuery('/informasi', { ...search, ...(search.q ? { urut: 'terbaru' } : {}) });

/** What is new for a saved search: titles, bodies, days and links, and nothing of what the items say. */
export function digestLetter(t: Translate, facts: DigestFacts) {
  const { items, baseUrl, office, stop } = facts;
  const fmt = formatIn(facts.language, t, facts.timezone);
  const list = items.map(
    (item, i) =>
      `${i + 1}. ${item.title}\n   ${item.body_name}, ${fmt.dayOf(item.published_at)}\n   ${baseUrl}/informasi/${item.slug}`,
  );
  const about = aboutWords(t, 'documents', facts.search, facts.bodyName);
  const url = baseUrl + searchPath(facts.search);
  const count = items.length;
  const parts = [
    t('subscriptions:digest.lead', { about }),
    ...list,
    t(facts.more ? 'subscriptions:digest.more' : 'subscriptions:digest.all', { url }),
  ];
  return {
    subject: t(facts.more ? 'subscriptions:digest.subjectMore' : 'subscriptions:digest.subject', { count, office }),
    text: `${parts.join('\n\n')}\n\n-- \n${t('subscriptions:digest.why', { office, stop })}\n`,
  };
}
