import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { CATEGORIES } from './categories';
import { formatLabel, type ItemView, itemView, requestHref } from './items';
import type { ListAsked } from './list-forms';
import type { Overview } from './overview-queries';
import type { Place } from './place-queries';
import type { PublishedRow } from './queries';
import type { Counts } from './search/counts';
import { MOST_HITS } from './search/most-hits';
import type { Piece } from './search/passages';
import type { SearchWord } from './words';

type Option = { value: string; label: string };

export type ListView = {
  form: FormState;
  options: { category: Option[]; body: Option[]; year: Option[]; format: Option[]; sort: Option[] };
  /** True when a filter beside words and category is in force, so that the fold stands open. */
  filtered: boolean;
  clearHref: string | null;
  result: string;
  /** The same list in each category. */
  categories: { label: string; href: string; current: boolean; count: string | null }[];
  /** What a search was taken for that found nothing as it was typed. */
  meant: { text: string; q: string; href: string } | null;
  items: ItemView[];
  /** What to do when the list is empty. */
  empty: { text: string; action: { label: string; href: string } } | null;
  /** Where a search ends before its hits do. */
  cut: string | null;
  pagination: { next: string | null; first: string | null };
};

/** A page of the list with what stands beside it. The count of a search ends at `MOST_HITS`. */
export type ListFound = {
  rows: PublishedRow[];
  next: Place | null;
  count: number;
  beyondFirst: boolean;
  counts: Counts;
  passages: ReadonlyMap<number, Piece[]>;
  meant: readonly SearchWord[] | null;
};

/** The page `/informasi`. */
export function listView(
  asked: ListAsked,
  found: ListFound,
  { known, now }: { known: Overview; now: string },
  t: Translate,
  fmt: Format,
): ListView {
  const { typed } = asked;
  const wrong = Object.keys(asked.form.errors).length > 0;
  const here = (sesudah: string | null) => withQuery('/informasi', { ...typed, sesudah });
  return {
    form: asked.form,
    options: optionsOf(asked, known, found.counts, t, fmt),
    filtered: Boolean(typed.badan || typed.tahun || typed.format || typed.urut),
    clearHref: asked.narrowed || wrong ? '/informasi' : null,
    result: wrong
      ? t('catalogue:list.wrong')
      : resultWords(found.count, found.meant ? queryOf(found.meant) : typed.q, t, fmt),
    categories: ['', ...CATEGORIES].map((kategori) => ({
      label: t(kategori ? `catalogue:category.${kategori}.name` : 'catalogue:desk.all'),
      href: withQuery('/informasi', { ...typed, kategori }),
      current: typed.kategori === kategori,
      count: kategori ? numberOf(found.counts.category, kategori, typed.q, t, fmt) : null,
    })),
    items: found.rows.map((row) => itemView(row, now, t, fmt, found.passages.get(row.id) ?? null)),
    meant: found.meant ? meantView(asked, queryOf(found.meant), t) : null,
    empty: found.rows.length > 0 || wrong ? null : emptyOf(asked, found.beyondFirst, t, here(null)),
    cut: typed.q && found.count >= MOST_HITS && !found.next && found.rows.length > 0 ? t('catalogue:list.cut') : null,
    pagination: {
      next: found.next ? here(encodeCursor(found.next)) : null,
      first: found.beyondFirst ? here(null) : null,
    },
  };
}

function resultWords(count: number, q: string, t: Translate, fmt: Format): string {
  const many = q !== '' && count >= MOST_HITS;
  const vars = { count, number: fmt.number(many ? MOST_HITS - 1 : count), q };
  return t(`catalogue:list.${many ? 'more' : 'count'}${q ? 'For' : ''}`, vars);
}

function emptyOf(asked: ListAsked, beyondFirst: boolean, t: Translate, first: string): ListView['empty'] {
  const { q, badan } = asked.typed;
  if (beyondFirst)
    return { text: t('catalogue:list.pastEnd'), action: { label: t('catalogue:list.toFirst'), href: first } };
  const action = { label: t('catalogue:list.request'), href: requestHref(q, badan || null) };
  if (q && asked.words?.length === 0) return { text: t('catalogue:list.noWords'), action };
  if (q) return { text: t('catalogue:list.nothingFor', { q }), action };
  return { text: t(asked.narrowed ? 'catalogue:list.nothing' : 'catalogue:list.nothingYet'), action };
}

/** Words as they would be typed. */
function queryOf(words: readonly SearchWord[]): string {
  return words.map(({ text, phrase }) => (phrase ? `"${text}"` : text)).join(' ');
}

function meantView({ typed }: ListAsked, q: string, t: Translate): NonNullable<ListView['meant']> {
  return { text: t('catalogue:list.instead', { q: typed.q }), q, href: withQuery('/informasi', { ...typed, q }) };
}

/** How many documents a value has; null where they were not counted. The counts of a search end at `MOST_HITS`. */
function numberOf(
  counts: ReadonlyMap<string, number> | null,
  value: string,
  q: string,
  t: Translate,
  fmt: Format,
): string | null {
  if (!counts) return null;
  const n = counts.get(value) ?? 0;
  return q && n >= MOST_HITS ? t('catalogue:list.moreThan', { number: fmt.number(MOST_HITS - 1) }) : fmt.number(n);
}

function optionsOf(
  { typed }: ListAsked,
  known: Overview,
  counts: Counts,
  t: Translate,
  fmt: Format,
): ListView['options'] {
  const years = known.years.map(String);
  if (/^\d{4}$/.test(typed.tahun) && !years.includes(typed.tahun)) years.push(typed.tahun);
  const counted = (value: string, label: string, of: ReadonlyMap<string, number> | null, key = value): Option => {
    const number = numberOf(of, key, typed.q, t, fmt);
    return { value, label: number === null ? label : t('catalogue:list.withCount', { label, number }) };
  };
  return {
    category: CATEGORIES.map((value) => counted(value, t(`catalogue:category.${value}.name`), counts.category)),
    body: known.bodies.map(({ id, slug, name }) => counted(slug, name, counts.body_id, String(id))),
    year: years
      .sort()
      .reverse()
      .map((value) => counted(value, value, counts.year)),
    format: known.formats.map((value) => counted(value, formatLabel(value, t), counts.format)),
    sort: ['relevan', 'terbaru'].map((value) => ({ value, label: t(`catalogue:list.sort.${value}`) })),
  };
}
