import { dirname } from 'node:path';
import type { Deps } from '../../deps';
import { loadRows, type ReadyRow } from './commands';
import { courtOf } from './court-queries';
import { findFile } from './files-disk';
import { flagReason, judgeTable } from './judge';
import type { FlagCode, RefusalCode } from './row';
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

/** Rows of one transaction: large enough to be quick, small enough that other writers get their turn. */
export const BATCH = 500;
// Every file is flushed to the disk before its document is written.
const MOST_FILES = 25;

/** Loads the documents of a list: refuses rows that cannot be loaded, each with its reason, and loads the rest. */
export async function loadDocuments(deps: LoadDeps, table: Table, options: LoadOptions): Promise<ImportResult> {
  const result: ImportResult = { loaded: 0, unchanged: 0, refused: [], flagged: [] };
  const t = deps.i18n.for('id');
  const folder = dirname(options.listPath);
  const court = await courtOf(deps, {
    ...{ defaultBody: null, onlyBodies: null, createBodies: options.createBodies },
    findFile: (name) => findFile(folder, name),
  });
  const seen = new Set<string>();
  let batch: ReadyRow[] = [];
  const flush = async () => {
    const fresh = options.dryRun ? await countNew(deps, batch) : (await loadRows(deps, batch)).size;
    result.loaded += fresh;
    result.unchanged += batch.length - fresh;
    batch = [];
  };
  const full = () => batch.length >= BATCH || batch.filter(({ file }) => file).length >= MOST_FILES;
  for await (const { row, judged } of judgeTable(court, table)) {
    if (judged === 'section') continue;
    const tell = <C extends string>(code: C, key: string, value: string): Told<C> => ({
      ...{ row, code, reason: t(`catalogue:import.${key}`, { value: value.slice(0, 200), column: value }) },
    });
    if (!judged.ok) result.refused.push(tell(judged.code, judged.reason, judged.value));
    else {
      result.flagged.push(...judged.flags.map(({ code, value }) => tell(code, flagReason(code, judged.ready), value)));
      if (seen.has(judged.ready.key)) result.unchanged += 1;
      else batch.push(judged.ready);
      seen.add(judged.ready.key);
    }
    if (full()) await flush();
  }
  await flush();
  return result;
}

async function countNew(deps: LoadDeps, batch: readonly ReadyRow[]): Promise<number> {
  const keys = batch.map(({ key }) => key);
  return keys.length - (await knownKeys(deps, keys)).size;
}

/** Which of these keys name a document that is there. */
export async function knownKeys(
  { db, regionId }: Pick<Deps, 'db' | 'regionId'>,
  keys: readonly string[],
): Promise<Set<string>> {
  return new Set(await db('documents').where('region_id', regionId).whereIn('import_key', keys).pluck('import_key'));
}
