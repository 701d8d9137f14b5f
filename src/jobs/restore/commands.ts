import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { verifyChains } from '../../audit/verify/queries';
import { type Db, migrate, type Trx, writing } from '../../db/connect';
import { flushFolder, pathOf, writeFlushed } from '../../storage/disk';
import { linesIn } from '../backup/lines';
import type { Manifest } from '../backup/manifest';
import { CARRIED, type Carried } from '../backup/tables';
import { checkBackup, fileEntries } from './check';
import { isEmpty, resetSequences, shapeLike } from './schema';

export type RestoreDeps = { db: Db; dataDir: string };

export type RestoreResult =
  | {
      rows: number;
      files: number;
      createdAt: string;
      keyId: string;
      /** Letters that may have left after the backup was made: the administrator decides. */
      uncertainLetters: number;
      /** The first broken entry of the audit log, when the backup brought one. */
      brokenChain: string | null;
    }
  | { refused: string };

// Some tables have 60 columns.
const BATCH = 100;

/**
 * Loads a backup into an empty database and an empty folder of files, on either engine, whichever it came from. Every
 * hash is checked before, the rows come in one transaction, and the audit log is verified after.
 */
export async function restore({ db, dataDir }: RestoreDeps, dir: string): Promise<RestoreResult> {
  const checked = await checkBackup(dir);
  if ('refused' in checked) return checked;
  const { manifest } = checked;
  if (!(await isEmpty(db))) return { refused: 'Basis data tidak kosong. Pulihkan ke basis data yang baru.' };
  const target = join(dataDir, 'files');
  if (await holdsAnything(target)) return { refused: `Folder ${target} tidak kosong. Pulihkan ke DATA_DIR yang baru.` };
  const unknown = await shapeLike(db, manifest.schema);
  if (unknown) return { refused: `Cadangan ini dari versi yang lebih baru (${unknown}). Pasang versi itu dahulu.` };

  try {
    const files = await copyFiles(dir, dataDir, target);
    const { rows, uncertainLetters } = await writing(db, (trx) => load(trx, dir, manifest));
    await migrate(db);
    const verdict = await verifyChains(db);
    const brokenChain = verdict.ok ? null : `${verdict.broken.chain} ${verdict.broken.seq}: ${verdict.broken.reason}`;
    return { rows, files, createdAt: manifest.created_at, keyId: manifest.key_id, uncertainLetters, brokenChain };
  } catch (error) {
    // The folder was empty before, and no row names a file of it now.
    if (await isEmpty(db)) await rm(target, { recursive: true, force: true });
    throw error;
  }
}

async function holdsAnything(dir: string): Promise<boolean> {
  const entries = await readdir(dir).catch(() => []);
  return entries.length > 0;
}

/** Copies beside and renames, so that the folder of files is whole or not there. */
async function copyFiles(dir: string, dataDir: string, target: string): Promise<number> {
  const work = join(dataDir, 'files.belum-selesai');
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o700 });
  let count = 0;
  for await (const { name, sha256 } of fileEntries(dir)) {
    const to = join(work, pathOf(name));
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const written = await writeFlushed(to, createReadStream(join(dir, 'files', pathOf(name))));
    if (written.sha256 !== sha256) throw new Error(`${name} changed while it was copied`);
    await flushFolder(dirname(to));
    count++;
  }
  await rename(work, target);
  await flushFolder(dataDir);
  return count;
}

async function load(trx: Trx, dir: string, manifest: Manifest): Promise<{ rows: number; uncertainLetters: number }> {
  let rows = 0;
  for (const table of CARRIED) {
    const part = manifest.tables.find(({ name }) => name === table.name);
    if (!part) continue;
    const loaded = await loadTable(trx, join(dir, 'tables', `${table.name}.ndjson`), table);
    if (loaded !== part.rows) throw new Error(`${table.name}: ${part.rows} rows were written and ${loaded} found`);
    rows += loaded;
  }
  await resetSequences(trx);
  return { rows, uncertainLetters: await doubtLetters(trx) };
}

async function loadTable(trx: Trx, path: string, { name, self }: Carried): Promise<number> {
  const forward: { id: unknown; to: unknown }[] = [];
  let count = 0;
  let batch: Record<string, unknown>[] = [];
  const flush = async () => {
    if (batch.length > 0) await trx(name).insert(batch);
    batch = [];
  };
  for await (const line of linesIn(path)) {
    const row = JSON.parse(line) as Record<string, unknown>;
    if (self && row[self] !== null) {
      forward.push({ id: row.id, to: row[self] });
      row[self] = null;
    }
    count++;
    if (batch.push(row) === BATCH) await flush();
  }
  await flush();
  for (const { id, to } of forward)
    await trx(name)
      .where('id', id as number)
      .update({ [self as string]: to });
  return count;
}

/**
 * A letter that waited when the backup was made may have left since, from the database that was lost. None is sent twice:
 * the administrator decides.
 */
function doubtLetters(trx: Trx): Promise<number> {
  return trx('outbox')
    .whereIn('state', ['pending', 'claimed', 'handing_over'])
    .update({ state: 'uncertain', claim: null, claimed_at: null, last_error: 'restored from a backup' });
}
