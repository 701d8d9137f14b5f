import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type Db, snapshot, type Trx } from '../../db/connect';
import { type FileStore, flushFolder, pathOf, writeFlushed } from '../../storage/disk';
import { linesIn } from './lines';
import type { FileEntry, Manifest } from './manifest';
import { CARRIED, type Carried } from './tables';

export type BackupDeps = { db: Db; files: FileStore; keyId: string; now: string };

export type BackupResult = { rows: number; files: number; missing: string[] } | { refused: string };

const PAGE = 500;

/**
 * Writes the database, as it is at one instant, and every file it names into the folder `dir`, which must not exist or be
 * empty. Rows go out as JSON lines that either engine can take in again. The folder gets its name only when all of it is
 * on the disk, so that half a backup is never taken for a whole one. The data key is not in it.
 */
export async function backup(deps: BackupDeps, dir: string): Promise<BackupResult> {
  if (!(await isFree(dir))) return { refused: `Folder ${dir} tidak kosong. Pilih folder baru untuk cadangan ini.` };
  const work = `${dir}.belum-selesai-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(join(work, 'tables'), { recursive: true, mode: 0o700 });
    const { schema, tables } = await writeTables(deps.db, work);
    const { entries, missing } = await copyFiles(deps.files, work);
    await writeManifest(work, {
      format: 1,
      created_at: deps.now,
      schema,
      key_id: deps.keyId,
      tables,
      files: entries,
      missing,
    });
    await flushFolder(work);
    await rename(work, dir);
    await flushFolder(dirname(dir));
    return { rows: tables.reduce((sum, table) => sum + table.rows, 0), files: entries.count, missing };
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    throw error;
  }
}

async function isFree(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}

async function writeTables(db: Db, work: string): Promise<Pick<Manifest, 'schema' | 'tables'>> {
  return snapshot(db, async (trx) => {
    const tables: Manifest['tables'] = [];
    for (const table of CARRIED) {
      const count = { rows: 0 };
      const lines = Readable.from(linesOf(trx, table, count), { objectMode: true });
      const written = await writeFlushed(join(work, 'tables', `${table.name}.ndjson`), lines);
      tables.push({ name: table.name, rows: count.rows, ...written });
    }
    const schema = (await trx('migrations').orderBy('id').select('name')).map((row) => String(row.name));
    return { schema, tables };
  });
}

/** A table as JSON lines, page by page in the order of its key. */
async function* linesOf(trx: Trx, { name, key }: Carried, count: { rows: number }): AsyncGenerator<string> {
  const marks = key.map(() => '?').join(', ');
  for (let last: Record<string, unknown> | undefined; ; ) {
    const after = last;
    const rows: Record<string, unknown>[] = await trx(name)
      .modify((query) => {
        if (after) query.whereRaw(`(${key.join(', ')}) > (${marks})`, key.map((column) => after[column]) as never[]);
      })
      .orderBy([...key])
      .limit(PAGE);
    count.rows += rows.length;
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

async function copyFiles(files: FileStore, work: string): Promise<{ entries: Manifest['files']; missing: string[] }> {
  const missing: string[] = [];
  let count = 0;
  const copied = async function* () {
    for (const table of [
      'document_files',
      'request_files',
      'case_files',
      'dip_files',
      'exemption_files',
      'annual_report_files',
      'monev_result_files',
    ]) {
      for await (const line of linesIn(join(work, 'tables', `${table}.ndjson`))) {
        const row = JSON.parse(line) as { stored_name: string; removed_at?: string | null };
        const entry = await copyFile(files, work, row.stored_name);
        if (entry) {
          count++;
          yield `${JSON.stringify(entry)}\n`;
        } else if (!row.removed_at) missing.push(row.stored_name);
      }
    }
  };
  const written = await writeFlushed(join(work, 'files.ndjson'), Readable.from(copied()));
  return { entries: { count, ...written }, missing };
}

/** Copies the stored bytes as they are: a sealed paper stays sealed. Undefined when there is no such file. */
async function copyFile(files: FileStore, work: string, name: string): Promise<FileEntry | undefined> {
  if (!(await files.exists(name))) return undefined;
  const to = join(work, 'files', pathOf(name));
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  return { name, ...(await writeFlushed(to, files.stream(name))) };
}

async function writeManifest(work: string, manifest: Manifest): Promise<void> {
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  await writeFlushed(join(work, 'manifest.json'), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  await writeFlushed(join(work, 'manifest.sha256'), Buffer.from(`${sha256}\n`));
}
