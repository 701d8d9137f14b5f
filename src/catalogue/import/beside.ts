import type { DocumentImportFileRow } from '../../db/tables/catalogue';
import type { FileTrouble, FoundFile } from './files-disk';

type Beside = Pick<DocumentImportFileRow, 'path' | 'name' | 'stored_name' | 'media_type'>;

/**
 * Finds a file that a list names among those that came beside it: by its path, else by its name alone where only one is
 * called so. Capitals do not count, and a path may be written the way of Windows.
 */
export function besideFinder(rows: readonly Beside[]): (given: string) => Promise<FoundFile | FileTrouble> {
  const byPath = new Map(rows.map((row) => [plain(row.path), row]));
  const byName = new Map<string, Beside[]>();
  for (const row of rows) byName.set(last(row.path), [...(byName.get(last(row.path)) ?? []), row]);
  return async (given) => {
    const named = byName.get(last(given)) ?? [];
    const row = byPath.get(plain(given)) ?? (named.length === 1 ? named[0] : undefined);
    if (!row) return 'file_missing';
    if (row.stored_name === '') return 'file_refused';
    return { stored: row.stored_name, name: row.name, mediaType: row.media_type };
  };
}

const plain = (path: string): string =>
  path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '')
    .trim()
    .toLowerCase();

const last = (path: string): string => plain(path).split('/').at(-1) ?? '';
