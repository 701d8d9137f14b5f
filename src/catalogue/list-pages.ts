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

/** How far the number of results is counted. */
export const COUNTED = 1001;

type Option = { value: string; label: string };

export type ListView = {
  form: FormState;
  options: { category: Option[]; body: Option[]; year: Option[]; format: Option[]; sort: Option[] };
  /** True when a filter beside words and category is in force, so that the fold stands open. */
  filtered: boolean;
  clearHref: string | null;
  result: string;
  /** The same list in each category. */
  categories: { label: string; href: string; current: boolean; count: null }[];
  items: ItemView[];
  /** What to do when the list is empty. */
  empty: { text: string; action: { label: string; href: string } } | null;
  pagination: { next: string | null; first: string | null };
};

type Found = { rows: PublishedRow[]; next: Place | null; count: number; beyondFirst: boolean };

/** The page `/informasi`. */
export function listView(asked: ListAsked, found: Found, known: Overview, t: Translate, fmt: Format): ListView {
  const { typed } = asked;
  const wrong = Object.keys(asked.form.errors).length > 0;
  const here = (sesudah: string | null) => withQuery('/informasi', { ...typed, sesudah });
  return {
    form: asked.form,
    options: optionsOf(asked, known, t),
    filtered: Boolean(typed.badan || typed.tahun || typed.format || typed.urut),
    clearHref: asked.narrowed || wrong ? '/informasi' : null,
    result: wrong ? t('catalogue:list.wrong') : resultWords(found.count, typed.q, t, fmt),
    categories: ['', ...CATEGORIES].map((kategori) => ({
      label: t(kategori ? `catalogue:category.${kategori}.name` : 'catalogue:desk.all'),
      href: withQuery('/informasi', { ...typed, kategori }),
      current: typed.kategori === kategori,
      count: null,
    })),
    items: found.rows.map((row) => itemView(row, t, fmt)),
    empty: found.rows.length > 0 || wrong ? null : emptyOf(asked, found.beyondFirst, t, here(null)),
    pagination: {
      next: found.next ? here(encodeCursor(found.next)) : null,
      first: found.beyondFirst ? here(null) : null,
    },
  };
}

function resultWords(count: number, q: string, t: Translate, fmt: Format): string {
  const many = count >= COUNTED;
  const vars = { count, number: fmt.number(many ? COUNTED - 1 : count), q };
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

function optionsOf({ typed }: ListAsked, known: Overview, t: Translate): ListView['options'] {
  const years = known.years.map(String);
  if (/^\d{4}$/.test(typed.tahun) && !years.includes(typed.tahun)) years.push(typed.tahun);
  return {
    category: CATEGORIES.map((value) => ({ value, label: t(`catalogue:category.${value}.name`) })),
    body: known.bodies.map(({ slug, name }) => ({ value: slug, label: name })),
    year: years
      .sort()
      .reverse()
      .map((value) => ({ value, label: value })),
    format: known.formats.map((value) => ({ value, label: formatLabel(value, t) })),
    sort: ['relevan', 'terbaru'].map((value) => ({ value, label: t(`catalogue:list.sort.${value}`) })),
  };
}
