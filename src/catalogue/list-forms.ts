import type { Translate } from '../i18n/catalogue';
import { cleanText, type FormState } from '../web/forms';
import { isCategory } from './categories';
import { isFormat } from './formats';
import type { Overview } from './overview-queries';
import type { Sort } from './place-queries';
import type { Filter } from './search-queries';
import { LONGEST_QUERY, type SearchWord, searchWords } from './words';

const NAMES = ['q', 'kategori', 'badan', 'tahun', 'format', 'urut'] as const;
type Name = (typeof NAMES)[number];

/** A list somebody asks for. `words` null is no search; with errors in the form the list is empty. */
export type ListAsked = {
  form: FormState;
  typed: Record<Name, string>;
  words: SearchWord[] | null;
  filter: Filter;
  sort: Sort;
  /** True when something narrows the list. */
  narrowed: boolean;
};

/** Reads the address of `/informasi`. A value that means nothing gets a sentence beside its field. */
export function readListAddress(
  query: Record<string, unknown>,
  known: Pick<Overview, 'bodies' | 'formats'>,
  t: Translate,
): ListAsked {
  const typed = Object.fromEntries(NAMES.map((name) => [name, oneText(query[name])])) as Record<Name, string>;
  const { q, kategori, badan, tahun, format, urut } = typed;
  const errors: Record<string, string> = {};
  const bodyId = known.bodies.find((body) => body.slug === badan)?.id ?? null;
  if (q.length > LONGEST_QUERY) errors.q = t('web:form.tooLong', { maximum: LONGEST_QUERY });
  if (kategori && !isCategory(kategori)) errors.kategori = t('catalogue:list.unknownCategory');
  if (badan && bodyId === null) errors.badan = t('catalogue:list.unknownBody');
  if (tahun && !/^(19|20)\d{2}$/.test(tahun)) errors.tahun = t('catalogue:list.unknownYear');
  if (format && !isFormat(format)) errors.format = t('catalogue:list.unknownFormat');
  if (urut && urut !== 'terbaru' && urut !== 'relevan') errors.urut = t('web:form.choose');
  const wrong = Object.keys(errors).length > 0;
  const words = wrong ? [] : q ? searchWords(q) : null;
  return {
    form: { values: { ...typed, q: q.slice(0, 2000) }, errors },
    typed,
    words,
    filter: {
      category: isCategory(kategori) ? kategori : null,
      bodyId,
      year: errors.tahun || !tahun ? null : Number(tahun),
      format: isFormat(format) ? format : null,
    },
    sort: urut === 'terbaru' || urut === 'relevan' ? urut : q ? 'relevan' : 'terbaru',
    narrowed: Boolean(q || kategori || badan || tahun || format),
  };
}

/** The first text of a value in an address, cleaned; '' for anything else. */
export function oneText(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? cleanText(first) : '';
}
