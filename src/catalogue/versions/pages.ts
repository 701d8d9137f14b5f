import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { DocumentFacts } from '../document-facts';
import type { FileFate } from '../files/queries';
import { hidesName } from '../files/reasons';
import { fileSlug } from '../slugs';
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
  /** `note`: what became of a file that is there no more; `eraseHref`: in the desk, where what it holds can be erased. */
  files: { name: string; href: string | null; note: string | null; eraseHref: string | null }[];
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
  /** What became of its files, by their id. */
  fates: ReadonlyMap<string, FileFate>;
};

/** One version of a document, and what changed from the one before. */
export function versionView(shown: Shown, t: Translate, fmt: Format): VersionView {
  const { number, at, who, newest, page, desk, fates } = shown;
  const named = (version: Kept) => withoutHiddenNames(version, fates, t);
  const kept = named(shown.kept);
  const before = shown.before && { ...shown.before, kept: named(shown.before.kept) };
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
    files: kept.files.map(({ id, name }) => ({ name, ...fateView(id, fates.get(id), { page, desk }, t, fmt) })),
    links: kept.links.map(({ label, url }) => ({ label: label ?? url, url })),
    previous: before ? link(before.number) : null,
    next: number < newest ? link(number + 1) : null,
  };
}

// Readers see public versions only: that they were public is no news.
function withoutDeskWords(changes: VersionChange[], desk: boolean): VersionChange[] {
  return desk ? changes : changes.filter(({ name }) => name !== 'state' && name !== 'publish_at');
}

function fateView(
  id: string,
  fate: FileFate | undefined,
  { page, desk }: Pick<Shown, 'page' | 'desk'>,
  t: Translate,
  fmt: Format,
): Omit<VersionView['files'][number], 'name'> {
  if (fate?.erased_at) {
    const why = t(`catalogue:version.erasedWhy.${fate.erased_why}`);
    const note = t('catalogue:version.fileErased', { day: fmt.dayOf(fate.erased_at), why });
    return { href: null, note, eraseHref: null };
  }
  const there = fate?.removed_at === null;
  if (!fate || !(there || fate.kept === 1)) {
    return { href: null, note: t('catalogue:version.fileGone'), eraseHref: null };
  }
  const href = `/berkas/${id}/${fileSlug(fate.name)}`;
  if (there) return { href, note: null, eraseHref: null };
  const note = fate.successor
    ? t('catalogue:version.fileReplaced', { name: fate.successor })
    : t('catalogue:version.fileDropped');
  return { href, note, eraseHref: desk ? `${page}/berkas/${id}/hapus` : null };
}

/** The name of a file may be what it was erased for ("KTP Suwarno.pdf"): it goes from what is shown of a version too. */
function withoutHiddenNames(kept: Kept, fates: ReadonlyMap<string, FileFate>, t: Translate): Kept {
  const shown = (file: Kept['files'][number]) =>
    hidesName(fates.get(file.id)?.erased_why ?? null) ? { ...file, name: t('catalogue:version.nameHidden') } : file;
  return { ...kept, files: kept.files.map(shown) };
}
