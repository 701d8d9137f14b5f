import type { Translate } from '../../i18n/catalogue';
import { heading, paragraph, rule } from '../../letters/pdf/blocks';
import { longTable } from '../../letters/pdf/long-table';
import { closePaper, INK, openPaper, STYLES } from '../../letters/pdf/paper';
import { note } from '../../letters/pdf/parts';
import type { Format } from '../../web/format';
import type { cellWriter } from './cells';
import type { Line } from './queries';
import type { Cell, Column, Register } from './register';

/** Rows of one printed part: a tagged document is held in memory until it ends. */
export const ROWS_PER_PART = 1_000;

/** How many parts a register of so many rows has; an empty one has one, which says so. */
export const partsOf = (rows: number): number => Math.max(1, Math.ceil(rows / ROWS_PER_PART));

export type PrintFacts = {
  org: { name: string };
  /** To what it was narrowed, in words. */
  about: string;
  today: string;
  part: number;
  rows: number;
  t: Translate;
  fmt: Format;
};

/** One part of a register in the form of its annex: tagged, landscape, its heads on every page, complete or not at all. */
export async function registerPdf(
  register: Register<never>,
  writer: ReturnType<typeof cellWriter>,
  lines: readonly Line[],
  { org, about, today, part, rows, t, fmt }: PrintFacts,
): Promise<Buffer> {
  const title = t(`register:kind.${register.name}.title`);
  const paper = openPaper({ language: 'id', title, author: org.name, dated_on: today, landscape: true });
  const centred = { ink: INK.deep, align: 'center' } as const;
  paragraph(paper, org.name.toUpperCase(), { ...centred, size: 10.5 }, { after: 2 });
  heading(paper, 1, title.toUpperCase(), { ...centred, size: 14, bold: true });
  paragraph(paper, t(`register:kind.${register.name}.law`), { ...STYLES.small, align: 'center' }, { after: 2 });
  const parts = partsOf(rows);
  const of = parts > 1 ? [t('register:print.part', { part, parts })] : [];
  paragraph(paper, [about, ...of].join(' – '), { ...STYLES.small, align: 'center' }, { after: 2 });
  paper.pdf.y += 4;
  rule(paper, 1.2, INK.deep);
  paper.pdf.y += 6;
  const { columns } = writer;
  const shown = register.print
    .map((one) => ({ ...one, of: columns.filter(({ key }) => one.of.includes(key)) }))
    .filter((one) => one.of.length > 0);
  if (lines.length === 0) paragraph(paper, t('register:empty'));
  else
    await longTable(paper, {
      widths: shown.map(({ width }) => width),
      heads: shown.map(({ key, of: [only, ...more] }) =>
        t(more.length === 0 && only ? `register:column.${only.key}` : `register:print.${key}`),
      ),
      rows: (function* () {
        for (const { row } of lines) {
          const cells = writer.cells(row);
          yield shown.map(({ of, bare }) =>
            below(of, bare ? of[0] : undefined, (column) => cells[columns.indexOf(column)] ?? null, t, fmt),
          );
        }
      })(),
    });
  const first = (part - 1) * ROWS_PER_PART;
  const span = { from: fmt.number(first + 1), to: fmt.number(first + lines.length), count: fmt.number(rows) };
  note(paper, t(parts > 1 ? 'register:print.span' : 'register:complete', span));
  return closePaper(paper, title);
}

/** Values that stand below each other in one cell, each with its name where there are several. */
function below(
  columns: readonly Column<never>[],
  bare: Column<never> | undefined,
  cellOf: (column: Column<never>) => Cell,
  t: Translate,
  fmt: Format,
): string {
  const lines = columns.flatMap((column) => {
    const cell = cellOf(column);
    if (cell === null || cell === '') return [];
    const text = column.day ? dayText(column, String(cell), fmt) : typeof cell === 'number' ? fmt.number(cell) : cell;
    // A tick says only that its column is meant.
    if (text === '✓') return [t(`register:column.${column.key}`)];
    const alone = columns.length === 1 || column === bare;
    return [alone ? text : t('register:print.line', { name: t(`register:column.${column.key}`), text })];
  });
  return lines.join('\n') || t('register:none');
}

/** "Hari dan tanggal" of what was told and given (Perki 1/2021 Pasal 32(1) n, Pasal 43(2) i); other days without their weekday. */
const WITH_WEEKDAY = new Set(['notified_on', 'delivered_on', 'answered_on']);

const dayText = ({ key }: Column<never>, day: string, fmt: Format): string =>
  WITH_WEEKDAY.has(key) ? fmt.day(day) : fmt.shortDay(day);
