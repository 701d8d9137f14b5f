import type { DbOrTrx } from '../db/connect';
import type {
  Category,
  DocumentFileRow,
  DocumentLinkRow,
  DocumentRow,
  DocumentVersionRow,
} from '../db/tables/catalogue';
import { linksShown, type ShownLink } from './links/links';
import { type Place, placesOf, type Selection, type Sort } from './place-queries';

/** A published document as anyone may see it, with its body. Of an exempt item neither content nor address is in it. */
export type PublishedRow = Omit<
  DocumentRow,
  | 'region_id'
  | 'state'
  | 'import_key'
  | 'created_by'
  | 'withdrawn_at'
  | 'withdrawn_reason'
  | 'published_at'
  | 'publish_at'
  | 'review_note'
> & {
  published_at: string;
  body_slug: string;
  body_name: string;
  body_short_name: string;
  /** Until when its announcement holds, ended or not; null where it has no end, and for all that is no announcement. */
  valid_until: string | null;
};

export type PublishedFile = Pick<DocumentFileRow, 'public_id' | 'name' | 'media_type' | 'size' | 'sha256' | 'added_at'>;
export type PublishedVersion = Pick<DocumentVersionRow, 'version' | 'changed_at'>;

export type ListQuery = Selection & { sort: Sort; after: Place | null; limit: number };

const COLUMNS = [
  ...[
    'id',
    'public_id',
    'slug',
    'body_id',
    'category',
    'subkind',
    'title',
    'summary',
    'holder',
    'publisher',
    'made_on',
    'made_at',
  ],
  ...[
    'year',
    'form',
    'retention',
    'format',
    'url',
    'published_at',
    'example',
    'source',
    'version',
    'created_at',
    'updated_at',
  ],
  ...['correction', 'corrected_at', 'held_files', 'public_from'],
].map((name) => `d.${name}`);

/** One page of published documents; `next` is the place of its last row, null when the list ends with it. */
export async function publishedPage(
  db: DbOrTrx,
  { sort, after, limit, ...selection }: ListQuery,
): Promise<{ rows: PublishedRow[]; next: Place | null }> {
  const places = await placesOf(db, selection, sort, { after, limit: limit + 1 });
  const page = places.slice(0, limit);
  return { rows: await rowsAt(db, page), next: places.length > limit ? (page.at(-1) ?? null) : null };
}

/** Published documents by offset, newest first: for programs that can ask in no other way. */
export async function publishedFrom(
  db: DbOrTrx,
  selection: Selection,
  start: number,
  most: number,
): Promise<PublishedRow[]> {
  return rowsAt(db, await placesOf(db, selection, 'terbaru', { after: null, limit: most, offset: start }));
}

/** A published document by its address or its public id; undefined when there is none, or not any more. */
export async function publishedDocument(
  db: DbOrTrx,
  regionId: number,
  by: { slug: string } | { public_id: string },
): Promise<PublishedRow | undefined> {
  const [column, value] = 'slug' in by ? ['d.slug', by.slug] : ['d.public_id', by.public_id];
  const row: PublishedRow | undefined = await published(db).where('d.region_id', regionId).where(column, value).first();
  return row && hideClosed(row);
}

/** What is told of a document that was taken back: the day, why, and whose it was. */
export type WithdrawnRow = { withdrawn_at: string; reason: string | null; body_name: string; body_slug: string };

/**
 * A document that was taken back and has not come again; undefined for one that was never public. Of an exempt one the
 * reason is not told: it may say what the item holds.
 */
export async function withdrawnDocument(
  db: DbOrTrx,
  regionId: number,
  slug: string,
): Promise<WithdrawnRow | undefined> {
  const row = await db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .where({ 'd.region_id': regionId, 'd.slug': slug })
    .whereNot('d.state', 'published')
    .whereNotNull('d.published_at')
    .whereNotNull('d.withdrawn_at')
    .first('d.withdrawn_at', 'd.withdrawn_reason', 'd.category', 'b.name as body_name', 'b.slug as body_slug');
  if (!row) return undefined;
  const { withdrawn_at, withdrawn_reason, category, body_name, body_slug } = row;
  return { withdrawn_at, reason: category === 'dikecualikan' ? null : withdrawn_reason, body_name, body_slug };
}

/** The files of a document, oldest first; none of an exempt one, nor before an officer confirmed that they are masked. */
export async function publishedFiles(
  db: DbOrTrx,
  document: { id: number; category: Category; held_files?: number },
): Promise<PublishedFile[]> {
  if (document.category === 'dikecualikan' || (await areHeld(db, document))) return [];
  return db('document_files')
    .where({ document_id: document.id, removed_at: null })
    .orderBy('id')
    .select('public_id', 'name', 'media_type', 'size', 'sha256', 'added_at');
}

/** The links of a published document, its first one first; none where its files are not open either. */
export async function publishedLinks(
  db: DbOrTrx,
  document: { id: number; category: Category; url: string | null; held_files?: number },
): Promise<ShownLink[]> {
  if (document.category === 'dikecualikan' || (await areHeld(db, document))) return [];
  const rows: DocumentLinkRow[] = await db('document_links')
    .where({ document_id: document.id, removed_at: null })
    .orderBy('id');
  return linksShown(document.url, rows).map(({ label, url }) => ({ label, url }));
}

// A caller that has only id and category must not get what is held.
async function areHeld(db: DbOrTrx, { id, held_files }: { id: number; held_files?: number }): Promise<boolean> {
  if (held_files !== undefined) return held_files === 1;
  const row: { held_files: number } | undefined = await db('documents').where({ id }).first('held_files');
  return row?.held_files !== 0;
}

/** Number and instant of the versions since the document last became public, newest first, at most 100. */
export async function publishedVersions(
  db: DbOrTrx,
  document: { id: number; public_from: number },
): Promise<PublishedVersion[]> {
  return db('document_versions')
    .where('document_id', document.id)
    .where('version', '>=', document.public_from)
    .orderBy('version', 'desc')
    .limit(100)
    .select('version', 'changed_at');
}

function published(db: DbOrTrx) {
  return (
    db('documents as d')
      .join('bodies as b', 'b.id', 'd.body_id')
      // Not by the index of states: without statistics SQLite takes it for a list of keys and reads every document.
      .whereRaw("coalesce(d.state, '') = 'published'")
      .select(...COLUMNS, 'b.slug as body_slug', 'b.name as body_name', 'b.short_name as body_short_name')
      .select(announcedUntil(db))
  );
}

/** Asked for each row that is shown, by the index of items. */
const announcedUntil = (db: DbOrTrx) =>
  db('announcements as a')
    .whereRaw('a.document_id = d.id')
    .whereNull('a.withdrawn_at')
    .orderBy('a.id', 'desc')
    .limit(1)
    .select('a.until_at')
    .as('valid_until');

/** The published documents among these, in their order. */
export async function rowsAt(db: DbOrTrx, places: readonly Pick<Place, 'id'>[]): Promise<PublishedRow[]> {
  const ids = places.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows: PublishedRow[] = await published(db).whereIn('d.id', ids);
  const byId = new Map(rows.map((row) => [row.id, hideClosed(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * What of an exempt item belongs to its content. Public is what a decision must state (UU 14/2008 Pasal 17 and 19, Perki
 * 1/2021 Pasal 49(5) and Lampiran III): the body, a description (its title), and in the register why and until when. Who
 * holds the paper, who made it when and where, of which year it is, in which form it lies and how long it is kept is the
 * register of what is open (Pasal 21(2)): often a name, a place, a year or a kind of file says what the item does.
 */
const CONTENT = [
  ...(['summary', 'holder', 'publisher', 'made_on', 'made_at', 'year', 'form', 'retention', 'format', 'url'] as const),
  ...(['correction', 'corrected_at'] as const),
];
const CLOSED = Object.fromEntries(CONTENT.map((name) => [name, null])) as Record<(typeof CONTENT)[number], null>;

/**
 * What waits with the files of an item whose exemption has ended: its status is public and it stands in the register (PP
 * 61/2010 Pasal 11), but its texts were written while it was secret, and a link might lead to what is not masked yet.
 */
const HELD = { summary: null, url: null, correction: null, corrected_at: null } as const;

/** A published row as anyone may see it. */
function hideClosed<R extends PublishedRow>(row: R): R {
  // An example of another regency says so all the same; of our own item its source may say where it lies.
  if (row.category === 'dikecualikan') return { ...row, ...CLOSED, source: row.example === 1 ? row.source : null };
  return row.held_files === 1 ? { ...row, ...HELD } : row;
}
