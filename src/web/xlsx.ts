import { Readable } from 'node:stream';

/** What a sheet cannot hold: control characters, and more than 32,767 letters in a cell. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONGEST = 32_767;

type Cells = readonly (string | number | null)[];

const written = (value: string | number | null): string | number | null =>
  typeof value === 'string' ? value.toWellFormed().replace(UNWRITABLE, '').slice(0, LONGEST) : value;

/**
 * A work sheet that is written while its rows are read: never more than a page of them is in memory. Texts are texts,
 * also those that begin with `=`.
 */
export async function xlsxOf(
  name: string,
  columns: readonly { header: string; width: number }[],
  rows: AsyncIterable<Cells>,
): Promise<Readable> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const cells = async function* () {
    for await (const row of rows) yield row.map(written);
  };
  const sheet = writeXlsxStream(cells(), {
    ...{ name: name.slice(0, 31), columns: [...columns], freezePane: { rows: 1 } },
  });
  return Readable.fromWeb(sheet as Parameters<typeof Readable.fromWeb>[0]);
}
