import type { DbOrTrx } from '../../db/connect';
import type { PublishedRow } from '../queries';
import { asPublished, isOpenVersion, type Kept, readKept } from './kept';

export type OpenVersion = { version: number; changed_at: string; kept: Kept };

/**
 * A version of a published document as anyone may read it, with the one before; undefined where there is none, and for
 * everything that was there before the document last became public. `document` comes from `publishedDocument`.
 */
export async function publicVersion(
  db: DbOrTrx,
  document: Pick<PublishedRow, 'id' | 'category' | 'public_from' | 'held_files'>,
  number: number,
): Promise<{ at: OpenVersion; before: OpenVersion | null } | undefined> {
  if (document.category === 'dikecualikan') return undefined;
  const rows: { version: number; changed_at: string; content: string }[] = await db('document_versions')
    .where('document_id', document.id)
    .whereIn('version', [number, number - 1])
    .where('version', '>=', document.public_from)
    .select('version', 'changed_at', 'content');
  const open = rows.flatMap(({ content, ...row }): OpenVersion[] => {
    const kept = readKept(content);
    if (!isOpenVersion(kept)) return [];
    // Files that are held now were not meant to go out then either.
    return [{ ...row, kept: asPublished({ ...kept, held_files: document.held_files === 1 ? 1 : kept.held_files }) }];
  });
  const at = open.find(({ version }) => version === number);
  return at && { at, before: open.find(({ version }) => version === number - 1) ?? null };
}
