import type { Translate } from '../../i18n/catalogue';
import { heading, paragraph, rule } from '../../letters/pdf/blocks';
import { longTable } from '../../letters/pdf/long-table';
import { closePaper, INK, openPaper, type Paper, STYLES } from '../../letters/pdf/paper';
import { note } from '../../letters/pdf/parts';
import type { Format } from '../../web/format';
import type { ShownRow } from '../row-queries';
import { summaryOf, titleOf } from './columns';

/** Rows of one printed part: a tagged document is held in memory until it ends, so a large register is printed in parts. */
export const ROWS_PER_PART = 1_000;

/** How many parts a register of so many rows has; an empty one has one, which says so. */
export const partsOf = (rows: number): number => Math.max(1, Math.ceil(rows / ROWS_PER_PART));

/** The first and the last number of a part. */
export function spanOfPart(part: number, rows: number): { from: number; to: number } {
  return { from: (part - 1) * ROWS_PER_PART + 1, to: Math.min(part * ROWS_PER_PART, rows) };
}

export type PrintFacts = {
  org: { name: string; region: string };
  /** "Keputusan PPID Nomor … tanggal …", or that it is a draft. */
  decree: string;
  dated_on: string;
  part: number;
  rows: number;
  /** What proves the rows, on the last page of the last part. */
  hash: string;
  t: Translate;
  fmt: Format;
};

const WIDTHS = [52, 214, 110, 104, 90, 74, 78] as const;

/** One part of the register in the form of Lampiran I of Perki 1/2021: tagged, landscape, its heads on every page. */
export async function dipPdf(rows: readonly ShownRow[], facts: PrintFacts): Promise<Buffer> {
  const { t, fmt } = facts;
  const title = t('dip:print.title', { region: facts.org.region });
  const paper = openPaper({ language: 'id', title, author: facts.org.name, dated_on: facts.dated_on, landscape: true });
  opening(paper, title, facts);
  const heads = headsOf(t);
  for (let at = 0; at < rows.length; ) {
    const first = rows[at] as ShownRow;
    const group = rows.slice(at).findIndex((row) => row.body_id !== first.body_id || row.category !== first.category);
    const end = group < 0 ? rows.length : at + group;
    await groupTable(paper, heads, rows.slice(at, end), { t, fmt });
    at = end;
  }
  if (rows.length === 0) paragraph(paper, t('dip:print.empty'));
  if (facts.part === partsOf(facts.rows)) note(paper, t('dip:print.proof', { count: facts.rows, hash: facts.hash }));
  return closePaper(paper, title);
}

function opening(paper: Paper, title: string, { org, decree, part, rows, t, fmt }: PrintFacts): void {
  const centred = { ink: INK.deep, align: 'center' } as const;
  paragraph(paper, org.name.toUpperCase(), { ...centred, size: 10.5 }, { after: 2 });
  heading(paper, 1, title.toUpperCase(), { ...centred, size: 14, bold: true });
  paragraph(paper, decree, { ...STYLES.body, align: 'center' }, { after: 2 });
  const { from, to } = spanOfPart(part, rows);
  const vars = { part, parts: partsOf(rows), from: fmt.number(from), to: fmt.number(to) };
  if (partsOf(rows) > 1)
    paragraph(paper, t('dip:print.part', vars), { ...STYLES.small, align: 'center' }, { after: 2 });
  paper.pdf.y += 4;
  rule(paper, 1.2, INK.deep);
  paper.pdf.y += 6;
}

/** The seven columns of Lampiran I. */
const headsOf = (t: Translate): string[] =>
  ['number', 'content', 'holder', 'publisher', 'made', 'form', 'retention'].map((name) => t(`dip:column.${name}`));

async function groupTable(
  paper: Paper,
  heads: readonly string[],
  rows: readonly ShownRow[],
  { t, fmt }: { t: Translate; fmt: Format },
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  heading(paper, 2, `${first.body_name} – ${t(`catalogue:category.${first.category}.name`)}`);
  await longTable(paper, { widths: WIDTHS, heads, rows: rows.map((row) => textsOf(row, t, fmt)) });
}

function textsOf(row: ShownRow, t: Translate, fmt: Format): string[] {
  const made = row.made_on ? fmt.shortDay(row.made_on) : row.year === null ? null : String(row.year);
  const making = [made, row.made_at].filter(Boolean).join(', ');
  const summary = summaryOf(row, { t });
  const content = [titleOf(row, { t }), ...(summary && summary !== row.title ? [summary] : [])].join('\n');
  const none = t('dip:none');
  return [
    fmt.number(row.number),
    content,
    ...[row.holder, row.publisher, making, row.form, row.retention].map((text) => text || none),
  ];
}
