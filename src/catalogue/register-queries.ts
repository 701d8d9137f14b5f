import { type DbOrTrx, isPostgres } from '../db/connect';
import type { Category, DocumentRow } from '../db/tables/catalogue';

/** A published document with the columns of the register (Perki 1/2021 Pasal 21(2)). */
export type RegisterDocument = Pick<
  DocumentRow,
  | 'id'
  | 'body_id'
  | 'category'
  | 'subkind'
  | 'slug'
  | 'title'
  | 'summary'
  | 'holder'
  | 'publisher'
  | 'made_on'
  | 'made_at'
  | 'year'
  | 'form'
  | 'retention'
  | 'example'
  | 'held_files'
> & { published_at: string; body_name: string };

type Stored = Omit<RegisterDocument, 'body_name'>;

/** Before its masking is confirmed nobody has read what the summary of a former secret says: its place is empty. */
const asListed = (row: Stored, body_name: string): RegisterDocument => ({
  ...row,
  summary: row.held_files === 1 ? null : row.summary,
  body_name,
});

export type RegisterPlace = { published_at: string; id: number };

const COLUMNS = [
  ...['id', 'body_id', 'category', 'subkind', 'slug', 'title', 'summary', 'holder', 'publisher'],
  ...['made_on', 'made_at', 'year', 'form', 'retention', 'example', 'published_at', 'held_files'],
].map((name) => `d.${name}`);

/**
 * The next published documents of one body and category in the order in which they became public, among those that were
 * public at `cut`. What is exempt is not information for everyone, so no register holds it; what was exempt once is.
 */
export async function registerDocuments(
  db: DbOrTrx,
  of: { regionId: number; bodyId: number; category: Category; cut: string },
  after: RegisterPlace | null,
  limit: number,
): Promise<RegisterDocument[]> {
  if (of.category === 'dikecualikan') return [];
  // Neither a join nor a second bound: either leads SQLite to an index by which every group reads all that is published.
  const body = await db('bodies').where({ id: of.bodyId, region_id: of.regionId }).first('name');
  const query = db('documents as d').where({
    'd.region_id': of.regionId,
    'd.state': 'published',
    'd.body_id': of.bodyId,
    'd.category': of.category,
  });
  if (after) query.whereRaw('(d.published_at, d.id) > (?, ?)', [after.published_at, after.id]);
  const rows: Stored[] = await query
    .orderBy(['d.published_at', 'd.id'])
    .limit(limit)
    .select(...COLUMNS);
  // They come in this order, so that nothing behind the first late one is missed.
  return rows.filter(({ published_at }) => published_at <= of.cut).map((row) => asListed(row, body?.name ?? ''));
}

/** Bodies that published something, those of former times too, in the order in which they were entered. */
export async function registerBodies(
  db: DbOrTrx,
  regionId: number,
): Promise<{ id: number; slug: string; name: string }[]> {
  return db('bodies as b')
    .where('b.region_id', regionId)
    .whereExists((some) =>
      some
        .from('documents as d')
        .whereRaw('d.body_id = b.id')
        .where({ 'd.region_id': regionId, 'd.state': 'published' }),
    )
    .orderBy('b.id')
    .select('b.id', 'b.slug', 'b.name');
}

// The index of the check page holds those rows and no others, as long as these words are the words it was made with.
const INCOMPLETE = ['summary', 'holder', 'publisher', 'made_on', 'form', 'retention']
  .map((name) => `coalesce(${name}, '') = ''`)
  .join(' OR ');

const incomplete = (db: DbOrTrx, regionId: number, bodyId: number) =>
  db('documents')
    .where({ region_id: regionId, body_id: bodyId })
    .whereRaw(`state = 'published' AND category <> 'dikecualikan' AND (${INCOMPLETE})`);

/** How many published documents of a body leave a column of the register empty, counted up to `most`. */
export async function incompleteCount(db: DbOrTrx, regionId: number, bodyId: number, most: number): Promise<number> {
  const row = await db
    // The condition on the id leads to the index that holds nothing else.
    .from(incomplete(db, regionId, bodyId).where('id', '>', 0).select('id').limit(most).as('some'))
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}

/** The next of them, by their id. */
export async function incompletePage(
  db: DbOrTrx,
  regionId: number,
  bodyId: number,
  { after, limit }: { after: number; limit: number },
): Promise<DocumentRow[]> {
  return incomplete(db, regionId, bodyId).where('id', '>', after).orderBy('id').limit(limit);
}

/** How many items that a register takes were published after an instant, counted up to `most`. */
export async function publishedSince(db: DbOrTrx, regionId: number, since: string, most: number): Promise<number> {
  const some = db('documents')
    .where({ region_id: regionId, state: 'published' })
    .where('published_at', '>', since)
    .whereNot('category', 'dikecualikan');
  const row = await db.from(some.select('id').limit(most).as('some')).count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

/** What a register would hold now, the newest first: for whoever asks before the first one is enacted. */
export async function registerPage(
  db: DbOrTrx,
  regionId: number,
  filter: { bodyId: number | null; category: Category | null; since?: string | null },
  { after, limit }: { after: RegisterPlace | null; limit: number },
): Promise<RegisterDocument[]> {
  if (filter.category === 'dikecualikan') return [];
  const query = db('documents as d').where({ 'd.region_id': regionId, 'd.state': 'published' });
  if (filter.bodyId !== null) query.where('d.body_id', filter.bodyId);
  if (filter.category) query.where('d.category', filter.category);
  if (filter.category === null) query.whereNot('d.category', 'dikecualikan');
  if (filter.since) query.where('d.published_at', '>', filter.since);
  if (after) query.whereRaw('(d.published_at, d.id) < (?, ?)', [after.published_at, after.id]);
  const rows: Stored[] = await query
    .orderBy([
      { column: 'd.published_at', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .limit(limit)
    .select(...COLUMNS);
  const bodies = await db('bodies')
    .whereIn('id', [...new Set(rows.map(({ body_id }) => body_id))])
    .select('id', 'name');
  const names = new Map<number, string>(bodies.map(({ id, name }) => [id, name]));
  return rows.map((row) => asListed(row, names.get(row.body_id) ?? ''));
}

/**
 * Those among the documents that are closed now, wherever they were listed before: of the exempt ones no content leaves any
 * more, of the held ones no summary until their masking is confirmed.
 */
export async function closedAmong(db: DbOrTrx, ids: readonly number[]): Promise<Map<number, 'exempt' | 'held'>> {
  if (ids.length === 0) return new Map();
  const list = JSON.stringify(ids);
  const given = isPostgres(db)
    ? 'SELECT value::integer FROM json_array_elements_text(CAST(? AS json))'
    : 'SELECT value FROM json_each(?)';
  const found: Pick<DocumentRow, 'id' | 'category'>[] = await db('documents')
    .whereRaw(`id IN (${given})`, [list])
    .where((closed) => closed.where('category', 'dikecualikan').orWhere('held_files', 1))
    .select('id', 'category');
  return new Map(found.map(({ id, category }) => [id, category === 'dikecualikan' ? 'exempt' : 'held']));
}

/** Whether anything is published that a register could hold. */
export async function somethingRegistered(db: DbOrTrx, regionId: number): Promise<boolean> {
  const found = await db('documents')
    .where({ region_id: regionId, state: 'published' })
    .whereNot('category', 'dikecualikan')
    .first('id');
  return found !== undefined;
}
