import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative } from 'node:path';
import type { FileStore } from '../../storage/disk';
import { cleanName, formatOf, KINDS } from '../../storage/file-kinds';
import { isWhatItSays } from '../../storage/take-upload';
import type { KeptFile } from '../file-commands';

/** A file beside a list that may be taken in. `path` is its real place, `stored` its name in the store. */
export type FoundFile = { name: string; mediaType: string } & ({ path: string } | { stored: string });

export type FileTrouble = 'file_missing' | 'file_outside' | 'file_refused';

/**
 * Looks for a file that a list names, beside the list or below it and nowhere else, a link that leads out included, and
 * judges it as an upload is judged.
 */
export async function findFile(folder: string, given: string): Promise<FoundFile | FileTrouble> {
  if (isAbsolute(given) || given.includes('\0')) return 'file_outside';
  const path = await realpath(join(folder, given.replaceAll('\\', '/'))).catch(() => null);
  if (path === null) return leadsOut(relative(folder, join(folder, given))) ? 'file_outside' : 'file_missing';
  if (leadsOut(relative(await realpath(folder), path))) return 'file_outside';
  const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }));
  if (!isFile) return 'file_missing';
  const name = cleanName(basename(path));
  const format = formatOf('document', name);
  if (!format || size === 0 || size > KINDS.document.maxBytes) return 'file_refused';
  return (await isWhatItSays({ path }, format.detected)) ? { path, name, mediaType: format.mediaType } : 'file_refused';
}

/** What is in a found file. */
export const bytesOfFound = (files: FileStore, found: FoundFile): Promise<Buffer> =>
  'path' in found ? readFile(found.path) : files.read(found.stored);

/** Copies a found file into the store, as a document's own: two rows may name the same. */
export async function keepFound(files: FileStore, found: FoundFile): Promise<KeptFile> {
  const { name, mediaType } = found;
  const content = 'path' in found ? createReadStream(found.path) : files.stream(found.stored);
  return { name, mediaType, ...(await files.put(content)) };
}

function leadsOut(way: string): boolean {
  return way === '..' || way.startsWith('../') || way.startsWith('..\\') || isAbsolute(way);
}
