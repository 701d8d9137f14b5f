import { rule } from './blocks';
import { clean, INK, type Paper, STYLES, type Style } from './paper';
import { type Cell, ensureTable, printRow, repeatCells } from './row';

/** Names and values beside each other: a table of two columns whose left one heads its row. */
export function factsTable(paper: Paper, facts: readonly { label: string; value: string }[], keep = 0): void {
  const { pdf, body, left, width } = paper;
  const label = { role: 'row', style: STYLES.label, left: left + 10, width: width * 0.34 } as const;
  const start = label.left + label.width + 16;
  const colon = { role: 'decoration', text: ':', style: STYLES.label, left: start - 10, width: 10 } as const;
  const value = { role: 'value', style: STYLES.body, left: start, width: left + width - start } as const;
  const table = pdf.struct('Table');
  body.add(table);
  for (const [i, fact] of facts.entries()) {
    const cells = [{ ...label, text: clean(fact.label) }, colon, { ...value, text: clean(fact.value) }];
    printRow(paper, table, cells, { keep: i === facts.length - 1 ? keep : 0 });
    pdf.y += 1.5;
  }
  table.end();
  pdf.y += 4;
}

/** A table with heads of columns, which stand again on each page; `widths` are parts of the whole. */
export type DataTable = { head: string[]; rows: string[][]; widths?: number[] };

const GAP = 12;
const CELL: Style = { ...STYLES.body, size: 9 };
const HEAD: Style = { ...STYLES.strong, size: 9 };

export function dataTable(paper: Paper, { head, rows, widths }: DataTable): void {
  const { pdf, body } = paper;
  const columns = columnsOf(paper, widths ?? head.map(() => 1));
  const cells = (texts: readonly string[], role: Cell['role'], style: Style): Cell[] =>
    columns.map((column, i) => ({ ...column, role, style, text: clean(texts[i] ?? '') }));
  const heads = cells(head, 'column', HEAD);
  const line = (colour: string) => {
    pdf.y += 3;
    rule(paper, 0.6, colour);
    pdf.y += 4;
  };
  pdf.y += 6;
  ensureTable(paper, heads);
  const table = pdf.struct('Table');
  body.add(table);
  printRow(paper, table, heads);
  line(INK.deep);
  const again = () => {
    repeatCells(paper, heads);
    line(INK.deep);
  };
  for (const texts of rows) {
    printRow(paper, table, cells(texts, 'value', CELL), { again });
    line(INK.line);
  }
  table.end();
  pdf.y += 4;
}

function columnsOf({ left, width }: Paper, widths: readonly number[]): { left: number; width: number }[] {
  const total = widths.reduce((sum, part) => sum + part, 0);
  let start = left;
  return widths.map((part) => {
    const column = { left: start, width: (width * part) / total - GAP };
    start += column.width + GAP;
    return column;
  });
}
