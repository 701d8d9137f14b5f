import type { DbOrTrx } from '../db/connect';
import type { BodyRow } from '../db/tables/bodies';
import type { DocumentFileRow, DocumentLinkRow, DocumentRevisionRow, DocumentRow } from '../db/tables/catalogue';
import { counted } from './counted-queries';

/** A document in an editor's own list. */
export type DeskRow = Pick<
  DocumentRow,
  | 'id'
  | 'public_id'
  | 'slug'
  | 'title'
  | 'category'
  | 'subkind'
  | 'state'
  | 'year'
  | 'version'
  | 'updated_at'
  | 'published_at'
  | 'publish_at'
  | 'example'
> & { body_name: string; body_short_name: string; files: number };

export type DeskPlace = { updatedAt: string; id: number };

export type DeskQuery = {
  regionId: number;
  /** null: every body. */
  bodyIds: readonly number[] | null;
  state: DocumentRow['state'] | null;
  /** A code of `subkinds.ts`, or null for all. */
  subkind: string | null;
  /** A part of the title; '' for all. */
  title: string;
  after: DeskPlace | null;
  limit: number;
};

/** Documents an editor may write, last changed first. */
export async function deskPage(
  db: DbOrTrx,
  { regionId, bodyIds, state, subkind, title, after, limit }: DeskQuery,
): Promise<{ rows: DeskRow[]; next: DeskPlace | null }> {
  const list = db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where('d.region_id', regionId)
    .orderBy([
      { column: 'd.updated_at', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .select(
      'd.id',
      'd.public_id',
      'd.slug',
      'd.title',
      'd.category',
      'd.subkind',
      'd.state',
      'd.year',
      'd.version',
      'd.updated_at',
      'd.published_at',
      'd.publish_at',
      'd.example',
    )
    .select('b.name as body_name', 'b.short_name as body_short_name')
    .select(
      db.raw('(SELECT count(*) FROM document_files f WHERE f.document_id = d.id AND f.removed_at IS NULL) AS files'),
    );
  if (bodyIds) list.whereIn('d.body_id', [...bodyIds]);
  if (state) list.where('d.state', state);
  // In these words, so that the index of what is not published is found.
  if (state && state !== 'published') list.whereRaw("d.state <> 'published'");
  if (subkind) list.where('d.subkind', subkind);
  if (title) list.whereRaw("lower(d.title) LIKE ? ESCAPE '!'", [`%${title.toLowerCase().replace(/[!%_]/g, '!$&')}%`]);
  if (after) list.whereRaw('(d.updated_at, d.id) < (?, ?)', [after.updatedAt, after.id]);
  const found: DeskRow[] = await list.limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { updatedAt: last.updated_at, id: last.id } : null };
}

/** How many documents of each state an editor has, each counted as far as `MOST_COUNTED`: an archive may hold a million. */
export async function deskCounts(
  db: DbOrTrx,
  regionId: number,
  bodyIds: readonly number[] | null,
): Promise<Record<DocumentRow['state'], number>> {
  const counts = { draft: 0, review: 0, scheduled: 0, published: 0, withdrawn: 0 };
  const states = Object.keys(counts) as DocumentRow['state'][];
  await Promise.all(
    states.map(async (state) => {
      const list = db('documents').where({ region_id: regionId, state }).select('id');
      // In these words, so that the index of what is not published is found.
      if (state !== 'published') list.whereRaw("state <> 'published'");
      if (bodyIds) list.whereIn('body_id', [...bodyIds]);
      counts[state] = await counted(db, list);
    }),
  );
  return counts;
}

export type DeskDocument = DocumentRow & { body_name: string; body_slug: string; body_trusted: number };

/** A version with who made it; `content` is what `versions/kept.ts` reads. */
export type DeskVersion = { version: number; changed_at: string; changed_by_name: string | null; content: string };

/** A document with its body, whatever its state; the caller checks who asks. */
export async function deskDocument(db: DbOrTrx, regionId: number, publicId: string): Promise<DeskDocument | undefined> {
  return db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where({ 'd.region_id': regionId, 'd.public_id': publicId })
    .first('d.*', 'b.name as body_name', 'b.slug as body_slug', 'b.trusted as body_trusted');
}

/** The files a document has now, oldest first. */
export async function deskFiles(db: DbOrTrx, documentId: number): Promise<DocumentFileRow[]> {
  return db('document_files').where({ document_id: documentId, removed_at: null }).orderBy('id');
}

/** Its links, oldest first. */
export async function deskLinks(db: DbOrTrx, documentId: number): Promise<DocumentLinkRow[]> {
  return db('document_links').where({ document_id: documentId, removed_at: null }).orderBy('id');
}

/** What is proposed for a published document, with the files and links it would bring. */
export async function deskRevision(
  db: DbOrTrx,
  documentId: number,
): Promise<{ row: DocumentRevisionRow; files: DocumentFileRow[]; links: DocumentLinkRow[]; by: string | null } | null> {
  const row: (DocumentRevisionRow & { by: string | null }) | undefined = await db('document_revisions as r')
    .leftJoin('users as u', 'u.id', 'r.made_by')
    .where('r.document_id', documentId)
    .first('r.*', 'u.name as by');
  if (!row) return null;
  const { files_added, links_added } = JSON.parse(row.content) as { files_added: string[]; links_added: string[] };
  const own = { document_id: documentId };
  const files = await db('document_files').where(own).whereIn('public_id', files_added).orderBy('id');
  const links = await db('document_links').where(own).whereIn('public_id', links_added).orderBy('id');
  return { row, files, links, by: row.by };
}

/** Its newest versions, from `from` downwards where that is given, with who made them. */
export async function deskVersions(
  db: DbOrTrx,
  documentId: number,
  { most, from = null }: { most: number; from?: number | null },
): Promise<DeskVersion[]> {
  const list = db('document_versions as v')
    .leftJoin('users as u', 'u.id', 'v.changed_by')
    .where('v.document_id', documentId)
    .orderBy('v.version', 'desc')
    .limit(most)
    .select('v.version', 'v.changed_at', 'v.content', 'u.name as changed_by_name');
  return from === null ? list : list.where('v.version', '<=', from);
}

/**
 * What the newest document of a body says of itself that the next one will say too. Not what one says that is exempt, or
 * whose masking nobody has confirmed: it would stand in the form of an item that is public a minute later.
 */
export async function lastFacts(db: DbOrTrx, regionId: number, bodyId: number): Promise<Record<string, string>> {
  const row: Pick<DocumentRow, 'holder' | 'publisher' | 'made_at' | 'retention'> | undefined = await db('documents')
    .where({ region_id: regionId, body_id: bodyId, example: 0, held_files: 0 })
    .whereNot('category', 'dikecualikan')
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first('holder', 'publisher', 'made_at', 'retention');
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, value ?? '']));
}

/** The bodies an editor may publish for, by name. */
export async function deskBodies(
  db: DbOrTrx,
  regionId: number,
  bodyIds: readonly number[] | null,
): Promise<Pick<BodyRow, 'id' | 'slug' | 'name' | 'trusted'>[]> {
  const list = db('bodies')
    .where({ region_id: regionId, active: 1 })
    .orderBy('name')
    .select('id', 'slug', 'name', 'trusted');
  return bodyIds ? list.whereIn('id', [...bodyIds]) : list;
}

export type OwnedFile = DocumentFileRow &
  Pick<DocumentRow, 'body_id' | 'state' | 'category' | 'held_files'> & {
    document_slug: string;
    document_public_id: string;
  };

/** A file with what decides who may open it: its document's state, category and body. */
export async function ownedFile(db: DbOrTrx, regionId: number, filePublicId: string): Promise<OwnedFile | undefined> {
  return db('document_files as f')
    .join('documents as d', 'd.id', 'f.document_id')
    .where({ 'd.region_id': regionId, 'f.public_id': filePublicId, 'f.removed_at': null })
    .first(
      ...['f.*', 'd.body_id', 'd.state', 'd.category', 'd.held_files'],
      ...['d.slug as document_slug', 'd.public_id as document_public_id'],
    );
}

/** Those of some documents that an editor may write, by title. */
export async function chosenDocuments(
  db: DbOrTrx,
  regionId: number,
  bodyIds: readonly number[] | null,
  publicIds: readonly string[],
): Promise<Pick<DocumentRow, 'public_id' | 'title'>[]> {
  const list = db('documents')
    .where('region_id', regionId)
    .whereIn('public_id', [...publicIds])
    .orderBy('title')
    .select('public_id', 'title');
  return bodyIds ? list.whereIn('body_id', [...bodyIds]) : list;
}

/** Whether a document has a consequence test under way or a decision in force. */
export async function hasTest(db: DbOrTrx, documentId: number): Promise<boolean> {
  const list = db('exemptions').where('document_id', documentId).whereIn('state', ['draft', 'tested', 'decided']);
  return (await list.first('id')) !== undefined;
}
