import type { DbOrTrx } from '../db/connect';
import type { BodyRow } from '../db/tables/bodies';
import type { Category, DocumentRow } from '../db/tables/catalogue';
import type { PublishedRow } from './queries';
import { askSearch, hitsOf } from './search/found-queries';

/** What the catalogue holds at one version of its content. */
export type Overview = {
  bodies: BodyActivity[];
  byCategory: Record<Category, number>;
  /** Years of open documents, newest first. */
  years: number[];
  formats: string[];
};

/** A public body with its publishing activity. `last_published_at` is null when it has published nothing. */
export type BodyActivity = PublicBody & {
  documents: number;
  byCategory: Record<Category, number>;
  last_published_at: string | null;
};

export type PublicBody = Pick<
  BodyRow,
  | 'id'
  | 'slug'
  | 'name'
  | 'short_name'
  | 'kind'
  | 'address'
  | 'email'
  | 'phone'
  | 'website'
  | 'head_name'
  | 'head_title'
  | 'note'
>;

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Reads the whole overview: a few sums over the index of published documents. Callers keep it by `contentVersion`. */
export async function overview(db: DbOrTrx, regionId: number): Promise<Overview> {
  const published = { region_id: regionId, state: 'published' };
  const bodies = await publicBodies(db, regionId);
  const sums: { body_id: number; category: Category; n: number; last: string }[] = await db('documents')
    .where(published)
    .groupBy('body_id', 'category')
    .select('body_id', 'category', db.raw('count(*) as n'), db.raw('max(published_at) as last'));
  // All columns of the index of filters, so that nothing else is read.
  const kinds: Pick<DocumentRow, 'category' | 'year' | 'format'>[] = await db('documents')
    .where(published)
    .distinct('category', 'year', 'format');
  // Of which year an exempt item is, and in which form, is not told.
  const open = kinds.filter(({ category }) => category !== 'dikecualikan');
  const years = distinct(open.flatMap(({ year }) => year ?? [])).sort((a, b) => b - a);
  const formats = distinct(open.flatMap(({ format }) => format ?? [])).sort();
  const byCategory = noDocuments();
  for (const sum of sums) byCategory[sum.category] += Number(sum.n);
  return { bodies: bodies.map((body) => activityOf(body, sums)), byCategory, years, formats };
}

/** The active bodies of a region by name. */
export async function publicBodies(db: DbOrTrx, regionId: number): Promise<PublicBody[]> {
  return db('bodies')
    .where({ region_id: regionId, active: 1 })
    .orderBy('name')
    .select(
      'id',
      'slug',
      'name',
      'short_name',
      'kind',
      'address',
      'email',
      'phone',
      'website',
      'head_name',
      'head_title',
      'note',
    );
}

/**
 * Changes whenever anything in the portal was written: everything that is written leaves an event. One look at the end
 * of an index. On PostgreSQL an older number may commit after a newer one, so nothing is kept by it for long.
 */
export async function contentVersion(db: DbOrTrx): Promise<number> {
  const row = await db('audit_events').max({ id: 'id' }).first();
  return Number(row?.id ?? 0);
}

/** Requests received in a year, summed by what their dates tell. `notified_on` is null while no notice was given. */
export type RequestSum = { received_on: string; notified_on: string | null; due_on: string; open: number; n: number };

const OPEN_STATES = ['registered', 'incomplete', 'in_process', 'awaiting_approval'];

/** The year's requests (local year of receipt), one row for each combination of dates. */
export async function requestSums(db: DbOrTrx, regionId: number, year: number): Promise<RequestSum[]> {
  const open = db.raw(`CASE WHEN state IN (${OPEN_STATES.map(() => '?').join(', ')}) THEN 1 ELSE 0 END`, OPEN_STATES);
  const sums = db('requests')
    .where({ region_id: regionId, imported: 0 })
    .whereBetween('received_on', [`${year}-01-01`, `${year}-12-31`])
    .select('received_on', 'notified_on', 'due_on', db.raw('? as open', [open]));
  const rows = await db
    .from(sums.as('r'))
    .groupBy('received_on', 'notified_on', 'due_on', 'open')
    .select('received_on', 'notified_on', 'due_on', 'open', db.raw('count(*) as n'));
  return rows.map((row: RequestSum) => ({ ...row, open: Number(row.open), n: Number(row.n) }));
}

export type LikelyRow = Pick<PublishedRow, 'slug' | 'title' | 'category' | 'year' | 'body_name'>;

/**
 * Published documents that share the most words with a text, best first: offered while a request is written. Each word
 * looks at its newest 300 titles only.
 */
export async function likelyDocuments(
  db: DbOrTrx,
  regionId: number,
  words: readonly string[],
  most: number,
): Promise<LikelyRow[]> {
  const shared = new Map<number, number>();
  for (const text of words) {
    const asked = await askSearch(db, { regionId, words: [{ text, prefix: false }], filter: {} });
    for (const id of await hitsOf(db, asked, 0, 300)) shared.set(id, (shared.get(id) ?? 0) + 1);
  }
  const best = [...shared].sort(([a, n], [b, m]) => m - n || b - a).slice(0, most);
  const ids = best.map(([id]) => id);
  const rows: (LikelyRow & { id: number })[] = await db('documents as d')
    .join('bodies as b', 'b.id', 'd.body_id')
    .whereIn('d.id', ids)
    .whereRaw("coalesce(d.state, '') = 'published'")
    .select('d.id', 'd.slug', 'd.title', 'd.category', 'd.year', 'b.name as body_name');
  const told = (row: LikelyRow) => (row.category === 'dikecualikan' ? { ...row, year: null } : row);
  const byId = new Map(rows.map(({ id, ...row }) => [id, told(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function activityOf(
  body: PublicBody,
  sums: { body_id: number; category: Category; n: number; last: string }[],
): BodyActivity {
  const own = sums.filter((sum) => sum.body_id === body.id);
  const byCategory = noDocuments();
  for (const sum of own) byCategory[sum.category] += Number(sum.n);
  const last =
    own
      .map((sum) => sum.last)
      .sort()
      .at(-1) ?? null;
  return {
    ...body,
    byCategory,
    documents: own.reduce((total, sum) => total + Number(sum.n), 0),
    last_published_at: last,
  };
}

function noDocuments(): Record<Category, number> {
  return { berkala: 0, 'serta-merta': 0, 'setiap-saat': 0, dikecualikan: 0 };
}
