import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathOf } from '../../storage/disk';
import { linesIn } from '../backup/lines';
import { type FileEntry, type Manifest, readFileEntry, readManifest } from '../backup/manifest';

/** A backup whose every byte is as it was written, or the sentence that says what is wrong with it. */
export type Checked = { manifest: Manifest } | { refused: string };

/** Reads the whole backup and compares every hash, before anything is loaded. */
export async function checkBackup(dir: string): Promise<Checked> {
  const [text, said] = await Promise.all([content(join(dir, 'manifest.json')), content(join(dir, 'manifest.sha256'))]);
  if (!text || !said) return { refused: `Folder ${dir} bukan cadangan yang utuh: manifest tidak ada.` };
  const damaged = (what: string) => ({ refused: `Cadangan rusak: ${what} tidak sama dengan saat dibuat.` });
  if (createHash('sha256').update(text).digest('hex') !== said.toString().trim()) return damaged('manifest.json');
  const manifest = readManifest(text.toString());
  if (!manifest) return { refused: 'Cadangan ini dibuat oleh versi lain dan tidak dikenal oleh versi ini.' };
  for (const { name, sha256 } of manifest.tables) {
    const path = `tables/${name}.ndjson`;
    if ((await hashOf(join(dir, path))) !== sha256) return damaged(path);
  }
  if ((await hashOf(join(dir, 'files.ndjson'))) !== manifest.files.sha256) return damaged('files.ndjson');
  for await (const { name, sha256 } of fileEntries(dir)) {
    const path = join('files', pathOf(name));
    if ((await hashOf(join(dir, path))) !== sha256) return damaged(path);
  }
  return { manifest };
}

/** The stored files of a backup whose list has been checked. */
export async function* fileEntries(dir: string): AsyncGenerator<FileEntry> {
  for await (const line of linesIn(join(dir, 'files.ndjson'))) {
    const entry = readFileEntry(line);
    if (!entry) throw new Error(`not a line of files.ndjson: ${line.slice(0, 80)}`);
    yield entry;
  }
}

const content = (path: string): Promise<Buffer | null> => readFile(path).catch(() => null);

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
