import { dirname } from 'node:path';
import type { Deps } from '../../deps';
import { loadRows, type ReadyRow } from './commands';
import { courtOf } from './court-queries';
import { findFile } from './files-disk';
import { flagReason, type JudgedGood, judgeTable } from './judge';
import { lookedThrough } from './look-commands';
import { readably, reasonFormat } from './reason-words';
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

/** `again`: the list says it a second time. */
type Rowed = { row: number; judged: JudgedGood; again: boolean };

/** Rows of one transaction: large enough to be quick, small enough that other writers get their turn. */
export const BATCH = 500;
// Every file is flushed to the disk before its document is written.
const MOST_FILES = 25;

/** Loads the documents of a list: refuses rows that cannot be loaded, each with its reason, and loads the rest. */
export async function loadDocuments(deps: LoadDeps, table: Table, options: LoadOptions): Promise<ImportResult> {
  const result: ImportResult = { loaded: 0, unchanged: 0, refused: [], flagged: [] };
  const t = deps.i18n.for('id');
  const fmt = reasonFormat(t, deps.config.timezone);
  const folder = dirname(options.listPath);
  const court = await courtOf(deps, {
    ...{ defaultBody: null, onlyBodies: null, createBodies: options.createBodies },
    findFile: (name) => findFile(folder, name),
  });
  const seen = new Set<string>();
  let batch: Rowed[] = [];
  const tell = <C extends string>(row: number, code: C, key: string, value: string): Told<C> => ({
    ...{
      row,
      code,
      reason: t(`catalogue:import.${key}`, readably({ value: value.slice(0, 200), column: value }, fmt)),
    },
  });
  const flush = async () => {
    const there = await knownKeys(
      deps,
      batch.map(({ judged }) => judged.ready.key),
    );
    const fresh: ReadyRow[] = [];
    for (const { row, judged, again } of batch) {
      const isNew = !again && !there.has(judged.ready.key);
      const { ready, flags } = isNew ? await lookedThrough(deps.files, judged) : judged;
      result.flagged.push(...flags.map(({ code, value }) => tell(row, code, flagReason(code, ready), value)));
      if (isNew) fresh.push(ready);
    }
    const loaded = options.dryRun ? fresh.length : (await loadRows(deps, fresh)).size;
    result.loaded += loaded;
    result.unchanged += batch.length - loaded;
    batch = [];
  };
  const full = () => batch.length >= BATCH || batch.filter(({ judged }) => judged.ready.file).length >= MOST_FILES;
  for await (const { row, judged } of judgeTable(court, table)) {
    if (judged === 'section') continue;
    if (!judged.ok) result.refused.push(tell(row, judged.code, judged.reason, judged.value));
    else {
      batch.push({ row, judged, again: seen.has(judged.ready.key) });
      seen.add(judged.ready.key);
    }
    if (full()) await flush();
  }
  await flush();
  return result;
}

/** Which of these keys name a document that is there. */
export async function knownKeys(
  { db, regionId }: Pick<Deps, 'db' | 'regionId'>,
  keys: readonly string[],
): Promise<Set<string>> {
  return new Set(await db('documents').where('region_id', regionId).whereIn('import_key', keys).pluck('import_key'));
}
