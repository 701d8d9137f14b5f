import type { Db } from '../../db/connect';
import { bytesOf, type UploadedFile } from '../../storage/upload';
import { LIMITS, readerOf } from './outcomes';
import { readText } from './read-disk';

/** A look at the first page tells; an upload must not wait for more. */
const A_LOOK = { ...LIMITS, pages: 1, softSeconds: 5, seconds: 10 };

/**
 * The names of those that want a password. Only a PDF that says it is encrypted is opened: many of these open without
 * one, because only printing or copying is locked.
 */
export async function lockedAmong(uploads: readonly UploadedFile[]): Promise<string[]> {
  const locked: string[] = [];
  for (const file of uploads) {
    if (readerOf(file.name) !== 'pdf') continue;
    const bytes = await bytesOf(file);
    if (!bytes.includes('/Encrypt')) continue;
    const { outcome } = await readText(file.name, bytes, { limits: A_LOOK });
    if (outcome === 'locked') locked.push(file.name);
  }
  return locked;
}

/** Keeps for the desk that these files want a password, before their turn to be read comes. */
export async function markLocked(db: Db, documentId: number, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const files = db('document_files')
    .where('document_id', documentId)
    .whereIn('name', [...names])
    .select('id');
  await db('document_extractions').whereIn('file_id', files).whereNull('outcome').update({ outcome: 'locked' });
}
