import { csvOf } from '../../web/csv';
import type { Question } from './figures';
import { rowKey, rowLabel, type Words } from './labels';
import type { OpenTable, TableName } from './tables';

export type OpenFacts = { name: TableName; question: Question; source: string; href: string };

/** The columns of the files, by the codes of the tables. `bagian`: a share from 0 to 1. */
const HEADINGS: Readonly<Record<string, string>> = {
  ...{ count: 'jumlah', received: 'diterima', answered: 'dijawab', on_time: 'tepat_waktu', late: 'terlambat' },
  ...{ open: 'belum_dijawab', overdue_open: 'lewat_batas', median: 'nilai_tengah_hari_kerja' },
  ...{ rate: 'bagian_tepat_waktu', imported: 'dari_register_lama', answers: 'jawaban' },
  ...{ fired: 'peringatan_terkirim', stopped: 'perkara_berhenti' },
};

/** A table for a spreadsheet: codes that never change (`kode`), the words beside them. */
export function tableCsv({ name }: OpenFacts, { codes, rows }: OpenTable, words: Words): string {
  return csvOf([
    ['kode', 'nama', ...codes.map((code) => HEADINGS[code] ?? code)],
    ...rows.map(({ key, values }) => [rowKey(name, key, words), rowLabel(name, key, words), ...values]),
  ]);
}

/** The same as a dataset of JSON-stat 2.0 (json-stat.org): rows by measures, in row-major order. */
export function jsonStat(
  { name, question, source, href }: OpenFacts,
  { codes, rows }: OpenTable,
  words: Words,
): object {
  const { t, fmt } = words;
  const { year, asOf } = question;
  const named = (pairs: [string, string][]) => ({ index: pairs.map(([key]) => key), label: Object.fromEntries(pairs) });
  return {
    version: '2.0',
    class: 'dataset',
    label: t('statistics:open.label', {
      table: t(`statistics:table.${name}.title`),
      year: String(year),
      day: fmt.day(asOf),
    }),
    source,
    href,
    updated: asOf,
    id: ['row', 'measure'],
    size: [rows.length, codes.length],
    role: { metric: ['measure'] },
    dimension: {
      row: {
        label: t(`statistics:table.${name}.head`),
        category: named(rows.map(({ key }) => [rowKey(name, key, words), rowLabel(name, key, words)])),
      },
      measure: {
        label: t('statistics:open.measure'),
        category: named(codes.map((code) => [code, t(`statistics:column.${code}`)])),
      },
    },
    value: rows.flatMap(({ values }) => values),
    extension: { year, as_of: asOf, source: question.source },
  };
}
