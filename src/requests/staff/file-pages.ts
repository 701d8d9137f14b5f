import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { AREAS, type Area, casePath } from './areas';
import type { CaseBundle } from './case-queries';

/** One file of a case, in words. */
export type FileLine = {
  label: string;
  kind: string;
  size: string;
  /** Null where the file is named and not opened. */
  href: string | null;
  warning: string | null;
  beside: string | null;
};

/** The files of a case that the area may read. */
export function caseFiles({ row, files, people }: CaseBundle, area: Area, t: Translate, fmt: Format): FileLine[] {
  const { files: open, shut } = AREAS[area];
  return files
    .filter((file) => open.includes(file.kind) || shut.includes(file.kind))
    .map((file) => {
      const by = file.added_by === null ? null : (people.get(file.added_by) ?? null);
      const original = files.find((other) => other.id === file.original_id);
      return {
        // What somebody called the scan may be a name, too.
        label: shut.includes(file.kind) ? t('desk:file.shut') : file.name,
        kind: t(`desk:file.${file.kind}`),
        size: [fmt.bytes(file.size), fmt.shortDayTime(file.added_at), by].filter(Boolean).join(' · '),
        href: shut.includes(file.kind) ? null : `${casePath(area, row.number)}/berkas/${file.public_id}`,
        warning: warningWords(file.warning, t),
        beside: original ? t('desk:file.beside', { name: original.name }) : null,
      };
    });
}

/** What the officer was warned of and went on with. */
function warningWords(warning: string | null, t: Translate): string | null {
  if (warning === null) return null;
  const pages = /^text:(.+)$/.exec(warning)?.[1];
  return pages ? t('desk:file.warned', { pages: pages.split(',').join(', ') }) : t('desk:file.unreadable');
}
