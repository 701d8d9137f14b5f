import { dirname } from 'node:path';
import { bodySlug } from '../../bodies/slugs';
import type { Deps } from '../../deps';
import { bodyFinder } from './body-names';
import { importKey, publishRows, type ReadyRow } from './commands';
import { findFile } from './files-disk';
import { columnsOf } from './headings';
import { type FlagCode, type ReadRow, type RefusalCode, readRow } from './row';
import type { Table } from './table';

type LoadDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files' | 'i18n' | 'config'>;

/** `row` counts from 1 without the heading. */
export type Told<C> = { row: number; code: C; reason: string };

/** What `npm run import` prints as its last line. */
export type ImportResult = {
  loaded: number;
  unchanged: number;
  refused: Told<RefusalCode>[];
  flagged: Told<FlagCode>[];
};

export type LoadOptions = { listPath: string; dryRun: boolean; createBodies: boolean };

// Small enough that other writers get their turn, large enough that a list of thousands takes seconds.
const BATCH = 50;

/** Loads the documents of a list: refuses rows that cannot be loaded, each with its reason, and loads the rest. */
export async function loadDocuments(deps: LoadDeps, table: Table, options: LoadOptions): Promise<ImportResult> {
  const result: ImportResult = { loaded: 0, unchanged: 0, refused: [], flagged: [] };
  const t = deps.i18n.for('id');
  const ready = await rowReader(deps, options);
  const columns = columnsOf(table.headings);
  const seen = new Set<string>();
  let batch: ReadyRow[] = [];
  const flush = async () => {
    const loaded = options.dryRun ? await countNew(deps, batch) : await publishRows(deps, batch);
    result.loaded += loaded;
    result.unchanged += batch.length - loaded;
    batch = [];
  };
  for (const [i, cells] of table.rows.entries()) {
    const read = readRow(cells, columns);
    const found = read.ok ? await ready(read) : { ...read, reason: read.code };
    const tell = <C extends string>(code: C, key: string, value: string): Told<C> => ({
      row: i + 1,
      code,
      reason: t(`catalogue:import.${key}`, { value: value.slice(0, 200), column: value }),
    });
    if (!found.ok) result.refused.push(tell(found.code, found.reason, found.value));
    else {
      if (read.ok) result.flagged.push(...read.flags.map(({ code, value }) => tell(code, code, value)));
      if (seen.has(found.ready.key)) result.unchanged += 1;
      else batch.push(found.ready);
      seen.add(found.ready.key);
    }
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return result;
}

type Found = { ok: true; ready: ReadyRow } | { ok: false; code: RefusalCode; value: string; reason: string };

/** Finds body and file of a row. */
async function rowReader(deps: LoadDeps, { listPath, createBodies }: LoadOptions) {
  const bodies = await deps.db('bodies').where('region_id', deps.regionId).select('id', 'slug', 'name', 'short_name');
  const find = bodyFinder(bodies, deps.config.org.region);
  const folder = dirname(listPath);
  return async ({ row }: ReadRow & { ok: true }): Promise<Found> => {
    const known = find(row.body);
    if (!row.body) return { ok: false, code: 'unknown_body', value: '', reason: 'body_missing' };
    if (!known && !createBodies) return { ok: false, code: 'unknown_body', value: row.body, reason: 'unknown_body' };
    const file = row.file ? await findFile(folder, row.file) : null;
    if (typeof file === 'string') return { ok: false, code: 'file_missing', value: row.file ?? '', reason: file };
    const body = known ? { id: known.id } : { make: row.body.slice(0, 200) };
    // The slug a body will get, so that the key is the same when the list comes again and the body is there.
    return { ok: true, ready: { row, body, file, key: importKey(row, known?.slug ?? bodySlug(row.body)) } };
  };
}

async function countNew(deps: LoadDeps, batch: readonly ReadyRow[]): Promise<number> {
  const keys = batch.map(({ key }) => key);
  const there = await deps
    .db('documents')
    .where('region_id', deps.regionId)
    .whereIn('import_key', keys)
    .pluck('import_key');
  return keys.length - there.length;
}
