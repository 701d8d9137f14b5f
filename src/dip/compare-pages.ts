import type { DipRowRow } from '../db/tables/dip';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { encodeCursor, withQuery } from '../web/pagination';
import type { Differences } from './compare-queries';
import { rowTexts } from './row-pages';

/** One difference in words: what was added or removed as a whole, of what changed the old and the new of each column. */
export type ChangeView = {
  kind: 'added' | 'removed' | 'changed';
  status: { label: string; tone: string };
  title: string;
  href: string;
  meta: string;
  fields: { label: string; before: string | null; after: string | null }[];
};

export type CompareView = {
  back: { label: string; href: string };
  before: string;
  after: string;
  /** For the choice of two versions; null where the two are given. */
  choice: { action: string; lama: string; baru: string; versions: { value: string; label: string }[] } | null;
  changes: ChangeView[];
  empty: string;
  partly: string | null;
  pages: { next: string | null; first: string | null };
};

type Context = Pick<CompareView, 'back' | 'before' | 'after' | 'choice'> & {
  path: string;
  query: Record<string, string | number | null>;
  beyondFirst: boolean;
};

/** Two versions beside each other. */
export function compareView({ found, next }: Differences, context: Context, t: Translate, fmt: Format): CompareView {
  const { path, query, beyondFirst, ...shown } = context;
  const here = (sesudah: string | null) => withQuery(path, { ...query, sesudah });
  return {
    ...shown,
    changes: found.map(({ before, after }) => changeView(before, after, t, fmt)),
    empty: t(beyondFirst || next !== null ? 'dip:compare.nothingHere' : 'dip:compare.nothing'),
    partly: next !== null && found.length === 0 ? t('dip:compare.partly') : null,
    pages: { next: next === null ? null : here(encodeCursor({ n: next })), first: beyondFirst ? here(null) : null },
  };
}

const TONE = { added: 'good', removed: 'bad', changed: 'progress' } as const;

function changeView(before: DipRowRow | null, after: DipRowRow | null, t: Translate, fmt: Format): ChangeView {
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const row = (after ?? before) as DipRowRow;
  return {
    kind,
    status: { label: t(`dip:compare.${kind}`), tone: TONE[kind] },
    title: row.title,
    href: `/informasi/${row.slug}`,
    meta: [row.body_name, t(`catalogue:category.${row.category}.name`)].join(' · '),
    fields: before && after ? changedFields(before, after, t, fmt) : [],
  };
}

function changedFields(before: DipRowRow, after: DipRowRow, t: Translate, fmt: Format): ChangeView['fields'] {
  const [old, fresh] = [comparable(before, t, fmt), comparable(after, t, fmt)];
  return Object.keys(old)
    .filter((key) => old[key] !== fresh[key])
    .map((key) => ({ label: t(`dip:column.${key}`), before: old[key] ?? null, after: fresh[key] ?? null }));
}

/** Every field that is part of a row's hash, so that no row is called changed without saying what. */
function comparable(row: DipRowRow, t: Translate, fmt: Format): Record<string, string | null> {
  const { content: _, ...texts } = rowTexts(row, fmt);
  return {
    ...{ title: row.title, summary: row.summary, ...texts },
    year: row.year === null ? null : String(row.year),
    category: t(`catalogue:category.${row.category}.name`),
    subkind: row.subkind === null ? null : t(`catalogue:subkind.${row.subkind}`),
    body: row.body_name,
    address: row.slug,
  };
}
