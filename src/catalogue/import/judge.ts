import { bodySlug } from '../../bodies/slugs';
import { readCategory } from '../categories';
import type { Finding } from '../personal/find';
import { findingsIn, textsOf } from '../personal/texts';
import { bodyFinder, type NamedBody } from './body-names';
import { importKey, type ReadyRow } from './commands';
import type { FileTrouble, FoundFile } from './files-disk';
import { columnsOf } from './headings';
import { type Cells, cellsOf, type FlagCode, nameOf, type RefusalCode, type Remark, readRow } from './row';
import { sectionOf } from './sections';
import type { SubkindFinder } from './subkind-names';
import type { Table } from './table';

/** What a row is judged by, whoever brings it: the command line, the page, or a harvest. */
export type Court = {
  bodies: readonly NamedBody[];
  /** The region whose name may stand behind a body's. */
  region: string;
  subkinds: SubkindFinder;
  /** Whose a row is that names no body. */
  defaultBody: NamedBody | null;
  /** Whose documents may be brought; null: anybody's. */
  onlyBodies: readonly number[] | null;
  createBodies: boolean;
  /** Looks for a file beside the list; null where there is no such place. */
  findFile: ((name: string) => Promise<FoundFile | FileTrouble>) | null;
};

/** `reason` is a key of `catalogue:import`, `value` what the list says there. */
export type Judged = JudgedGood | { ok: false; code: RefusalCode; reason: string; value: string; title: string };

export type JudgedGood = { ok: true; ready: ReadyRow; flags: Remark<FlagCode>[] };

const isLink = (code: FlagCode): boolean => code === 'url_private' || code === 'url_unreadable';

/** The key of `catalogue:import` that says a flag: what became of a row whose only link was refused is another matter. */
export function flagReason(code: FlagCode, { linkLost }: Pick<ReadyRow, 'linkLost'>): string {
  return linkLost && isLink(code) ? `${code}_draft` : code;
}

const MOST_NAMED = 5;

/** The same row with what was found in it, which nobody is there to tick: it says so, and becomes a draft. */
export function holding(row: JudgedGood, found: readonly Finding[]): JudgedGood {
  if (found.length === 0) return row;
  const value = found
    .slice(0, MOST_NAMED)
    .map(({ shown }) => shown)
    .join(', ');
  const flags: JudgedGood['flags'] = [...row.flags, { code: 'personal_found', value }];
  return { ...row, ready: { ...row.ready, held: true }, flags };
}

/** Judges single rows. `category` is what a list says of the rows without one. */
export function rowJudge(court: Court) {
  const find = bodyFinder(court.bodies, court.region);
  return async (cells: Cells, category: ReturnType<typeof sectionOf> = null): Promise<Judged> => {
    const read = readRow(cells, { category, subkind: court.subkinds });
    if (!read.ok) return { ...read, reason: read.code, title: nameOf(cells) };
    const { row, flags, keyYear } = read;
    const refuse = (code: RefusalCode, reason: string, value = ''): Judged => ({
      ...{ ok: false, code, reason, value, title: row.title },
    });
    const known = row.body ? find(row.body) : court.defaultBody;
    if (!row.body && !known) return refuse('unknown_body', 'body_missing');
    if (!known && !court.createBodies) return refuse('unknown_body', 'unknown_body', row.body);
    if (known && court.onlyBodies && !court.onlyBodies.includes(known.id))
      return refuse('unknown_body', 'other_body', row.body || known.name);
    if (row.file && !court.findFile) return refuse('file_missing', 'file_not_here', row.file);
    const file = row.file && court.findFile ? await court.findFile(row.file) : null;
    if (typeof file === 'string') return refuse('file_missing', file, row.file ?? '');
    const body = known ? { id: known.id } : { make: row.body.slice(0, 200) };
    // The slug a body will get, so that the key is the same when the list comes again and the body is there.
    const key = importKey({ ...row, year: keyYear }, known?.slug ?? bodySlug(row.body));
    const linkLost = row.url === null && row.file === null && flags.some(({ code }) => isLink(code));
    const ready: ReadyRow = { row, body, file, key, linkLost, held: false };
    return holding({ ok: true, ready, flags }, findingsIn([...textsOf(row), file?.name]));
  };
}

/** A row of a table by its number in the sheet, or in a list without one counted from 1; `section`: it names the part that begins. */
export type JudgedRow = { row: number; judged: Judged | 'section' };

/**
 * Judges the rows of a table from number `from` on, one after another. A list without a column of categories says them in
 * the title above it, or in rows between its parts.
 */
export async function* judgeTable(court: Court, table: Table, from = 1): AsyncGenerator<JudgedRow> {
  const columns = columnsOf(table.headings);
  const find = bodyFinder(court.bodies, court.region);
  const titled = columns.has('body') ? [] : table.caption.flatMap((line) => find(line) ?? []);
  const judge = rowJudge({ ...court, defaultBody: court.defaultBody ?? titled[0] ?? null });
  let category = columns.has('category') ? null : readCategory(table.caption.join(' '));
  for (const [i, cells] of table.rows.entries()) {
    const section = columns.has('category') ? null : sectionOf(cells);
    category = section ?? category;
    const row = table.numbers?.[i] ?? i + 1;
    if (row < from) continue;
    yield { row, judged: section ? 'section' : await judge(cellsOf(cells, columns), category) };
  }
}
