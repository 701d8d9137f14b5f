import { setImmediate } from 'node:timers/promises';
import { rule } from './blocks';
import { fitted, wordMeter } from './column-widths';
import { clean, INK, type Paper, STYLES, type Style } from './paper';
import { type Cell, ensureTable, printRow, repeatCells } from './row';

const GAP = 8;
const CELL: Style = { ...STYLES.body, size: 8.5 };
const HEAD: Style = { ...STYLES.strong, size: 8.5 };
/** Rows between two breaths, in which other requests are answered. */
const BREATH = 10;

/**
 * A table of many rows whose heads stand again on each page; `widths` are parts of the whole, and a column too narrow for
 * one of its words takes from those that have room. The first cell heads its row for whoever hears the table.
 */
export async function longTable(
  paper: Paper,
  {
    widths: parts,
    heads: names,
    rows: given,
  }: { widths: readonly number[]; heads: readonly string[]; rows: Iterable<readonly string[]> },
): Promise<void> {
  const { pdf, body } = paper;
  const rows: (readonly string[])[] = [];
  const meter = wordMeter(paper, parts.length);
  meter.read(names, HEAD);
  for (const texts of given) {
    rows.push(texts);
    meter.read(texts, CELL);
    if (rows.length % BREATH === 0) await setImmediate();
  }
  const widths = widthsOf(paper, parts, meter.needs);
  const heads = cellsOf(paper, widths, names, 'column', HEAD);
  const line = (colour: string) => {
    pdf.y += 2;
    rule(paper, 0.5, colour);
    pdf.y += 3;
  };
  ensureTable(paper, heads);
  const table = pdf.struct('Table');
  body.add(table);
  printRow(paper, table, heads);
  line(INK.deep);
  const again = () => {
    repeatCells(paper, heads);
    line(INK.deep);
  };
  let printed = 0;
  for (const texts of rows) {
    printRow(paper, table, cellsOf(paper, widths, texts, 'value', CELL), { again });
    line(INK.line);
    printed += 1;
    if (printed % BREATH === 0) await setImmediate();
  }
  table.end();
  pdf.y += 6;
}

/** In points, the gap to the next column included. */
function widthsOf({ width }: Paper, parts: readonly number[], needs: readonly number[]): number[] {
  const scale = width / parts.reduce((sum, one) => sum + one, 0);
  return fitted(
    parts.map((part) => part * scale),
    // A hair more, for what is rounded when the line is broken.
    needs.map((need) => need + GAP + 0.5),
  );
}

function cellsOf(
  { left }: Paper,
  widths: readonly number[],
  texts: readonly string[],
  role: Cell['role'],
  style: Style,
): Cell[] {
  let start = left;
  return widths.map((width, i) => {
    const cell = { role, style, text: clean(texts[i] ?? ''), left: start, width: width - GAP };
    start += width;
    return i === 0 && role === 'value' ? { ...cell, role: 'row' as const } : cell;
  });
}
