import type { Knex } from 'knex';
import { closedAmong } from '../catalogue/register-queries';
import { type DbOrTrx, isPostgres } from '../db/connect';
import type { Category } from '../db/tables/catalogue';
import type { DipGroupRow, DipRowRow, DipVersionRow } from '../db/tables/dip';

type Version = Pick<DipVersionRow, 'id' | 'row_count'>;

/** How many rows one page of a search looks at; what lies further is looked at when the reader goes on. */
export const LOOKED_AT = 50_000;

export type RowFilter = { bodyId: number | null; category: Category | null; words: readonly string[] };

/** `next` is the number after which the list goes on, null at its end. */
export type RowsFound = { rows: ShownRow[]; next: number | null };

/** A row as it may leave: `covered` when its document has become exempt since, `held` while its masking is not confirmed. */
export type ShownRow = DipRowRow & { covered: boolean; held: boolean };

/** The next rows after the number `after` that pass the filter, `limit` at most. Looks at a bounded part of the register. */
export async function rowsPage(
  db: DbOrTrx,
  version: Version,
  { bodyId, category, words }: RowFilter,
  { after, limit }: { after: number; limit: number },
): Promise<RowsFound> {
  const [first, last] = bodyId === null ? [1, version.row_count] : await spanOf(db, version.id, bodyId, category);
  const from = Math.max(after + 1, first);
  // Only a search passes rows over; every other list is found by its index.
  const to = words.length > 0 ? Math.min(last, from + LOOKED_AT - 1) : last;
  const query = db('dip_rows').where('version_id', version.id).whereBetween('number', [from, to]);
  if (category && bodyId === null) query.where('category', category);
  for (const word of words) holding(db, query, word);
  const rows: DipRowRow[] = await query.orderBy('number').limit(limit + 1);
  const next = rows.length > limit ? (rows[limit - 1]?.number ?? null) : to < last ? to : null;
  const shown = await covered(db, rows.slice(0, limit));
  // What is covered must not be found by its words either.
  return { rows: shown.filter((row) => words.every((word) => !(row.covered || row.held) || shows(row, word))), next };
}

/** The rows from one number to another, for what goes through the whole register page by page. */
export async function rowsBetween(db: DbOrTrx, version: Version, from: number, to: number): Promise<DipRowRow[]> {
  const until = Math.min(to, version.row_count);
  return db('dip_rows').where('version_id', version.id).whereBetween('number', [from, until]).orderBy('number');
}

/** What of a row does not leave once its document is exempt. */
const CONTENT = [
  'summary',
  'holder',
  'publisher',
  'made_on',
  'made_at',
  'year',
  'form',
  'retention',
  'subkind',
] as const;
const CLOSED = Object.fromEntries(CONTENT.map((name) => [name, null])) as Record<(typeof CONTENT)[number], null>;

/**
 * The same rows as they may leave. Of what became exempt only that it exists does: its title and body (UU 14/2008 Pasal
 * 17); the rows stay as they are.
 */
export async function covered(db: DbOrTrx, rows: readonly DipRowRow[]): Promise<ShownRow[]> {
  const closed = await closedAmong(
    db,
    rows.map(({ document_id }) => document_id),
  );
  return rows.map((row) => {
    const how = closed.get(row.document_id);
    if (how === 'exempt') return { ...row, ...CLOSED, covered: true, held: false };
    return how === 'held'
      ? { ...row, summary: null, covered: false, held: true }
      : { ...row, covered: false, held: false };
  });
}

/** What a version holds by body and category, in the order of its rows. */
export async function groupsOf(db: DbOrTrx, versionId: number): Promise<DipGroupRow[]> {
  return db('dip_groups').where('version_id', versionId).orderBy('first_number');
}

async function spanOf(
  db: DbOrTrx,
  versionId: number,
  bodyId: number,
  category: Category | null,
): Promise<[first: number, last: number]> {
  const query = db('dip_groups').where({ version_id: versionId, body_id: bodyId }).orderBy('first_number');
  const groups: DipGroupRow[] = await (category ? query.where({ category }) : query);
  const [first, last] = [groups[0], groups.at(-1)];
  return first && last ? [first.first_number, last.first_number + last.rows - 1] : [1, 0];
}

function holding(db: DbOrTrx, query: Knex.QueryBuilder, word: string): void {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const sql = ['title', 'summary', 'holder', 'publisher']
    .map((name) => `${name} ${isPostgres(db) ? 'ILIKE' : 'LIKE'} ? ESCAPE '\\'`)
    .join(' OR ');
  query.whereRaw(`(${sql})`, Array(4).fill(like));
}

const shows = ({ title, holder, publisher }: DipRowRow, word: string): boolean =>
  [title, holder, publisher].some((text) => text?.toLowerCase().includes(word.toLowerCase()));
