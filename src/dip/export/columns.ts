import type { Translate } from '../../i18n/catalogue';
import type { ShownRow } from '../row-queries';

/** Where the portal lives, the words of the file, and how days are written in them. */
export type ExportFacts = { baseUrl: string; t: Translate };

type Column = {
  name: string;
  width: number;
  day?: true;
  value: (row: ShownRow, facts: ExportFacts) => string | number | null;
};

/**
 * The columns of a file for programs (Perki 1/2021 Pasal 46: open, machine-readable): those of Lampiran I in its order,
 * with the content and the making in two columns each, then what the portal adds. Days are `YYYY-MM-DD`.
 */
export const EXPORT_COLUMNS: readonly Column[] = [
  { name: 'number', width: 8, value: (row) => row.number },
  { name: 'title', width: 50, value: titleOf },
  { name: 'summary', width: 60, value: summaryOf },
  { name: 'holder', width: 34, value: (row) => row.holder },
  { name: 'publisher', width: 34, value: (row) => row.publisher },
  { name: 'made_on', width: 14, day: true, value: (row) => row.made_on ?? row.year },
  { name: 'made_at', width: 20, value: (row) => row.made_at },
  { name: 'form', width: 20, value: (row) => row.form },
  { name: 'retention', width: 24, value: (row) => row.retention },
  { name: 'category', width: 16, value: (row, { t }) => t(`catalogue:category.${row.category}.name`) },
  {
    name: 'subkind',
    width: 30,
    value: (row, { t }) => (row.subkind === null ? null : t(`catalogue:subkind.${row.subkind}`)),
  },
  { name: 'body', width: 40, value: (row) => row.body_name },
  { name: 'url', width: 50, value: (row, { baseUrl }) => `${baseUrl}/informasi/${row.slug}` },
];

/** The headings of a file, in Indonesian: it is the official form. */
export const exportHeads = (t: Translate): string[] => EXPORT_COLUMNS.map(({ name }) => t(`dip:export.${name}`));

/** One row of a file. */
export const exportCells = (row: ShownRow, facts: ExportFacts): (string | number | null)[] =>
  EXPORT_COLUMNS.map(({ value }) => value(row, facts));

/** The title, with its mark when it is demonstration data. */
export function titleOf(row: Pick<ShownRow, 'title' | 'example'>, { t }: Pick<ExportFacts, 't'>): string {
  return row.example === 1 ? t('dip:exampleTitle', { title: row.title }) : row.title;
}

/** The summary; of what is exempt by now, that it is; of what waits for its masking, that it does. */
export function summaryOf(
  row: Pick<ShownRow, 'summary' | 'covered' | 'held'>,
  { t }: Pick<ExportFacts, 't'>,
): string | null {
  if (row.held) return t('dip:held');
  return row.covered ? t('dip:covered') : row.summary;
}
