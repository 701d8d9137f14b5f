import { type Column, KEYS, NO_COLUMN, WORDS } from './heading-words';

/** Where each known column stands. A list may say the form in several columns; every other column is one. */
export type Columns = ReadonlyMap<Column, readonly number[]>;

/** The column a heading names, or null: `title` and "Judul Informasi" alike. Of two lines the lower one, if it says it. */
export function columnOf(heading: string): Column | null {
  return meaning(heading)?.column ?? null;
}

/** Where each known column stands; of two that mean the same the plainer, else the first. */
export function columnsOf(headings: readonly string[]): Columns {
  const columns = new Map<Column, { rank: number; at: number[] }>();
  headings.forEach((heading, at) => {
    const found = meaning(heading);
    if (!found) return;
    const there = columns.get(found.column);
    if (!there || found.rank < there.rank) columns.set(found.column, { rank: found.rank, at: [at] });
    else if (found.column === 'form' && found.rank === there.rank) there.at.push(at);
  });
  return new Map([...columns].map(([column, { at }]) => [column, at]));
}

function meaning(heading: string): { column: Column; rank: number } | null {
  const lines = heading.split('\n');
  for (const text of lines.length > 1 ? [lines.at(-1) ?? '', lines.join(' ')] : lines) {
    const plain = text.trim().toLowerCase();
    if (KEYS.has(plain)) return { column: plain as Column, rank: -1 };
    const words = plain.replace(/[^a-z]+/g, ' ').trim();
    if (NO_COLUMN.test(words)) continue;
    const rank = WORDS.findIndex(([pattern]) => pattern.test(words));
    if (rank >= 0) return { column: (WORDS[rank] as (typeof WORDS)[number])[1], rank };
  }
  return null;
}

/** Which of the first rows holds the headings: the one that names the most columns, at least two; -1 when none does. */
export function headingRow(rows: readonly (readonly unknown[])[]): number {
  const known = rows.map(
    (row) => columnsOf(row.map((cell) => (typeof cell === 'string' && cell.length < 120 ? cell : ''))).size,
  );
  const most = Math.max(0, ...known);
  return most < 2 ? -1 : known.indexOf(most);
}
