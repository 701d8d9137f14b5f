import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { DocumentFacts } from '../document-facts';
import { type Kept, type VersionChange, versionChanges } from './kept';

type Value = string | { date: string } | null;
export type ChangeView = { label: string; from: Value; to: Value; list: boolean };

/** What changed, as rows of a table: of a list what went stands under "before", what came under "after". */
export function changeViews(changes: readonly VersionChange[], t: Translate, fmt: Format): ChangeView[] {
  return changes.map((change) => {
    const label = columnLabel(change.name, t);
    if ('added' in change) {
      return { label, from: change.removed.join('\n') || null, to: change.added.join('\n') || null, list: true };
    }
    const { name, from, to } = change;
    return { label, from: valueWords(name, from, t, fmt), to: valueWords(name, to, t, fmt), list: false };
  });
}

/** The name of a column, of the state or of a list. */
export function columnLabel(name: string, t: Translate): string {
  return t(`catalogue:column.${name}`);
}

/** A kept value in words. */
export function valueWords(name: string, value: unknown, t: Translate, fmt: Format): Value {
  if (value === null || value === undefined || value === '') return null;
  const text = String(value);
  if (name === 'category') return t(`catalogue:category.${text}.name`);
  if (name === 'subkind') return t(`catalogue:subkind.${text}`);
  if (name === 'state') return t(`catalogue:desk.state.${text}`);
  if (name === 'made_on') return { date: text };
  if (name === 'publish_at') return fmt.dayTime(text);
  return text;
}

const SHOWN: readonly (keyof DocumentFacts)[] = [
  ...(['title', 'category', 'subkind', 'summary', 'holder', 'publisher', 'made_on', 'made_at'] as const),
  ...(['year', 'form', 'retention'] as const),
];

export type VersionView = {
  title: string;
  number: number;
  at: string;
  datetime: string;
  /** Who made it: in the desk only. */
  who: string | null;
  current: boolean;
  currentHref: string;
  backHref: string;
  desk: boolean;
  correction: { text: string; day: string } | null;
  /** Null where there is no version before that may be compared. */
  changes: ChangeView[] | null;
  before: number | null;
  columns: { label: string; value: Value }[];
  files: { name: string; href: string | null }[];
  links: { label: string; url: string }[];
  previous: { label: string; href: string } | null;
  next: { label: string; href: string } | null;
};

type Shown = {
  number: number;
  at: string;
  who: string | null;
  kept: Kept;
  before: { number: number; kept: Kept } | null;
  newest: number;
  /** Address of the document's page, in the catalogue or in the desk. */
  page: string;
  desk: boolean;
  /** Addresses of the files that can still be opened, by their id. */
  open: ReadonlyMap<string, string>;
};

/** One version of a document, and what changed from the one before. */
export function versionView(shown: Shown, t: Translate, fmt: Format): VersionView {
  const { number, at, who, kept, before, newest, page, desk, open } = shown;
  const link = (n: number) => ({
    label: t('catalogue:document.version', { number: n }),
    href: `${page}/versi/${n}`,
  });
  return {
    title: kept.title,
    number,
    at: fmt.dayTime(at),
    datetime: at,
    who,
    current: number === newest,
    currentHref: page,
    backHref: page,
    desk,
    correction:
      kept.correction && kept.corrected_at ? { text: kept.correction, day: fmt.dayOf(kept.corrected_at) } : null,
    changes: before && changeViews(withoutDeskWords(versionChanges(before.kept, kept), desk), t, fmt),
    before: before?.number ?? null,
    columns: SHOWN.map((name) => ({ label: columnLabel(name, t), value: valueWords(name, kept[name], t, fmt) })),
    files: kept.files.map(({ id, name }) => ({ name, href: open.get(id) ?? null })),
    links: kept.links.map(({ label, url }) => ({ label: label ?? url, url })),
    previous: before ? link(before.number) : null,
    next: number < newest ? link(number + 1) : null,
  };
}

// Readers see public versions only: that they were public is no news.
function withoutDeskWords(changes: VersionChange[], desk: boolean): VersionChange[] {
  return desk ? changes : changes.filter(({ name }) => name !== 'state' && name !== 'publish_at');
}
