import { WHOLE } from './blocks';
import { artifact, ensure, heightOf, lineHeight, type Paper, print, room, type Style } from './paper';

/** One cell of a row: it heads its row or its column, says something, or only decorates. `text` is clean. */
export type Cell = {
  role: 'row' | 'column' | 'value' | 'decoration';
  text: string;
  style: Style;
  left: number;
  width: number;
};

/**
 * Prints one row of a table. What does not fit on this page goes on at the top of the next one, in the same cell for a
 * screen reader; `again` repeats there what stands above a table's rows, `keep` is room wanted below it.
 */
export function printRow(
  paper: Paper,
  table: PDFKit.PDFStructureElement,
  cells: readonly Cell[],
  { again = () => {}, keep = 0 }: { again?: () => void; keep?: number } = {},
): void {
  const { pdf } = paper;
  const nextPage = () => {
    pdf.addPage();
    again();
  };
  const height = heightOfCells(paper, cells);
  if (height + keep > room(paper) && (height <= WHOLE || room(paper) < leastOf(cells))) nextPage();
  const row = pdf.struct('TR');
  table.add(row);
  const elements = cells.map((cell) => elementOf(paper, row, cell));
  const printCells = (printed: readonly Cell[], needs: number) => {
    const top = pdf.y;
    printed.forEach((cell, i) => {
      printCell(paper, cell, top, elements[i]);
    });
    pdf.y = top + needs;
  };
  let rest = cells;
  let needs = height;
  while (needs > room(paper)) {
    const parts = rest.map((cell) => fitting(paper, cell, room(paper)));
    const printed = parts.map(([head]) => head);
    printCells(printed, heightOfCells(paper, printed));
    rest = parts.map(([, tail]) => tail);
    needs = heightOfCells(paper, rest);
    nextPage();
  }
  printCells(rest, needs);
  row.end();
}

/** Heads of columns once more, for the eye only. */
export function repeatCells(paper: Paper, cells: readonly Cell[]): void {
  const top = paper.pdf.y;
  for (const cell of cells) printCell(paper, { ...cell, role: 'decoration' }, top);
  paper.pdf.y = top + heightOfCells(paper, cells);
}

function elementOf({ pdf }: Paper, row: PDFKit.PDFStructureElement, { role }: Cell) {
  if (role === 'decoration') return undefined;
  const scope = { row: { scope: 'Row' }, column: { scope: 'Column' }, value: {} }[role];
  const element = pdf.struct(role === 'value' ? 'TD' : 'TH', scope as PDFKit.Mixins.StructureElementOptions);
  row.add(element);
  return element;
}

function printCell(paper: Paper, cell: Cell, top: number, element?: PDFKit.PDFStructureElement): void {
  if (cell.text === '') return;
  const draw = () => print(paper, cell.text, cell.style, cell.left, top, cell.width);
  if (element) element.add(draw);
  else artifact(paper, 'Layout', draw);
}

const heightOfCells = (paper: Paper, cells: readonly Cell[]): number =>
  Math.max(...cells.map(({ text, style, width }) => (text === '' ? 0 : heightOf(paper, text, style, width))));

const leastOf = (cells: readonly Cell[]): number => 3 * Math.max(...cells.map(({ style }) => lineHeight(style)));

/** A cell in two: as many words as fit into `height`, and the rest. A word longer than that is cut. */
function fitting(paper: Paper, cell: Cell, height: number): [Cell, Cell] {
  const { text, style, width } = cell;
  const fits = (length: number) => heightOf(paper, text.slice(0, length), style, width) <= height;
  if (text === '' || fits(text.length)) return [cell, { ...cell, text: '' }];
  let [most, tooMuch] = [0, text.length];
  while (tooMuch - most > 1) {
    const middle = (most + tooMuch) >> 1;
    if (fits(middle)) most = middle;
    else tooMuch = middle;
  }
  const space = Math.max(text.lastIndexOf(' ', most), text.lastIndexOf('\n', most));
  const end = space > 0 ? space : most;
  return [
    { ...cell, text: text.slice(0, end) },
    { ...cell, text: text.slice(end).replace(/^[ \n]/, '') },
  ];
}

/** Room for the heads of a table and its first row. */
export const ensureTable = (paper: Paper, heads: readonly Cell[]): void =>
  ensure(paper, heightOfCells(paper, heads) + 10 + leastOf(heads));
