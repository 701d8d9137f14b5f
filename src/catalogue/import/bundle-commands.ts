import { posix } from 'node:path';
import type { DocumentImportFileRow, DocumentImportRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { cleanName, formatOf, KINDS } from '../../storage/file-kinds';
import { isWhatItSays } from '../../storage/take-upload';
import { type PackedFile, type UnzipRefusal, unpacked } from '../../storage/unzip-disk';
import { keepUpload, type UploadedFile } from '../../storage/upload';
import { columnsOf, headingRow } from './headings';
import { readTable, type Table } from './table';

type BundleDeps = Pick<Deps, 'db' | 'files'>;

/** Of one ZIP with a list and its files. */
export const BUNDLE = { files: 500, totalBytes: 400 * 1024 * 1024, oneBytes: KINDS.document.maxBytes };

/** How many files are looked at before nobody finds the list among them. */
const MOST_LOOKS = 8;

const LISTS = ['xlsx', 'csv', 'json', 'txt'];

export const isBundle = ({ name }: Pick<DocumentImportRow, 'name'>): boolean => /\.zip$/i.test(name);

/** The list in a ZIP with the files beside it, which are kept for its rows; or why there is none. */
export async function openBundle(
  deps: BundleDeps,
  held: Pick<DocumentImportRow, 'id' | 'stored_name' | 'size'>,
  kept: () => Promise<void>,
): Promise<{ table: Table; list: string } | UnzipRefusal | 'zip_no_list'> {
  const found = await unpacked(deps.files, { storedName: held.stored_name, size: held.size }, BUNDLE);
  if (typeof found === 'string') return found;
  const chosen = await listAmong(found);
  if (!chosen) return 'zip_no_list';
  await keepFiles(deps, held.id, found, chosen.list, kept);
  return chosen;
}

/** The first list with known headings, the least deep first: work books and tables may lie among the documents too. */
async function listAmong(found: readonly PackedFile[]): Promise<{ table: Table; list: string } | null> {
  const kind = (path: string) => LISTS.indexOf(posix.extname(path).slice(1).toLowerCase());
  const depth = (path: string) => path.split('/').length;
  const lists = found
    .filter(({ path }) => kind(path) >= 0)
    .sort((a, b) => depth(a.path) - depth(b.path) || kind(a.path) - kind(b.path) || (a.path < b.path ? -1 : 1));
  for (const one of lists.slice(0, MOST_LOOKS)) {
    const bytes = await one.read();
    const table = bytes && (await readTable(bytes, one.path, headingRow));
    if (table && !('refused' in table) && columnsOf(table.headings).size > 1) return { table, list: one.path };
  }
  return null;
}

/** Keeps what may be a document's file. What is there already stays, so that a run that was killed is gone on with. */
async function keepFiles(
  { db, files }: BundleDeps,
  importId: number,
  found: readonly PackedFile[],
  list: string,
  kept: () => Promise<void>,
): Promise<void> {
  const there = new Set<string>(await db('document_import_files').where('import_id', importId).pluck('path'));
  const folder = posix.dirname(list);
  for (const one of found) {
    const path = folder !== '.' && one.path.startsWith(`${folder}/`) ? one.path.slice(folder.length + 1) : one.path;
    if (one.path === list || there.has(path)) continue;
    there.add(path);
    await keepOne({ db, files }, importId, path, one);
    await kept();
  }
}

async function keepOne({ db, files }: BundleDeps, importId: number, path: string, one: PackedFile): Promise<void> {
  const name = cleanName(path);
  const format = formatOf('document', name);
  const bytes = format ? await one.read() : null;
  const good = format && bytes && bytes.length > 0 && (await isWhatItSays({ buffer: bytes }, format.detected));
  const row = { import_id: importId, path: path.slice(0, 500), name };
  // That it is there and cannot be used is said to the row that names it.
  if (!good) return void (await db('document_import_files').insert({ ...row, ...NOT_KEPT }));
  const { storedName: stored_name, size } = await files.put(bytes);
  await db('document_import_files').insert({ ...row, stored_name, size, media_type: format.mediaType });
}

const NOT_KEPT = { stored_name: '', size: 0, media_type: '' };

/** Keeps the files that were sent beside a list. Of two with one name the first counts. */
export async function keepBeside(deps: BundleDeps, importId: number, sent: readonly UploadedFile[]): Promise<void> {
  const seen = new Set<string>();
  for (const file of sent) {
    if (seen.has(file.name)) continue;
    seen.add(file.name);
    const { storedName: stored_name, size } = await keepUpload(deps.files, file);
    const row = {
      import_id: importId,
      path: file.name,
      name: file.name,
      stored_name,
      size,
      media_type: file.mediaType,
    };
    await deps.db('document_import_files').insert(row);
  }
}

/** Throws away what came beside a list: it was loaded, or nobody wants it. */
export async function dropBeside({ db, files }: BundleDeps, importId: number): Promise<void> {
  const rows: Pick<DocumentImportFileRow, 'stored_name'>[] = await db('document_import_files')
    .where('import_id', importId)
    .select('stored_name');
  for (const { stored_name } of rows) if (stored_name !== '') await files.remove(stored_name);
  await db('document_import_files').where('import_id', importId).delete();
}
