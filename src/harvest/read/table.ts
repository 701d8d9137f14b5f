import { createHash } from 'node:crypto';
import { columnsOf, headingRow } from '../../catalogue/import/headings';
import { cellsOf } from '../../catalogue/import/row';
import { readTable } from '../../catalogue/import/table';
import { Refused } from '../refused';
import type { Fetch, Known } from '../transport';
import type { Reading } from './dcat';
import { type Item, MOST_ITEMS } from './item';

const COLUMNS = [
  ...(['title', 'category', 'subkind', 'body', 'summary', 'holder', 'publisher', 'made', 'made_on'] as const),
  ...(['made_at', 'year', 'form', 'retention'] as const),
];

/** The rows of a CSV, XLSX or JSON list at an address. What names a row there for good is its column `id`, else what it says. */
export async function readList(address: string, fetch: Fetch, known: Known): Promise<Reading> {
  const answer = await fetch(address, known);
  if (answer.same) return { same: true };
  const table = await readTable(answer.body, new URL(answer.url).pathname, headingRow);
  if ('refused' in table || columnsOf(table.headings).size === 0) throw new Refused('not_table');
  if (table.rows.length > MOST_ITEMS) throw new Refused('too_many_items', String(table.rows.length));
  const columns = columnsOf(table.headings);
  const idAt = table.headings.findIndex((heading) => /^(id|kode|uuid|nomor unik)$/i.test(heading.trim()));
  const items = new Map<string, Item>();
  for (const row of table.rows) {
    const cells = cellsOf(row, columns);
    const url = linkOf(String(cells.get('url') ?? '') || String(cells.get('file') ?? ''), answer.url);
    const told = Object.fromEntries(COLUMNS.filter((one) => columns.has(one)).map((one) => [one, cells.get(one)]));
    const given = idAt >= 0 ? String(row[idAt] ?? '').trim() : '';
    const id =
      given ||
      `baris:${createHash('sha256')
        .update(JSON.stringify([told.title, told.year, url]))
        .digest('hex')}`;
    items.set(id, { id, cells: { ...told, url } });
  }
  const { etag, lastModified } = answer;
  return { same: false, items: [...items.values()], at: null, etag, lastModified };
}

/** A file beside the list, or an address of its own. */
function linkOf(text: string, base: string): string {
  return text && URL.canParse(text, base) ? new URL(text, base).href : text;
}
