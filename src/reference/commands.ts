import { appendEvent } from '../audit/commands';
import { versionContent } from '../catalogue/document-facts';
import { type Db, type Trx, writing } from '../db/connect';
import type { DocumentRow } from '../db/tables/catalogue';
import type { RegionRow } from '../db/tables/region';
import { newPublicId } from '../secrets/keys';
import { bodyRows, calendarYears, exampleDocuments } from './rows';

/** What a load added; all zero when everything was there already. */
export type Loaded = { bodies: number; years: number; documents: number };

type Into = { regionId: number; now: string };

/** The installation's one region; made from the settings when there is none yet. `timezone` is an IANA name. */
export async function ensureRegion(
  db: Db,
  region: { name: string; timezone: string; now: string },
): Promise<RegionRow> {
  const slug = region.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return writing(db, async (trx) => {
    const first = () => trx('regions').orderBy('id').first<RegionRow | undefined>();
    const found = await first();
    if (found) return found;
    // Two processes may start on the same empty database: the slug is unique, so one of them makes the row.
    const { name, timezone, now: created_at } = region;
    await trx('regions')
      .insert({ slug: slug || 'daerah', name, timezone, created_at })
      .onConflict('slug')
      .ignore();
    return (await first()) as RegionRow;
  });
}

/**
 * Loads the bodies and calendars that are missing, set by set, whatever else is there. What is there already is never
 * touched: a body keeps its edits, and a year that has a calendar keeps the days an officer took out of it.
 */
export async function loadReference(db: Db, into: Into): Promise<Loaded> {
  return writing(db, async (trx) => {
    const loaded = { bodies: await addBodies(trx, into), years: await addCalendars(trx, into), documents: 0 };
    await recordLoad(trx, into, loaded);
    return loaded;
  });
}

/** Loads the example documents that are missing, after the bodies. Never in production: they are no documents of this regency. */
export async function loadDemonstration(db: Db, into: Into & { production: boolean }): Promise<Loaded> {
  if (into.production) throw new Error('Demonstration documents are never loaded in production');
  return writing(db, async (trx) => {
    const loaded = { bodies: 0, years: 0, documents: await addExamples(trx, into) };
    await recordLoad(trx, into, loaded);
    return loaded;
  });
}

async function addBodies(trx: Trx, { regionId, now }: Into): Promise<number> {
  const rows = bodyRows().map((row) => ({ ...row, region_id: regionId, created_at: now }));
  return (await insertMissing(trx, 'bodies', rows)).length;
}

async function addCalendars(trx: Trx, { regionId, now }: Into): Promise<number> {
  const years = calendarYears();
  const rows = years.map(({ year, decree, confidence }) => {
    return { region_id: regionId, year, version: 1, decree, confidence, updated_at: now };
  });
  const added = new Set(
    (await insertMissing<{ year: number }>(trx, 'calendar_years', rows, 'year')).map(({ year }) => year),
  );
  const days = years.filter(({ year }) => added.has(year)).flatMap((year) => year.days);
  await insertMissing(
    trx,
    'holidays',
    days.map((day) => ({ ...day, region_id: regionId })),
  );
  return added.size;
}

async function addExamples(trx: Trx, { regionId, now }: Into): Promise<number> {
  const bodies: { id: number; slug: string }[] = await trx('bodies').where('region_id', regionId).select('id', 'slug');
  const idOf = new Map(bodies.map(({ id, slug }) => [slug, id]));
  const common = { region_id: regionId, state: 'published', example: 1, version: 1 };
  const times = { published_at: now, created_at: now, updated_at: now };
  const rows = exampleDocuments().flatMap(({ body, ...row }) => {
    const body_id = idOf.get(body);
    return body_id === undefined
      ? []
      : [{ ...row, body_id, ...common, ...times, public_id: newPublicId(new Date(now)) }];
  });
  const added = await insertMissing<DocumentRow>(trx, 'documents', rows, '*');
  const first = { version: 1, changed_by: null, changed_at: now };
  await insertMissing(
    trx,
    'document_versions',
    added.map((row) => ({ ...first, document_id: row.id, content: versionContent(row, []) })),
  );
  return added.length;
}

/** Inserts the rows that meet no unique key and answers those; in pieces, because an engine allows so many values a statement. */
async function insertMissing<Row>(trx: Trx, table: string, rows: object[], column = 'id'): Promise<Row[]> {
  const added: Row[] = [];
  for (let i = 0; i < rows.length; i += 100) {
    const piece = rows.slice(i, i + 100);
    added.push(...(await trx(table).insert(piece).onConflict().ignore().returning(column)));
  }
  return added;
}

async function recordLoad(trx: Trx, { regionId, now }: Into, loaded: Loaded): Promise<void> {
  if (loaded.bodies + loaded.years + loaded.documents === 0) return;
  const kind = 'reference_loaded';
  const actor = { role: 'system' };
  await appendEvent(trx, 'reference', { regionId, kind, occurredAt: now, recordedAt: now, actor, detail: loaded });
}
