import { Readable } from 'node:stream';

/** What a sheet cannot hold: control characters, and more than 32,767 letters in a cell. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONGEST = 32_767;

/** A day that a sheet can count: its first is 1 January 1900, and of the next two months it is one day wrong. */
const COUNTED_DAY = /^(?!1900-0[12])(?:19|[2-9]\d)\d\d-\d\d-\d\d$/;

type Cell = string | number | null;
type Cells = readonly Cell[];

/** `width` in letters, and never less than the header needs. `day`: its cells are days `YYYY-MM-DD`, and become such that a sheet sorts, counts and groups by them. */
export type SheetColumn = { header: string; width: number; day?: true | undefined };

const written = (value: Cell, day: boolean): Cell | Date => {
  if (typeof value !== 'string') return value;
  if (day && COUNTED_DAY.test(value)) return new Date(`${value}T00:00:00Z`);
  return value.toWellFormed().replace(UNWRITABLE, '').slice(0, LONGEST);
};

/**
 * A work sheet that is written while its rows are read: never more than a page of them is in memory. Days are days, numbers
 * are numbers, and texts are texts: also those that begin with `=`, and those of sixteen digits.
 */
export async function xlsxOf(
  name: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<Cells>,
): Promise<Readable> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const days = columns.map(({ day }) => day === true);
  const cells = async function* () {
    for await (const row of rows) yield row.map((value, i) => written(value, days[i] === true));
  };
  const sheet = writeXlsxStream(cells(), {
    ...{
      name: name.slice(0, 31),
      columns: columns.map(({ header, width }) => ({ header, width: Math.max(width, header.length + 2) })),
    },
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(sheet as Parameters<typeof Readable.fromWeb>[0]);
}
